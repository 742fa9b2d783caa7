import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Tokens that lie under vaults of the operator's program.
@Suite struct Vaults {
    /// `recover_nested` of 500 that lay under the vault of C1.
    ///
    /// - Parameter payment: what the payer adds to them before.
    private func recovered(
        _ scene: Scene, adding payment: UInt64 = 0, program: Address = PaperProgram.address
    ) throws -> Synthetic {
        let authority = try scene.authority(Scene.c1)
        let vault = scene.account(of: authority.address)
        let nested = scene.account(of: vault)
        let recovery = Instruction(
            program: program,
            accounts: [
                AccountMeta(authority.address, .writable), AccountMeta(nested, .writable),
                AccountMeta(World.usdc), AccountMeta(vault, .writable), AccountMeta(vault),
                AccountMeta(World.usdc), AccountMeta(Programs.token),
                AccountMeta(Programs.associatedToken),
            ],
            data: [0x08, 0xBE, 0xC9, 0x3A, 0xC8, 0x79, 0xD2, 0x8F, 1, authority.bump]
                + Scene.c1.bytes)
        let move = scene.move(500 + payment, from: nested, to: vault, by: vault)
        let inner = Instruction(
            program: Programs.associatedToken, accounts: move.accounts, data: [2])
        var fake = try Synthetic(
            scene,
            payment > 0 ? [scene.pay(payment, to: nested), recovery] : [recovery])
        fake.calls(payment > 0 ? 1 : 0, [(inner, 2), (move, 3)])
        fake.accounts = try PaperProgram.accounts()
        fake.holds(nested, vault, 500, nil)
        fake.holds(vault, authority.address, 0, 500 + payment)
        if payment > 0 { fake.holds(scene.P, scene.payer.address, payment, 0) }
        return fake
    }

    @Test func `O24 what was filed under a listed vault is not filed again`() async throws {
        var scene = try await Scene.make().pinned()
        scene.policy.depositAddresses = [try scene.authority(Scene.c1).address: Scene.c1]
        let fake = try recovered(scene)
        try await scene.refuses(
            fake.signature, .internalSweep, .foreignSource, over: fake.transport)
        // Another program's word for it is none.
        let foreign = try recovered(scene, program: Address(FixedBytes(repeating: 0x4D)))
        try await scene.refuses(
            foreign.signature, .nestedAssociatedAccount, .foreignSource,
            reviews: [Waiting("0.1", .nestedAssociatedAccount, 500)], over: foreign.transport)
    }

    @Test func `O24 what comes and is recovered in one transaction waits`() async throws {
        var scene = try await Scene.make().pinned()
        scene.policy.depositAddresses = [try scene.authority(Scene.c1).address: Scene.c1]
        let fake = try recovered(scene, adding: 20)
        try await scene.refuses(
            fake.signature, .nestedAssociatedAccount, .foreignSource,
            reviews: [Waiting("1.1", .nestedAssociatedAccount, 520)], over: fake.transport)
    }

    @Test func `O24 what lay under a vault that is not listed waits when it is recovered`()
        async throws
    {
        let scene = try await Scene.make().pinned()
        let fake = try recovered(scene)
        let decision = try await scene.refuses(
            fake.signature, .nestedAssociatedAccount, .foreignSource,
            reviews: [Waiting("0.1", .nestedAssociatedAccount, 500)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }
}
