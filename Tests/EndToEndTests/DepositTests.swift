import DepositProgram
import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite(.serialized) struct DepositTests {
    static let versions = ["legacy", "0", "1"]

    @Test(arguments: versions)
    func `pays in the golden layout`(version: String) async throws {
        let depositor = try await Depositor.funded()
        // The golden transactions call the third memo program, as where the fourth is missing.
        try await depositor.chain.remove(Programs.memoV4)
        let output = try await depositor.deposit("5", ["--tx-version", version])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("status") == "confirmed" || output.text("status") == "finalized")
        #expect(output.text("amount") == "5000000")
        let signature = try #require(output.text("signature"))
        let found = try Transaction(
            decoding: await depositor.chain.transaction(signature))
        let golden = try Transaction(
            decoding: #require(Base64.decode(Self.golden(version).base64)))
        #expect(found.signature.description == signature)
        #expect(found.message.version == golden.message.version)
        #expect(Self.shape(found) == Self.shape(golden))
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "5000000")
    }

    static func golden(_ version: String) -> Golden.Vector {
        switch version {
        case "legacy": Golden.legacy
        case "0": Golden.v0
        default: Golden.v1
        }
    }

    /// Every call with its accounts and data; limit and price, which are estimated, without values.
    static func shape(_ transaction: Transaction) -> [Instruction] {
        let message = transaction.message
        let accounts = message.accounts() ?? []
        return message.instructions.map { call in
            let program = accounts[Int(call.programIndex)].address
            return Instruction(
                program: program, accounts: call.accountIndices.map { accounts[Int($0)] },
                data: program == Programs.computeBudget ? Array(call.data.prefix(1)) : call.data)
        }
    }

    @Test func `pays everything`() async throws {
        let depositor = try await Depositor.funded(tokens: 12_345_678)
        let output = try await depositor.deposit("ALL")
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("uiAmount") == "12.345678")
        #expect(try await depositor.chain.tokens(of: World.payerUSDC) == "0")
    }

    @Test func `pays base units and a remark, and shows the plan`() async throws {
        let depositor = try await Depositor.funded()
        let output = try await depositor.tool.run(
            ["deposit", "--micro", "8200001", "--code", Depositor.code.lowercased(), "--yes"]
                + depositor.options + ["--with-memo", "for the tests"])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.stdout.contains("(8200001 base units, 8.200001 USDC)"))
        #expect(output.stderr.contains("100.00 USDC -> 91.799999 USDC"))
        #expect(output.stderr.contains("code \(Depositor.code)"))
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "8200001")
    }

    @Test func `signs and sends nothing in a dry run`() async throws {
        let depositor = try await Depositor.funded()
        let output = try await depositor.deposit("5", ["--dry-run"])
        #expect(output.status == 0)
        #expect(output.text("status") == "planned")
        #expect(!FileManager.default.fileExists(atPath: depositor.tool.journal.path))
        #expect(try await depositor.chain.tokens(of: World.payerUSDC) == "100000000")
    }

    static let wrongAmounts = ["8,2", "8.2.1", "1e6", "-1", "0", "+5", "0.0000001", "٥", ""]

    @Test(arguments: wrongAmounts)
    func `refuses an amount that is none`(amount: String) async throws {
        let tool = try Tool()
        let key = try tool.writeKey(Depositor.key)
        let output = try await tool.run([
            "deposit", amount, "--code", Depositor.code, "-k", key, "--treasury",
            World.treasury.address.description, "--output", "json",
        ])
        #expect(output.status == 64)
        #expect(output.error("code") == "usage")
    }

    static let wrongCodes = [
        "A1B2C3D4E5F6A7B", "A1B2C3D4", "A1B2C3D4E5F6A7BG", "",
        "http://x.example/deposit/A1B2C3D4E5F6A7B8",
        "https://x.example/pay/A1B2C3D4E5F6A7B8", "https://x.example/deposit/?A1B2C3D4E5F6A7B8",
        "https://x.example/deposit/A1B2C3D4E5F6A7B8//",
    ]

    @Test(arguments: wrongCodes)
    func `refuses a code that is none`(code: String) async throws {
        let output = try await Tool().run(["deposit", "1", "--code", code])
        #expect(output.status == 64)
        #expect(output.stderr.hasPrefix("error: the deposit code is malformed\n"))
    }

    @Test(arguments: ["", "/", "?x=y", "/?x=https://z.example/", "#top"])
    func `takes the code from a link`(end: String) async throws {
        let tool = try Tool()
        let policy = try tool.write(DepositRefusalTests.policy(), name: "policy.json")
        let output = try await tool.run([
            "pay", "--code", "https://x.example/deposit/\(Depositor.code)\(end)", "--policy",
            policy, "--output", "json",
        ])
        #expect(output.text("code") == Depositor.code)
    }

    @Test(arguments: ["A1B2C3D4E5F6A7B8", " deposit:1122334455667788\n", "A1B2C3D4"])
    func `refuses a remark that reads as a code`(remark: String) async throws {
        let output = try await Tool().run([
            "deposit", "1", "--code", Depositor.code, "--with-memo", remark,
        ])
        #expect(output.status == 64)
        #expect(output.stderr.contains("reads as a deposit code"))
    }
}
