import DepositVerifier
import SolanaCodec
import Testing

/// Requests byte for byte, and answers in the shapes of the Solana RPC documentation.
@Suite struct RPCMethodsTests {
    static let one =
        "2AXDGYSE4f2sz7tvMMzyHvUfcoJmxudvdhBcmiUSo6ijwfYmfZYsKRxboQMPh3R4kUhXRVdtSXFXMheka4Rc4P2"
    static let two =
        "3L3RY5sT8K4kyEnqhizwaqxLEbcYvpGrGPNEYRwtbCSUtL6YL86jdrvCbohnP5q8VxQ3qzGmt3W3iQJW97rD7m3"
    static let nines = "cGfHiC6Kgg3FpFZvgwGcswsCRtp4aBP2fzuXRQPizuN"
    static let threes = "CktRuQ2mttgRGkXJtyksdKHjUdc2C4TgDzyB98oEzy8"
    static let fours = "GgBaCs3NCBuZN12kCJgAW63ydqohFkHEdfdEXBPzLHq"
    static let context = #""context":{"apiVersion":"2.0","slot":77}"#

    static let signatures = [
        Signature(FixedBytes(repeating: 1)), Signature(FixedBytes(repeating: 2)),
    ]
    static let hash = Blockhash(FixedBytes(repeating: 9))
    static let addresses = [Address(FixedBytes(repeating: 3)), Address(FixedBytes(repeating: 4))]

    /// Makes one call against a scripted result and checks the request's method and parameters.
    static func call<Answer>(
        _ method: String, _ params: String, result: String,
        _ body: (RPCClient) async throws -> Answer
    ) async throws -> Answer {
        let script = AnswerScript(results: result)
        let answer = try await body(RPCClient(script))
        let request = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":[\#(params)]}"#
        #expect(script.requests == [request])
        return answer
    }

