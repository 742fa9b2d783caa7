import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@Suite struct GetTransactionTests {
    static let signature = Signature(FixedBytes(repeating: 1))
    static let mint = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
    static let owner = "B2v68t8MXb9zUms1VQKuCcvjrjKDK6fLd8ZngqmBGy1M"
    static let program = "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"

    /// A complete answer; `changes` replaces a part of its text by another.
    static func result(_ changes: (String, String)...) -> String {
        var text = """
            {"blockTime":1778761079,"slot":419685246,"transaction":["AQID","base64"],"version":0,\
            "meta":{"computeUnitsConsumed":555,"err":null,"fee":48370,\
            "innerInstructions":[{"index":3,"instructions":[{"accounts":[0,255],"data":"fxt",\
            "programIdIndex":7,"stackHeight":2}]}],"loadedAddresses":{"readonly":["\(program)"],\
            "writable":["\(owner)","\(mint)"]},"logMessages":["log"],\
            "postBalances":[18446744073709551615,0],"postTokenBalances":[{"accountIndex":1,\
            "mint":"\(mint)","owner":"\(owner)","programId":"\(program)","uiTokenAmount":\
            {"amount":"101899968394","decimals":6,"uiAmount":101899.968394,\
            "uiAmountString":"101899.968394"}}],"preBalances":[1,2],"preTokenBalances":[],\
            "rewards":[],"status":{"Ok":null}}}
            """
        for (old, new) in changes {
            precondition(text.contains(old), old)
            text = text.replacing(old, with: new)
        }
        return text
    }

    static func parse(_ result: String) async throws -> TransactionAnswer? {
        try await RPCClient(AnswerScript(results: result))
            .getTransaction(signature, commitment: .finalized)
    }

    @Test func `asks for bytes of all versions that it knows`() async throws {
        let script = AnswerScript(results: "null")
        let answer = try await RPCClient(script)
            .getTransaction(Self.signature, commitment: .finalized)
        #expect(answer == nil)
        #expect(
            script.requests == [
                #"{"jsonrpc":"2.0","id":1,"method":"getTransaction","params":["\#(Self.signature)","#
                    + #"{"commitment":"finalized","encoding":"base64","#
                    + #""maxSupportedTransactionVersion":1}]}"#
            ])
    }

    @Test func `reads a complete answer`() async throws {
        let mint = try #require(Address(Self.mint))
        let owner = try #require(Address(Self.owner))
        let program = try #require(Address(Self.program))
        let expected = TransactionAnswer(
            slot: 419_685_246, blockTime: 1_778_761_079, version: .number(0),
            transaction: [1, 2, 3],
            meta: TransactionMeta(
                fee: 48_370, preBalances: [1, 2], postBalances: [.max, 0],
                postTokenBalances: [
                    TokenBalance(
                        accountIndex: 1, mint: mint, owner: owner, programID: program,
                        amount: 101_899_968_394, decimals: 6)
                ],
                innerInstructions: [
                    InnerGroup(
                        index: 3,
                        instructions: [
                            // 131073 in base 58 has the digits 38, 55, 51: f, x, t
                            InnerInstruction(
                                programIDIndex: 7, accounts: [0, 255], data: [0x02, 0x00, 0x01],
                                stackHeight: 2)
                        ])
                ], logMessages: ["log"],
                loadedAddresses: LoadedAddresses(writable: [owner, mint], readonly: [program]),
                computeUnitsConsumed: 555))
        #expect(try await Self.parse(Self.result()) == expected)
    }

    // MARK: Null, absent, empty

    @Test func `keeps null and absent apart from empty`() async throws {
        for name in ["innerInstructions", "preTokenBalances", "postTokenBalances", "logMessages"] {
            for value in ["null", nil, "[]"] as [String?] {
                let meta = try await Self.meta(replacing: name, by: value)
                let count: Int? =
                    switch name {
                    case "innerInstructions": meta.innerInstructions?.count
                    case "preTokenBalances": meta.preTokenBalances?.count
                    case "postTokenBalances": meta.postTokenBalances?.count
                    default: meta.logMessages?.count
                    }
                #expect(count == (value == "[]" ? 0 : nil))
            }
        }
        for value in ["null", nil] as [String?] {
            #expect(
                try await Self.meta(replacing: "loadedAddresses", by: value).loadedAddresses == nil)
            #expect(
                try await Self.meta(replacing: "computeUnitsConsumed", by: value)
                    .computeUnitsConsumed == nil)
        }
    }

    /// The meta of an answer in which one member of meta is replaced or left out.
    static func meta(replacing name: String, by value: String?) async throws -> TransactionMeta {
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(result().utf8)) as? [String: Any])
        var meta = try #require(object["meta"] as? [String: Any])
        meta[name] = try value.map {
            try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
        }
        object["meta"] = meta
        let text = String(
            decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
        return try #require(try await parse(text)?.meta)
    }

    @Test func `takes an answer without meta for one without meta`() async throws {
        let text = #"{"slot":1,"transaction":["AQID","base64"],"meta":null,"blockTime":null}"#
        let expected = TransactionAnswer(
            slot: 1, blockTime: nil, version: .absent, transaction: [1, 2, 3], meta: nil)
        #expect(try await Self.parse(text) == expected)
        #expect(
            try await Self.parse(#"{"slot":1,"transaction":["AQID","base64"]}"#) == expected)
    }

    @Test func `reports the version as the node does`() async throws {
        for (text, version) in [
            (#""legacy""#, .legacy), ("0", .number(0)), ("1", .number(1)), ("null", .absent),
            ("255", .number(255)),
        ] as [(String, TransactionAnswer.ReportedVersion)] {
            let answer = try await Self.parse(
                Self.result((#""version":0"#, #""version":\#(text)"#)))
            #expect(answer?.version == version)
        }
    }

    static let errors = [
        (#"{"InstructionError": [0, {"Custom": 1}]}"#, #"{"InstructionError":[0,{"Custom":1}]}"#),
        (#""AccountInUse""#, #""AccountInUse""#), ("false", "false"), ("0", "0"), ("{}", "{}"),
        ("[]", "[]"), (#""""#, #""""#),
    ]

    @Test(arguments: errors)
    func `takes any err but null for a failure`(_ err: String, _ shown: String) async throws {
        let answer = try await Self.parse(Self.result((#""err":null"#, #""err":\#(err)"#)))
        #expect(answer?.meta?.errJSON == shown)
    }

    @Test func `leaves an owner open that the node does not name`() async throws {
        let meta = try await Self.parse(
            Self.result((#""owner":"\#(Self.owner)","programId":"\#(Self.program)","#, "")))?.meta
        #expect(meta?.postTokenBalances?.map(\.owner) == [nil])
        #expect(meta?.postTokenBalances?.map(\.programID) == [nil])
    }

    // MARK: Malformed

    static let malformed: [(old: String, new: String, path: String)] = [
        (#""slot":419685246,"#, "", "result: member slot is missing"),
        (#""slot":419685246"#, #""slot":4e8"#, "result.slot: not an integer"),
        (#""err":null,"#, "", "result.meta: member err is missing"),
        (
            #""err":null,"#, #""err":null,"\u0065rr":{},"#,
            "result.meta.err: member err occurs twice"
        ),
        (#""fee":48370"#, #""fee":"48370""#, "result.meta.fee: string instead of number"),
        ("[1,2]", "null", "result.meta.preBalances: null instead of array"),
        ("[1,2]", "[1,-2]", "result.meta.preBalances[1]: not an integer"),
        ("[1,2]", "[1,2.0]", "result.meta.preBalances[1]: not an integer"),
        ("18446744073709551615", "18446744073709551616", "result.meta.postBalances[0]: not an"),
        (#"["AQID","base64"]"#, #""AQID""#, "result.transaction: string instead of array"),
        (#"["AQID","base64"]"#, #"["AQIE=","base64"]"#, "result.transaction: expected a pair"),
        (#"["AQID","base64"]"#, #"["AQID","base58"]"#, "result.transaction: expected a pair"),
        (#"["AQID","base64"]"#, #"{"message":{}}"#, "result.transaction: object instead of array"),
        (#""version":0"#, #""version":"0""#, "result.version: expected legacy or a number"),
        (#""version":0"#, #""version":-1"#, "result.version: not an integer"),
        (
            #""accountIndex":1"#, #""accountIndex":256"#,
            "result.meta.postTokenBalances[0].accountIndex: not an integer"
        ),
        (
            #""amount":"101899968394""#, #""amount":101899968394"#,
            "result.meta.postTokenBalances[0].uiTokenAmount.amount: number instead of string"
        ),
        (
            #""decimals":6"#, #""decimals":-6"#,
            "result.meta.postTokenBalances[0].uiTokenAmount.decimals: not an integer"
        ),
        (#""mint":""#, #""mint":"1"#, "result.meta.postTokenBalances[0].mint: expected an address"),
        (
            #"[0,255]"#, "[0,256]",
            "result.meta.innerInstructions[0].instructions[0].accounts[1]: not an integer"
        ),
        (
            #""programIdIndex":7"#, #""programId":"x""#,
            "result.meta.innerInstructions[0].instructions[0]: member programIdIndex is missing"
        ),
        ("fxt", "0", "result.meta.innerInstructions[0].instructions[0].data: expected bytes"),
        (
            #""stackHeight":2"#, #""stackHeight":"2""#,
            "result.meta.innerInstructions[0].instructions[0].stackHeight: string instead of number"
        ),
        (
            #""index":3"#, #""index":null"#,
            "result.meta.innerInstructions[0].index: null instead of number"
        ),
        (
            #""readonly":["#, #""readonl":["#,
            "result.meta.loadedAddresses: member readonly is missing"
        ),
        (#"["log"]"#, "[1]", "result.meta.logMessages[0]: number instead of string"),
        (#""blockTime":1778761079"#, #""blockTime":1.5"#, "result.blockTime: not an integer"),
    ]

    @Test(arguments: malformed)
    func `refuses malformed content and says where`(
        _ row: (old: String, new: String, path: String)
    ) async throws {
        let error = await #expect(throws: RPCError.self) {
            try await Self.parse(Self.result((row.old, row.new)))
        }
        #expect(error?.code == .unexpectedContent)
        #expect(error?.reason.hasPrefix("script: getTransaction: \(row.path)") == true)
    }

    // MARK: Recordings

    /// The recorded transaction in a JSON object, whatever the file wraps it in.
    static func recorded(_ name: String) throws -> [String: Any] {
        let bytes = try JSONRecordingTests.bytes(name)
        let json = try JSONSerialization.jsonObject(with: Data(bytes))
        if let list = json as? [[String: Any]] { return try #require(list.first) }
        let object = try #require(json as? [String: Any])
        return object["result"] as? [String: Any] ?? object
    }

    /// The one recording whose inner instructions were parsed by the node.
    static let parsedByNode = "devnet-sol-with-ata-rent"

    @Test(arguments: JSONRecordingTests.names)
    func `reads the meta of every recording`(_ name: String) async throws {
        var object = try Self.recorded(name)
        object["transaction"] = ["AQID", "base64"]
        let data = try JSONSerialization.data(withJSONObject: object)
        let text = String(decoding: data, as: UTF8.self)
        guard !name.hasPrefix(Self.parsedByNode) else {
            let error = await #expect(throws: RPCError.self) { try await Self.parse(text) }
            #expect(error?.reason.contains("programIdIndex is missing") == true)
            return
        }
        let answer = try #require(try await Self.parse(text))
        let meta = try #require(answer.meta)
        let theirs = try #require(object["meta"] as? [String: Any])
        #expect(NSNumber(value: answer.slot) == object["slot"] as? NSNumber)
        #expect(meta.errJSON == nil)
        #expect(NSNumber(value: meta.fee) == theirs["fee"] as? NSNumber)
        #expect(
            meta.preBalances.map { NSNumber(value: $0) } == theirs["preBalances"] as? [NSNumber])
        let groups = try #require(theirs["innerInstructions"] as? [[String: Any]])
        #expect(meta.innerInstructions?.count == groups.count)
        let data58 = groups.flatMap { group in
            (group["instructions"] as? [[String: Any]] ?? []).compactMap { $0["data"] as? String }
        }
        let ours = (meta.innerInstructions ?? []).flatMap(\.instructions)
        #expect(ours.map { Base58.encode($0.data) } == data58)
        for (key, balances) in [
            ("preTokenBalances", meta.preTokenBalances),
            ("postTokenBalances", meta.postTokenBalances),
        ] {
            let rows = try #require(theirs[key] as? [[String: Any]])
            #expect(balances?.map(\.mint.description) == rows.compactMap { $0["mint"] as? String })
            #expect(
                balances?.map { String($0.amount) }
                    == rows.compactMap {
                        ($0["uiTokenAmount"] as? [String: Any])?["amount"] as? String
                    })
            #expect(
                balances?.map { $0.owner?.description } == rows.map { $0["owner"] as? String })
        }
    }
}
