import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Sweeps by the operator's program: the gateway's own money on its way to the treasury.
@Suite struct Sweeps {
    /// X makes these calls, of which the last is a sweep of a vault that held 1,000.
    private func swept(
        _ scene: Scene, _ code: DepositCode, owner: Address? = nil,
        _ calls: (Instruction, Instruction) throws -> [(Instruction, height: Int?)]
    ) throws -> Synthetic {
        let authority = try scene.authority(code, owner: owner).address
        let vault = scene.account(of: authority)
        let transfer = scene.move(1_000, from: vault, by: authority)
        var fake = try Synthetic(
            scene, through: try calls(try scene.sweep(code, owner: owner), transfer))
        fake.holds(vault, authority, 1_000, 0)
        fake.holds(scene.T, scene.treasury.address, 0, 1_000)
        return fake
    }

    @Test func `O02 a sweep with a memo beside it credits nobody`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try swept(scene, Scene.c1) { sweep, transfer in
            [(scene.memo("deposit:1122334455667788"), 2), (sweep, 2), (transfer, 3)]
        }
        try await scene.refuses(
            fake.signature, .internalSweep, .foreignSource, over: fake.transport)
    }

    @Test func `O03 a sweep is internal whoever's vault it empties`() async throws {
        let scene = try await Scene.make().pinned()
        for owner in [nil, scene.payer.address] {
            // L1 was never issued.
            let fake = try swept(scene, Scene.l1, owner: owner) { sweep, transfer in
                [(sweep, 2), (transfer, 3)]
            }
            try await scene.refuses(
                fake.signature, .internalSweep, .foreignSource, over: fake.transport)
        }
    }

    @Test func `O03 without depths the address in the data tells`() async throws {
        let scene = try await Scene.make().pinned()
        for owner in [nil, scene.payer.address] {
            let fake = try swept(scene, Scene.c1, owner: owner) { sweep, transfer in
                [(sweep, nil), (transfer, nil)]
            }
            try await scene.refuses(
                fake.signature, .internalSweep, .foreignSource, over: fake.transport)
        }
    }

    @Test func `O03 what a sweep names is internal even where another call moves it`() async throws
    {
        let scene = try await Scene.make().pinned()
        let fake = try swept(scene, Scene.c1) { sweep, transfer in
            [(sweep, 2), (scene.direct(Scene.c2, 1_000), 2), (transfer, 3)]
        }
        try await scene.refuses(
            fake.signature, .internalSweep, .foreignSource, over: fake.transport)
    }

    @Test func `a sweep by a program that nobody pinned is a transfer like any other`() async throws
    {
        let scene = try await Scene.make()
        let fake = try swept(scene, Scene.c1) { sweep, transfer in [(sweep, 2), (transfer, 3)] }
        try await scene.refuses(
            fake.signature, .unattributed, .claim,
            reviews: [Waiting("0.1", .unattributed, 1_000)], over: fake.transport)
    }

    @Test func `a sweep and a direct deposit in one transaction: only the deposit counts`()
        async throws
    {
        let scene = try await Scene.make().pinned()
        let authority = try scene.authority(Scene.c1).address
        let vault = scene.account(of: authority)
        var fake = try Synthetic(
            scene,
            through: [
                (scene.direct(Scene.c2, 1, from: scene.A, by: scene.attacker.address), 2),
                (scene.move(1, from: scene.A, by: scene.attacker.address), 3),
                (try scene.sweep(Scene.c1), 2), (scene.move(1_000, from: vault, by: authority), 3),
            ])
        fake.paid(1, from: scene.A, of: scene.attacker.address)
        fake.holds(vault, authority, 1_000, 0)
        fake.holds(scene.T, scene.treasury.address, 0, 1_001)
        try await scene.accepts(
            fake.signature, [Credited("0.1", Scene.c2, 1)], over: fake.transport)
    }

    /// A deposit address of C1 that receives 5 and is emptied in the same transaction.
    private func paidAndSwept(
        _ scene: inout Scene, program: Address = PaperProgram.address,
        to destination: Address? = nil
    ) throws -> Synthetic {
        let authority = try scene.authority(Scene.c1).address
        scene.policy.depositAddresses = [authority: Scene.c1]
        let vault = scene.account(of: authority)
        let home = destination ?? scene.T
        let takes = 7 + Scene.fiveUSDC
        var sweep = try scene.sweep(Scene.c1, program: program)
        sweep.accounts[3] = AccountMeta(home, .writable)
        var fake = try Synthetic(scene, [scene.pay(to: vault), sweep])
        fake.accounts = try PaperProgram.accounts()
        fake.calls(1, [(scene.move(takes, from: vault, to: home, by: authority), 2)])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, 7, 0)
        fake.holds(
            home, destination == nil ? scene.treasury.address : scene.attacker.address, 0, takes)
        return fake
    }

    @Test func `O25 what is swept in the same transaction was received all the same`() async throws
    {
        var scene = try await Scene.make().pinned()
        let fake = try paidAndSwept(&scene)
        try await scene.accepts(fake.signature, [Credited("0")], over: fake.transport)
    }

    @Test func `what leaves a deposit address by another program, or for elsewhere, waits`()
        async throws
    {
        var scene = try await Scene.make().pinned()
        let foreign = try paidAndSwept(&scene, program: Address(FixedBytes(repeating: 0x4D)))
        let decision = try await scene.verifier(foreign.transport, hasLedger: false).verify(
            foreign.signature)
        #expect(decision.credits.isEmpty)
        #expect(decision.finding == Finding(.outflow, .hostileOperations))
        let away = try paidAndSwept(&scene, to: scene.A)
        try await scene.refuses(
            away.signature, .outflow, .hostileOperations, over: away.transport)
    }

    @Test func `tokens that come back from an account that ours owns wait`() async throws {
        var scene = try await Scene.make().pinned()
        let wallet = try scene.authority(Scene.c1).address
        scene.policy.depositAddresses = [wallet: Scene.c1]
        let vault = scene.account(of: wallet)
        let nested = scene.account(of: vault)
        let recovery = Instruction(
            program: Programs.associatedToken,
            accounts: scene.move(500, from: nested, to: vault, by: vault).accounts, data: [2])
        var fake = try Synthetic(
            scene,
            through: [(recovery, 2), (scene.move(500, from: nested, to: vault, by: vault), 3)])
        fake.holds(nested, vault, 500, 0)
        fake.holds(vault, wallet, 0, 500)
        try await scene.refuses(
            fake.signature, .nestedAssociatedAccount, .foreignSource,
            reviews: [Waiting("0.1", .nestedAssociatedAccount, 500)], over: fake.transport)
    }
}
