import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite(.serialized) struct SweepTests {
    private let foreign: Address = "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"

    private func sweep(
        _ scene: ProgramScene, _ codes: [String] = [Depositor.code], _ more: [String] = []
    ) async throws -> Tool.Output {
        try await scene.run(
            ["sweep"] + codes
                + [
                    "--program", ProgramScene.program.address.description, "--treasury",
                    World.treasury.address.description,
                ] + more)
    }

    private func rows(_ output: Tool.Output) -> [[String: Any]] {
        output.json?["sweeps"] as? [[String: Any]] ?? []
    }

    @Test func `sweeps a code's vault, and has nothing to do the second time`() async throws {
        let scene = try await ProgramScene()
        let authority = ProgramScene.program.authority(of: .code(try scene.code())).address
        try await scene.chain.fund(authority, lamports: 0, tokens: 7_000_000)
        let planned = try await sweep(scene, [Depositor.code], ["--dry-run"])
        #expect(planned.status == 0, "\(planned.stderr)")
        #expect(rows(planned).first?["status"] as? String == "planned")
        #expect(try await scene.chain.tokens(of: World.treasuryUSDC) == "1")

        let output = try await sweep(scene)
        #expect(output.status == 0, "\(output.stderr)")
        let row = try #require(rows(output).first)
        #expect(row["status"] as? String == "swept")
        #expect(row["authority"] as? String == authority.description)
        #expect(try await scene.chain.tokens(of: World.treasuryUSDC) == "7000001")
        let tree = try await scene.decode(try #require(row["signature"] as? String))
        #expect(tree.contains("Deposit Program: sweepToken"))
        #expect(tree.contains("Deposit Program: SweepEvent"))

        let again = try await sweep(scene)
        #expect(again.status == 0)
        #expect(rows(again).first?["status"] as? String == "nothing")
        #expect(rows(again).first?["signature"] == nil)
        // No journal: there is nothing that could be paid twice.
        #expect(!FileManager.default.fileExists(atPath: scene.tool.journal.path))
    }

    @Test func `brings foreign tokens, nested ones and SOL to the treasury`() async throws {
        let scene = try await ProgramScene()
        let code = try scene.code()
        let authority = ProgramScene.program.authority(of: .code(code)).address
        let vault = ProgramScene.program.vault(of: .code(code), asset: ProgramScene.usdc)
        try await scene.chain.fund(authority, lamports: 0, tokens: 2_000_000)
        // Sent to the vault as if it were a wallet.
        try await scene.chain.call(
            "localnet_mintTo", #"["\#(vault)","\#(foreign)","3000000"]"#)
        try await scene.chain.call(
            "localnet_setAccount", #"["\#(authority)",{"lamports":5000000}]"#)
        let before = try await scene.client.getBalance(
            World.treasury.address, commitment: .confirmed
        ).value
        let output = try await sweep(
            scene, [Depositor.code], ["--mint", foreign.description, "--lamports"])
        #expect(output.status == 0, "\(output.stderr)")
        let moves = try #require(rows(output).first?["moves"] as? [[String: Any]])
        #expect(moves.map { $0["kind"] as? String } == ["nested", "tokens", "tokens", "lamports"])
        #expect(try await scene.chain.tokens(of: World.treasuryUSDC) == "2000001")
        let target = AssociatedTokenAccount.find(owner: World.treasury.address, mint: foreign)
        #expect(try await scene.chain.tokens(of: target.address) == "3000000")
        let after = try await scene.client.getBalance(
            World.treasury.address, commitment: .confirmed
        ).value
        // The SOL, and the rent of the nested account.
        #expect(after.rawValue > before.rawValue + 5_000_000)
    }

    @Test func `sweeps a depositor's account, and the others when one fails`() async throws {
        let scene = try await ProgramScene()
        let code = try scene.code()
        let name = VaultName.depositAccount(code, owner: World.payer.address)
        try await scene.chain.fund(
            ProgramScene.program.authority(of: name).address, lamports: 0, tokens: 4_000_000)
        let output = try await sweep(
            scene, [World.code2, Depositor.code], ["--owner", World.payer.address.description])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(rows(output).map { $0["status"] as? String } == ["nothing", "swept"])
        #expect(rows(output).last?["owner"] as? String == World.payer.address.description)
        #expect(try await scene.chain.tokens(of: World.treasuryUSDC) == "4000001")

        // Another treasury than the program's: nothing moves, and the reason has a name.
        try await scene.chain.fund(
            ProgramScene.program.authority(of: .code(code)).address, lamports: 0, tokens: 5)
        let wrong = try await scene.run([
            "sweep", Depositor.code, World.code2, "--program",
            ProgramScene.program.address.description, "--treasury",
            World.attacker.address.description,
        ])
        #expect(wrong.status == 7)
        #expect(rows(wrong).map { $0["status"] as? String } == ["failed", "nothing"])
        #expect((rows(wrong)[0]["error"] as? String)?.contains("WrongTreasuryAccount") == true)
    }

    @Test func `says that there is nothing, and refuses other bytes than the pinned`() async throws
    {
        let scene = try await ProgramScene()
        let output = try await scene.tool.run([
            "sweep", Depositor.code, "--program", ProgramScene.program.address.description,
            "--treasury", World.treasury.address.description, "-u", scene.chain.url, "-k",
            scene.depositor.keyPath,
        ])
        #expect(output.status == 0)
        #expect(output.stdout == "\(Depositor.code)  nothing to sweep\n")
        let policy = try await scene.policy { $0.bytes[99] ^= 1 }
        let refused = try await scene.run(["sweep", Depositor.code, "--policy", policy])
        #expect(refused.status == 7)
        #expect(refused.error("code") == "wrongProgram")
    }
}