    /// Makes one call whose result must be refused.
    static func refuse<Answer>(
        _ result: String, _ body: (RPCClient) async throws -> Answer
    ) async {
        let error = await #expect(throws: RPCError.self, "\(result)") {
            _ = try await body(RPCClient(AnswerScript(results: result)))
        }
        #expect(error?.code == .unexpectedContent)
    }

    // MARK: Chain

    @Test func `getGenesisHash`() async throws {
        let hash = try await Self.call("getGenesisHash", "", result: "\"\(Self.nines)\"") {
            try await $0.getGenesisHash()
        }
        #expect(hash == Self.hash)
        for result in ["null", "\"\"", "\"\(Self.one)\"", "\"0\(Self.nines.dropFirst())\""] {
            await Self.refuse(result) { try await $0.getGenesisHash() }
        }
    }

    @Test func `getLatestBlockhash`() async throws {
        let latest = try await Self.call(
            "getLatestBlockhash", #"{"commitment":"finalized","minContextSlot":5}"#,
            result:
                #"{\#(Self.context),"value":{"blockhash":"\#(Self.nines)","lastValidBlockHeight":3090}}"#
        ) { try await $0.getLatestBlockhash(commitment: .finalized, minContextSlot: 5) }
        #expect(
            latest
                == LatestBlockhash(
                    blockhash: Self.hash, lastValidBlockHeight: BlockHeight(3090), slot: 77))
    }

    @Test func `isBlockhashValid`() async throws {
        let answer = try await Self.call(
            "isBlockhashValid", #""\#(Self.nines)",{"commitment":"processed"}"#,
            result: #"{\#(Self.context),"value":false}"#
        ) { try await $0.isBlockhashValid(Self.hash, commitment: .processed) }
        #expect(answer == AtSlot(slot: 77, value: false))
    }

    @Test func `getBlockHeight and getFirstAvailableBlock`() async throws {
        let height = try await Self.call(
            "getBlockHeight", #"{"commitment":"finalized"}"#, result: "1233"
        ) { try await $0.getBlockHeight(commitment: .finalized) }
        #expect(height == BlockHeight(1233))
        let first = try await Self.call("getFirstAvailableBlock", "", result: "250000") {
            try await $0.getFirstAvailableBlock()
        }
        #expect(first == 250_000)
    }

    @Test func `getHealth and getVersion`() async throws {
        try await Self.call("getHealth", "", result: #""ok""#) { try await $0.getHealth() }
        await Self.refuse(#""behind""#) { try await $0.getHealth() }
        let version = try await Self.call(
            "getVersion", "", result: #"{"feature-set":1,"solana-core":"3.0.1\n"}"#
        ) { try await $0.getVersion() }
        #expect(version == #"3.0.1\u{a}"#)
    }

    // MARK: Accounts

    static let account =
        #"{"data":["AQID","base64"],"executable":false,"lamports":88849814690250,"#
        + #""owner":"\#(fours)","rentEpoch":18446744073709551615,"space":3}"#
    static let info = AccountInfo(
        owner: addresses[1], lamports: Lamports(88_849_814_690_250), data: [1, 2, 3],
        isExecutable: false)

    @Test func `getBalance`() async throws {
        let balance = try await Self.call(
            "getBalance", #""\#(Self.threes)",{"commitment":"confirmed"}"#,
            result: #"{\#(Self.context),"value":18446744073709551615}"#
        ) { try await $0.getBalance(Self.addresses[0], commitment: .confirmed) }
        #expect(balance == AtSlot(slot: 77, value: Lamports(.max)))
    }

    @Test func `getAccountInfo`() async throws {
        let params = #""\#(Self.threes)",{"commitment":"finalized","encoding":"base64"}"#
        let present = try await Self.call(
            "getAccountInfo", params, result: #"{\#(Self.context),"value":\#(Self.account)}"#
        ) { try await $0.getAccountInfo(Self.addresses[0], commitment: .finalized) }
        #expect(present == AtSlot<AccountInfo?>(slot: 77, value: Self.info))
        let absent = try await Self.call(
            "getAccountInfo", params, result: #"{\#(Self.context),"value":null}"#
        ) { try await $0.getAccountInfo(Self.addresses[0], commitment: .finalized) }
        #expect(absent == AtSlot(slot: 77, value: nil))
        for data in [
            #"["AQID","base58"]"#, #"["AQI","base64"]"#, #"["AQJ=","base64"]"#, #""AQID""#,
            #"["AQID"]"#, #"["AQID","base64",1]"#, #"["AQ ID","base64"]"#, "[]",
        ] {
            let account = Self.account.replacing(#"["AQID","base64"]"#, with: data)
            await Self.refuse(#"{\#(Self.context),"value":\#(account)}"#) {
                try await $0.getAccountInfo(Self.addresses[0], commitment: .finalized)
            }
        }
    }

    @Test func `getMultipleAccounts`() async throws {
        let accounts = try await Self.call(
            "getMultipleAccounts",
            #"["\#(Self.threes)","\#(Self.fours)"],{"commitment":"finalized","encoding":"base64"}"#,
            result: #"{\#(Self.context),"value":[null,\#(Self.account)]}"#
        ) { try await $0.getMultipleAccounts(Self.addresses, commitment: .finalized) }
        #expect(accounts == AtSlot(slot: 77, value: [nil, Self.info]))
        for value in ["[]", "[null]", "[null,null,null]", "null", "{}"] {
            await Self.refuse(#"{\#(Self.context),"value":\#(value)}"#) {
                try await $0.getMultipleAccounts(Self.addresses, commitment: .finalized)
            }
        }
    }

    @Test func `getTokenAccountBalance`() async throws {
        let balance = try await Self.call(
            "getTokenAccountBalance", #""\#(Self.threes)",{"commitment":"finalized"}"#,
            result: #"{\#(Self.context),"value":{"amount":"9864","decimals":2,"uiAmount":98.64,"#
                + #""uiAmountString":"98.64"}}"#
        ) { try await $0.getTokenAccountBalance(Self.addresses[0], commitment: .finalized) }
        #expect(
            balance.value == TokenAccountBalance(amount: TokenAmount(9864), decimals: 2))
    }

    @Test(arguments: [
        "9864", "\"\"", "\"-1\"", "\"+1\"", "\"01\"", "\"1.0\"", "\"1e3\"", "\" 1\"",
        "\"1\\u0000\"",
        "\"18446744073709551616\"", "\"٣\"", "null",
    ])
    func `token amounts are canonical digits`(_ amount: String) async {
        await Self.refuse(#"{\#(Self.context),"value":{"amount":\#(amount),"decimals":2}}"#) {
            try await $0.getTokenAccountBalance(Self.addresses[0], commitment: .finalized)
        }
    }

    @Test func `getMinimumBalanceForRentExemption`() async throws {
        let lamports = try await Self.call(
            "getMinimumBalanceForRentExemption", "165", result: "2039280"
        ) { try await $0.getMinimumBalanceForRentExemption(dataLength: 165) }
        #expect(lamports == Lamports(2_039_280))
    }

    // MARK: Fees and simulation

    @Test func `getFeeForMessage`() async throws {
        let params = #""AQID",{"commitment":"processed"}"#
        let fee = try await Self.call(
            "getFeeForMessage", params, result: #"{\#(Self.context),"value":5000}"#
        ) { try await $0.getFeeForMessage([1, 2, 3], commitment: .processed) }
        #expect(fee.value == Lamports(5_000))
        let expired = try await Self.call(
            "getFeeForMessage", params, result: #"{\#(Self.context),"value":null}"#
        ) { try await $0.getFeeForMessage([1, 2, 3], commitment: .processed) }
        #expect(expired.value == nil)
    }

    @Test func `getRecentPrioritizationFees`() async throws {
        let fees = try await Self.call(
            "getRecentPrioritizationFees", #"["\#(Self.threes)"]"#,
            result:
                #"[{"slot":348125,"prioritizationFee":0},{"slot":348126,"prioritizationFee":1234}]"#
        ) { try await $0.getRecentPrioritizationFees([Self.addresses[0]]) }
        #expect(fees.map(\.slot) == [348_125, 348_126])
        #expect(fees.map(\.microLamportsPerUnit) == [0, 1_234])
    }

    @Test func `simulateTransaction`() async throws {
        let plain = try await Self.call(
            "simulateTransaction",
            #""AQID",{"commitment":"confirmed","encoding":"base64","sigVerify":true,"#
                + #""replaceRecentBlockhash":false}"#,
            result: #"{\#(Self.context),"value":{"err": {"InstructionError": [2, {"Custom": 1}]},"#
                + #""accounts":null,"logs":["a"],"unitsConsumed":2366,"returnData":null}}"#
        ) {
            try await $0.simulateTransaction(
                [1, 2, 3], commitment: .confirmed, verifySignatures: true)
        }
        #expect(
            plain.value
                == Simulation(
                    errJSON: #"{"InstructionError":[2,{"Custom":1}]}"#, logs: ["a"],
                    unitsConsumed: 2_366))
        let withAccounts = try await Self.call(
            "simulateTransaction",
            #""AQID",{"commitment":"confirmed","encoding":"base64","sigVerify":false,"#
                + #""replaceRecentBlockhash":true,"#
                + #""accounts":{"encoding":"base64","addresses":["\#(Self.threes)"]}}"#,
            result: #"{\#(Self.context),"value":{"err":null,"accounts":[\#(Self.account)],"#
                + #""logs":null,"loadedAccountsDataSize":413}}"#
        ) {
            try await $0.simulateTransaction(
                [1, 2, 3], commitment: .confirmed, replaceRecentBlockhash: true,
                accounts: [Self.addresses[0]])
        }
        #expect(
            withAccounts.value
                == Simulation(loadedAccountsDataSize: 413, accounts: [Self.info]))
        for value in [#"{"err":null,"accounts":null}"#, #"{"err":null,"accounts":[]}"#, "{}"] {
            await Self.refuse(#"{\#(Self.context),"value":\#(value)}"#) {
                try await $0.simulateTransaction(
                    [1], commitment: .confirmed, accounts: [Self.addresses[0]])
            }
        }
    }

    // MARK: Sending

    @Test func `sendTransaction`() async throws {
        let signature = try await Self.call(
            "sendTransaction",
            #""AQID",{"encoding":"base64","skipPreflight":true,"#
                + #""preflightCommitment":"confirmed","maxRetries":0}"#,
            result: "\"\(Self.one)\""
        ) {
            try await $0.sendTransaction(
                [1, 2, 3], skipPreflight: true, preflightCommitment: .confirmed, maxRetries: 0)
        }
        #expect(signature == Self.signatures[0])
    }

    @Test func `sendTransaction tells why the preflight failed`() async throws {
        let answer =
            #"{"jsonrpc":"2.0","id":1,"error":{"code":-32002,"message":"Transaction simulation "#
            + #"failed: Blockhash not found","data":{"accounts":null,"err":"BlockhashNotFound","#
            + #""logs":["Program log: x"],"unitsConsumed":0}}}"#
        let error = await #expect(throws: RPCError.self) {
            try await RPCClient(AnswerScript([.success(answer)])).sendTransaction([1])
        }
        #expect(error?.code == .server(code: -32002))
        #expect(
            error?.preflight
                == PreflightFailure(
                    errJSON: #""BlockhashNotFound""#, logs: ["Program log: x"], unitsConsumed: 0))
        #expect(error?.isRetryable == false)
    }

    @Test func `requestAirdrop`() async throws {
        let signature = try await Self.call(
            "requestAirdrop", #""\#(Self.threes)",1000000000"#, result: "\"\(Self.two)\""
        ) { try await $0.requestAirdrop(Self.addresses[0], Lamports(1_000_000_000)) }
        #expect(signature == Self.signatures[1])
    }

    // MARK: History

    @Test func `getSignatureStatuses`() async throws {
        let statuses = try await Self.call(
            "getSignatureStatuses",
            #"["\#(Self.one)","\#(Self.two)"],{"searchTransactionHistory":true}"#,
            result: #"{\#(Self.context),"value":[{"slot":48,"confirmations":null,"err":null,"#
                + #""status":{"Ok":null},"confirmationStatus":"finalized"},null]}"#
        ) {
            try await $0.getSignatureStatuses(Self.signatures, searchTransactionHistory: true)
        }
        #expect(statuses.slot == 77)
        #expect(
            statuses.value == [SignatureStatus(slot: 48, confirmationStatus: .finalized), nil])
    }

    @Test func `getSignatureStatuses shows a failure`() async throws {
        let statuses = try await Self.call(
            "getSignatureStatuses", #"["\#(Self.one)"],{"searchTransactionHistory":false}"#,
            result: #"{\#(Self.context),"value":[{"slot":48,"confirmations":3,"#
                + #""err":{"InstructionError":[0,"X"]},"confirmationStatus":null}]}"#
        ) {
            try await $0.getSignatureStatuses(
                [Self.signatures[0]], searchTransactionHistory: false)
        }
        #expect(
            statuses.value == [
                SignatureStatus(
                    slot: 48, confirmations: 3, errJSON: #"{"InstructionError":[0,"X"]}"#)
            ])
    }

    @Test(arguments: [
        "[]", "[null]", "[null,null,null]", "null", #"[null,{"slot":1}]"#,
        #"[null,{"slot":1,"err":null,"err":{}}]"#,
        #"[null,{"slot":1,"err":null,"confirmationStatus":"rooted"}]"#,
        #"[null,{"slot":-1,"err":null}]"#, #"[null,{"slot":null,"err":null}]"#,
    ])
    func `getSignatureStatuses refuses`(_ value: String) async {
        await Self.refuse(#"{\#(Self.context),"value":\#(value)}"#) {
            try await $0.getSignatureStatuses(Self.signatures, searchTransactionHistory: true)
        }
    }

    @Test func `getSignaturesForAddress`() async throws {
        let entries = try await Self.call(
            "getSignaturesForAddress",
            #""\#(Self.threes)",{"commitment":"finalized","minContextSlot":5,"limit":2,"#
                + #""before":"\#(Self.one)","until":"\#(Self.two)"}"#,
            result: #"[{"err":null,"memo":"[1] x","signature":"\#(Self.one)","slot":114,"#
                + #""blockTime":null,"confirmationStatus":"finalized"},"#
                + #"{"err":"X","signature":"\#(Self.two)","slot":113,"blockTime":-1}]"#
        ) {
            try await $0.getSignaturesForAddress(
                Self.addresses[0], commitment: .finalized, before: Self.signatures[0],
                until: Self.signatures[1], limit: 2, minContextSlot: 5)
        }
        #expect(
            entries == [
                SignatureEntry(
                    signature: Self.signatures[0], slot: 114, confirmationStatus: .finalized),
                SignatureEntry(
                    signature: Self.signatures[1], slot: 113, errJSON: #""X""#, blockTime: -1),
            ])
        let three = Array(repeating: #"{"err":null,"signature":"\#(Self.one)","slot":1}"#, count: 3)
        await Self.refuse("[\(three.joined(separator: ","))]") {
            try await $0.getSignaturesForAddress(
                Self.addresses[0], commitment: .finalized, limit: 2)
        }
    }
}
