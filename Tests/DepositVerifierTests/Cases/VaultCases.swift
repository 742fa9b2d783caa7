import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Money in vaults of the operator's program that the policy does not list, and under vaults.
@Suite struct Vaults {
    /// `deposit_token` of 5 USDC by the payer into the vault of their account under C1.
    ///
    /// - Parameter height: the depth of the transfers, as the node records it.
    private func deposited(
        _ scene: Scene, height: Int?, swept: Bool = false
    ) throws -> Synthetic {
        let authority = try scene.authority(Scene.c1, owner: scene.payer.address).address
        let vault = scene.account(of: authority)
        let deposit = Instruction(
            program: PaperProgram.address,
            accounts: [
                AccountMeta(authority, .writable), AccountMeta(World.usdc),
                AccountMeta(scene.P, .writable), AccountMeta(vault, .writable),
                AccountMeta(scene.payer.address, .writableSigner), AccountMeta(Programs.token),
            ],
            data: [0x0B, 0x9C, 0x60, 0xDA, 0x27, 0xA3, 0xB4, 0x13]
                + PaperProgram.littleEndian(Scene.fiveUSDC))
        let sweep = try scene.sweep(Scene.c1, owner: scene.payer.address)
        var fake = try Synthetic(scene, swept ? [deposit, sweep] : [deposit])
        fake.calls(0, [(scene.pay(to: vault), height)])
        if swept {
            fake.calls(1, [(scene.move(Scene.fiveUSDC, from: vault, by: authority), height)])
            fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        }
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, 0, swept ? 0 : Scene.fiveUSDC)
        return fake
    }

    @Test(arguments: [2, nil], [false, true])
    func `a deposit into a vault waits, swept or not`(height: Int?, swept: Bool) async throws {
        let scene = try await Scene.make("vault \(height ?? 0) \(swept)").pinned()
        let fake = try deposited(scene, height: height, swept: swept)
        let decision = try await scene.refuses(
            fake.signature, .vaultDirect, .destination,
            reviews: [Waiting("0.0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == (swept ? Scene.c1 : nil))
    }

    @Test func `a vault of a token that is not credited is no promise`() async throws {
        var scene = try await Scene.make().pinned()
        let fake = try deposited(scene, height: 2)
        scene.policy.treasury.assets[0].mint = Scene.usdt
        try await scene.refuses(fake.signature, .mintNotAllowed, .asset, over: fake.transport)
        scene.policy.knownAssets = [World.usdc]
        try await scene.refuses(
            fake.signature, .assetNotEnabled, .asset,
            reviews: [Waiting("0.0", .assetNotEnabled, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `a payment to a code's vault that is swept at once waits`() async throws {
        let scene = try await Scene.make().pinned()
        let authority = try scene.authority(Scene.c2).address
        let vault = scene.account(of: authority)
        var fake = try Synthetic(scene, [scene.pay(to: vault), try scene.sweep(Scene.c2)])
        fake.calls(1, [(scene.move(Scene.fiveUSDC + 7, from: vault, by: authority), 2)])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, 7, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC + 7)
        let decision = try await scene.refuses(
            fake.signature, .vaultDirect, .destination,
            reviews: [Waiting("0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c2)
    }

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
