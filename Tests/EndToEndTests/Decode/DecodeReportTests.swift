import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@testable import l5_deposit

@Suite struct DecodeReportTests {
    private static let blockhash = Blockhash(FixedBytes(repeating: 9))

    /// An unsigned transaction of the payer, as base64.
    private func transaction(
        _ instructions: [Instruction], tables: [AddressLookupTable] = []
    ) throws -> String {
        let message = try Message.compile(
            instructions, payer: World.payer.address, recentBlockhash: Self.blockhash,
            version: .v0, tables: tables)
        return Base64.encode(try Transaction(message).encoded)
    }

    private func instructions(_ text: String) throws -> [JSONValue] {
        try DecodeSupport.document(text).required("instructions").array().map { $0 }
    }

    @Test func `lists batch children behind their batch`() throws {
        // The batch of the golden vectors: 5 USDC checked, then 1 token plain.
        let data = try #require(
            Hexadecimal.decode("ff040a0c404b4c00000000000603090340420f0000000000"))
        let (source, target) = (World.payerUSDC, World.treasuryUSDC)
        let batch = Instruction(
            program: Programs.token,
            accounts: [
                AccountMeta(source, .writable), AccountMeta(World.usdc),
                AccountMeta(target, .writable), AccountMeta(World.payer.address, .readonlySigner),
                AccountMeta(source, .writable), AccountMeta(target, .writable),
                AccountMeta(World.payer.address, .readonlySigner),
                AccountMeta(World.attackerUSDC),
            ], data: data)
        let text = try transaction([Memo("first").instruction, batch])
        let rows = try instructions(text)
        #expect(
            try rows.map { try $0.required("path").string() } == ["0", "1", "1.b0", "1.b1"])
        #expect(
            try rows.map { try $0.required("type").string() }
                == ["memo", "batch", "transferChecked", "transfer"])
        let info = try rows[2].required("info")
        #expect(try info.required("uiAmount").string() == "5")
        #expect(try info.required("amount").string() == "5000000")
        #expect(try info.required("decimals").uint64() == 6)
        #expect(try rows[3].required("accounts").strings().first == "\(source)")
        #expect(try rows[3].required("accounts").strings().count == 3)
        #expect(
            try rows[1].required("info").required("instructions").strings() == ["1.b0", "1.b1"])
        #expect(
            try rows[1].required("info").required("additionalAccounts").strings()
                == ["\(World.attackerUSDC)"])
        let tree = String(decoding: DecodeSupport.decode(text, .text()).output, as: UTF8.self)
        #expect(tree.contains("   ├─ 1.b0  Token: transferChecked\n"))
        #expect(tree.contains("5 USDC (5000000)"))
    }

    @Test func `names table and entry of what is not resolved`() throws {
        let table = AddressLookupTable(
            address: World.hot.address, addresses: [World.usdc, World.treasuryUSDC])
        let transfer = TokenInstruction.transfer(
            TokenTransfer(
                .checked(mint: World.usdc, decimals: 6), source: World.payerUSDC,
                destination: World.treasuryUSDC, authority: World.payer.address,
                amount: TokenAmount(1))
        ).instruction(program: Programs.token)
        let text = try transaction([transfer], tables: [table])
        let row = try #require(try instructions(text).first)
        let destination = try row.required("info").required("destination")
        #expect(try destination.required("table").string() == "\(World.hot.address)")
        #expect(try destination.required("index").uint64() == 1)
        #expect(try row.required("info").required("mint").required("index").uint64() == 0)
        #expect(try row.required("type").string() == "transferChecked")
        let accounts = try DecodeSupport.document(text).required("accounts").array().map { $0 }
        #expect(try accounts.count { try $0.required("address").isNull } == 2)
        #expect(
            try accounts.map { try $0.required("source").string() }.suffix(3)
                == ["static", "lookup", "lookup"])
        // The same transaction with the addresses that a node tells.
        let answer = """
            {"transaction":["\(text)","base64"],"meta":{"loadedAddresses":
            {"writable":["\(World.treasuryUSDC)"],"readonly":["\(World.usdc)"]}}}
            """
        let resolved = try #require(try instructions(answer).first)
        #expect(
            try resolved.required("info").required("destination").string()
                == "\(World.treasuryUSDC)")
    }

    @Test func `shows what a known program would not read as an error`() throws {
        let short = Instruction(program: Programs.token, accounts: [], data: [3])
        let strange = Instruction(program: World.hot.address, accounts: [], data: [1, 2, 3])
        let rows = try instructions(try transaction([short, strange]))
        #expect(try rows[0].required("type").isNull)
        #expect(try rows[0].required("program").string() == "Token")
        #expect(try rows[0].required("error").string().contains("3 accounts"))
        #expect(try rows[1].required("type").isNull)
        #expect(try rows[1].required("program").isNull)
        #expect(try rows[1].member("error") == nil)
        #expect(try rows[1].required("data").string() == "Ldp")
    }

    @Test func `shows bytes that a program ignores`() throws {
        var transfer = TokenInstruction.transfer(
            TokenTransfer(
                .plain, source: World.payerUSDC, destination: World.treasuryUSDC,
                authority: World.payer.address, amount: TokenAmount(1))
        ).instruction(program: Programs.token)
        transfer.data += [0xAB, 0xCD]
        let row = try #require(try instructions(try transaction([transfer])).first)
        #expect(try row.required("ignoredData").string() == "abcd")
        #expect(try row.required("type").string() == "transfer")
    }

    @Test func `lets no foreign text reach the terminal unescaped`() throws {
        let memo = "a\u{1B}[2J\u{202E}b\n\u{7}\\\u{200B}\u{2028}\u{E000}ü"
        let text = try transaction([Memo(memo).instruction])
        let outcome = DecodeSupport.decode(text, .text())
        let shown = String(decoding: outcome.output, as: UTF8.self)
        #expect(shown.contains("\"a\\u{1b}[2J\\u{202e}b\\u{a}"))
        for scalar in shown.unicodeScalars where scalar != "\n" {
            #expect(PrintableText.isVisible(scalar))
        }
        let row = try #require(try instructions(text).first)
        #expect(try row.required("info").required("memo").string() == memo)
        for byte in DecodeSupport.decode(text, .jsonCompact).output.dropLast() {
            #expect(byte >= 0x20)
        }
    }

    @Test func `an absent signature is shown as absent`() throws {
        let document = try DecodeSupport.document(try transaction([Memo("m").instruction]))
        let row = try #require(try document.required("signatures").array().map { $0 }.first)
        #expect(try row.required("status").string() == "absent")
        #expect(try row.required("valid").bool() == false)
    }
}
