import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite(.serialized) struct ProgramDepositTests {
    private static let via = ["--via", "program"]
    private static let named =
        via + ["--program", ProgramScene.program.address.description]

    @Test(arguments: DepositTests.versions)
    func `pays through the program to the treasury's own account`(version: String) async throws {
        let scene = try await ProgramScene()
        let output = try await scene.depositor.deposit(
            "5", Self.named + ["--tx-version", version])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("via") == "program")
        #expect(output.stderr.contains("Program     \(ProgramScene.program.address)"))
        #expect(output.stderr.contains("NOT pinned by a policy"))
        let program = try #require(output.json?["program"] as? [String: Any])
        #expect(program["pinned"] as? Bool == false)
        #expect(program["upgradeAuthority"] as? String == World.hot.address.description)
        #expect(try await scene.chain.tokens(of: World.treasuryUSDC) == "5000001")
        #expect(try await scene.chain.tokens(of: World.payerUSDC) == "95000000")
        let signature = try #require(output.text("signature"))
        let tree = try await scene.decode(signature)
        #expect(tree.contains("Deposit Program: depositDirect"))
        #expect(tree.contains("Deposit Program: DepositReceived"))
        #expect(tree.contains("Token: transferChecked"))
        // The journal knows it as any other deposit.
        let status = try await scene.tool.run([
            "status", signature, "-u", scene.chain.url, "--output", "json",
        ])
        #expect(status.status == 0)
    }

    @Test func `pays through the program that the policy pins`() async throws {
        let scene = try await ProgramScene()
        let policy = try await scene.policy()
        let output = try await scene.run(
            ["deposit", "5", "--code", Depositor.code, "--yes", "--policy", policy] + Self.via)
        #expect(output.status == 0, "\(output.stderr)")
        let program = try #require(output.json?["program"] as? [String: Any])
        #expect(program["pinned"] as? Bool == true)
        #expect(output.stderr.contains("its bytes are those that the policy pins"))
        // What it paid is decoded with the name that the policy gives.
        let signature = try #require(output.text("signature"))
        let bytes = Base64.encode(try await scene.chain.transaction(signature))
        let decoded = try await scene.tool.run([
            "decode", bytes, "--policy", policy, "--output", "json",
        ])
        let rows = try #require(decoded.json?["instructions"] as? [[String: Any]])
        let last = try #require(rows.last)
        #expect(last["type"] as? String == "depositDirect")
        #expect(last["program"] as? String == OperatorProgram.name)
        #expect((last["info"] as? [String: Any])?["amount"] as? String == "5000000")
        // Without a policy nobody knows what it is.
        let unknown = try await scene.tool.run(["decode", bytes, "--output", "json"])
        let row = try #require((unknown.json?["instructions"] as? [[String: Any]])?.last)
        #expect(row["type"] is NSNull)
    }

    static let changes: [(String, @Sendable (inout ProgramImage) -> Void)] = [
        ("its bytes are not those that the policy pins", { $0.bytes[99] ^= 1 }),
        ("the policy says 77", { $0.deploySlot = 77 }),
        ("the policy says nobody", { $0.upgradeAuthority = nil }),
        (
            "the policy says \(World.attacker.address)",
            { $0.upgradeAuthority = World.attacker.address }
        ),
    ]

    @Test(arguments: changes.indices)
    func `refuses a program that is not as the policy pins it`(index: Int) async throws {
        let scene = try await ProgramScene()
        let policy = try await scene.policy(Self.changes[index].1)
        let output = try await scene.run(
            ["deposit", "5", "--code", Depositor.code, "--yes", "--policy", policy] + Self.via)
        #expect(output.status == 7)
        #expect(output.error("code") == "wrongProgram")
        #expect(output.error("message")?.hasSuffix(Self.changes[index].0) == true)
        #expect(!FileManager.default.fileExists(atPath: scene.tool.journal.path))
        #expect(try await scene.chain.tokens(of: World.payerUSDC) == "100000000")
    }

    @Test func `refuses what is no program, and a program that is not the policy's`() async throws {
        let scene = try await ProgramScene()
        for (address, reason) in [
            (World.victim.address, "there is no account"), (World.usdc, "is no program"),
        ] {
            let output = try await scene.depositor.deposit(
                "5", Self.via + ["--program", address.description])
            #expect(output.status == 7)
            #expect(output.error("code") == "wrongProgram")
            #expect(output.error("message")?.contains(reason) == true)
        }
        let policy = try await scene.policy()
        let other = try await scene.run(
            ["deposit", "5", "--code", Depositor.code, "--yes", "--policy", policy] + Self.via
                + ["--program", World.victim.address.description])
        #expect(other.status == 10)
        #expect(other.error("code") == "wrongProgram")
        let none = try await scene.depositor.deposit("5", Self.via)
        #expect(none.status == 64)
        #expect(none.error("hint")?.contains("--program ID") == true)
        let alone = try await scene.depositor.deposit(
            "5", ["--program", World.victim.address.description])
        #expect(alone.status == 64)
        #expect(try await scene.chain.tokens(of: World.payerUSDC) == "100000000")
    }

    @Test func `says what the program's refusal means`() async throws {
        let scene = try await ProgramScene()
        // The program was built for another treasury.
        try await scene.chain.fund(World.attacker.address, tokens: 1)
        let output = try await scene.tool.run(
            [
                "deposit", "5", "--code", Depositor.code, "--yes", "--output", "json", "-u",
                scene.chain.url, "-k", scene.depositor.keyPath, "--treasury",
                World.attacker.address.description,
            ] + Self.named)
        #expect(output.status == 7)
        #expect(
            output.error("message")?.contains("Deposit Program: WrongTreasuryAccount (0x177a)")
                == true)
        #expect(try await scene.chain.tokens(of: World.payerUSDC) == "100000000")
    }

    @Test func `decode names the error of a deposit that failed`() async throws {
        let scene = try await ProgramScene()
        let request = DepositRequest(
            treasury: Treasury(
                cluster: .mainnet, owner: World.treasury.address, assets: [ProgramScene.usdc]),
            asset: ProgramScene.usdc, code: try scene.code(), amount: 0,
            authority: World.payer.address, program: ProgramScene.program)
        let latest = try await scene.client.getLatestBlockhash(commitment: .confirmed)
        var transaction = try DepositTransaction.build(
            request, version: .v0, recentBlockhash: latest.blockhash,
            budget: ComputeBudget(unitLimit: 100_000, unitPrice: 0),
            createsTreasuryAccount: false)
        try transaction.sign(with: [World.payer])
        let signature = try await scene.client.sendTransaction(
            transaction.encoded, skipPreflight: true, preflightCommitment: .confirmed)
        try await scene.chain.advance(2)
        let tree = try await scene.decode(signature.description)
        #expect(
            tree.contains("Deposit Program: ZeroAmount (0x1780), the amount is 0"))
    }
}
