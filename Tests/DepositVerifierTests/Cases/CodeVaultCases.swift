import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Payments into the vault of a code: known by the books, not by a list in the policy.
@Suite struct `Code vaults` {
    /// `TC(P, vault of the code, PAYER, 5)`, and a sweep of it if told so.
    private func paid(
        _ scene: Scene, _ code: DepositCode = Scene.c1, swept: Bool = false,
        holding old: UInt64 = 7,
        with extra: [AccountMeta] = [], and others: [Instruction] = []
    ) throws -> Synthetic {
        let authority = try scene.authority(code).address
        let vault = scene.account(of: authority)
        let sweep = swept ? [try scene.sweep(code)] : []
        var fake = try Synthetic(scene, [scene.pay(to: vault, with: extra)] + sweep + others)
        fake.accounts = try PaperProgram.accounts()
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, authority, old, swept ? 0 : old + Scene.fiveUSDC)
        if swept {
            fake.calls(1, [(scene.move(Scene.fiveUSDC + old, from: vault, by: authority), 2)])
            fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC + old)
        }
        return fake
    }

    @Test(arguments: [false, true])
    func `A35, O25 a payment into a code's vault is the code's, swept or not`(swept: Bool)
        async throws
    {
        let scene = try await Scene.make("A35 \(swept)").pinned().knowingVaults()
        let fake = try paid(scene, swept: swept)
        let decision = try await scene.accepts(
            fake.signature, [Credited("0")], over: fake.transport)
        #expect(decision.credits[0].attribution == "deposit_address")
    }

    @Test func `A35 without books the vault of an expected code counts`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try paid(scene)
        for (codes, reason) in [([Scene.c1], nil), ([Scene.c2], Reason.wrongDestination)] {
            let verifier = try await scene.verifier(
                fake.transport, hasLedger: false, knownCodes: codes)
            let decision = try await verifier.verify(fake.signature)
            #expect(decision.finding?.reason == reason)
            #expect(decision.credits.map(Credited.init) == (reason == nil ? [Credited("0")] : []))
        }
    }

    @Test func `A35 the vault of a closed code keeps the money for a person`() async throws {
        let scene = try await Scene.make().pinned().knowingVaults()
        try await scene.ledger.close(Scene.c1)
        let fake = try paid(scene)
        try await scene.refuses(
            fake.signature, .codeInactive, .codeState,
            reviews: [Waiting("0", .codeInactive, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `A35 what the books say of an address is derived anew`() async throws {
        let scene = try await Scene.make().pinned()
        // Somebody's wallet, stored as if it were a vault of C1.
        try await scene.ledger.extend([
            CodeReference(
                key: CodeReference.Key(
                    treasuryAccount: PaperProgram.address, reference: scene.attacker.address),
                code: Scene.c1)
        ])
        var fake = try Synthetic(scene, [scene.pay(to: scene.A)])
        fake.accounts = try PaperProgram.accounts()
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(scene.A, scene.attacker.address, 0, Scene.fiveUSDC)
        try await scene.refuses(
            fake.signature, .wrongDestination, .destination, over: fake.transport)
    }

    @Test func `D08 the vault of another program is nobody's`() async throws {
        var scene = try await Scene.make().pinned().knowingVaults()
        let fake = try paid(scene)
        scene.policy.programs[0].id = Address(FixedBytes(repeating: 0x4D))
        try await scene.refuses(
            fake.signature, .wrongDestination, .destination, over: fake.transport)
    }

    @Test func `D10 the vault of an unissued code is not recognised until a sweep names it`()
        async throws
    {
        let scene = try await Scene.make().pinned().knowingVaults()
        let alone = try paid(scene, Scene.l1)
        try await scene.refuses(
            alone.signature, .wrongDestination, .destination, over: alone.transport)
        let swept = try paid(scene, Scene.l1, swept: true)
        let decision = try await scene.refuses(
            swept.signature, .unknownCode, .oneCode,
            reviews: [Waiting("0", .unknownCode, Scene.fiveUSDC)], over: swept.transport)
        #expect(decision.reviews[0].code == Scene.l1)
    }

    @Test func `a vault that the books lack is known by a sweep in the same transaction`()
        async throws
    {
        let scene = try await Scene.make().pinned()
        let fake = try paid(scene, Scene.c2, swept: true)
        try await scene.accepts(
            fake.signature, [Credited("0", Scene.c2)], over: fake.transport)
    }

    @Test func `O17 a vault and another code beside it wait`() async throws {
        let scene = try await Scene.make().pinned().knowingVaults()
        let memo = try paid(scene, and: [scene.memo("deposit:1122334455667788")])
        let reference = try paid(scene, with: [scene.ref(Scene.c2)])
        try await scene.refuses(
            memo.signature, .ambiguousCode, .oneCode,
            reviews: [Waiting("0", .ambiguousCode, Scene.fiveUSDC)], over: memo.transport)
        let decision = try await scene.verifier(reference.transport).verify(reference.signature)
        #expect(
            decision.reviews.map(Waiting.init) == [Waiting("0", .ambiguousCode, Scene.fiveUSDC)])
    }

    @Test func `L22 a vault whose program is not as pinned keeps the money for a person`()
        async throws
    {
        let scene = try await Scene.make().pinned().knowingVaults()
        var fake = try paid(scene)
        fake.accounts = try PaperProgram.accounts(authority: World.attacker.address)
        try await scene.refuses(
            fake.signature, .programChanged, .programs,
            reviews: [Waiting("0", .programChanged, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `L22 several deployments may be pinned, and the present one counts`() async throws {
        var scene = try await Scene.make().pinned().knowingVaults()
        var earlier = PaperProgram.pin
        earlier.deploySlot -= 100
        earlier.hash = SHA256.hash([1])
        scene.policy.programs = [earlier, PaperProgram.pin]
        var fake = try paid(scene)
        // Deployed after the deposit: what ran before cannot be shown any more.
        var later = PaperProgram.pin
        later.deploySlot = Synthetic.slot + 1
        scene.policy.programs.append(later)
        fake.accounts = try PaperProgram.accounts(slot: Synthetic.slot + 1)
        try await scene.refuses(
            fake.signature, .programChanged, .programs, over: fake.transport)
        fake.accounts = try PaperProgram.accounts()
        try await scene.accepts(fake.signature, [Credited("0")], over: fake.transport)
    }

    @Test func `F07 what leaves a vault for the treasury is no deposit`() async throws {
        let scene = try await Scene.make().pinned().knowingVaults()
        let authority = try scene.authority(Scene.c1).address
        let vault = scene.account(of: authority)
        var fake = try Synthetic(scene, [try scene.sweep(Scene.c1), scene.memo()])
        fake.calls(0, [(scene.move(1_000, from: vault, by: authority), 2)])
        fake.holds(vault, authority, 1_000, 0)
        fake.holds(scene.T, scene.treasury.address, 0, 1_000)
        try await scene.refuses(
            fake.signature, .internalSweep, .foreignSource, over: fake.transport)
    }

    @Test func `a second account of a vault's address waits`() async throws {
        let scene = try await Scene.make().pinned().knowingVaults()
        let authority = try scene.authority(Scene.c1).address
        let other = try scene.spare("other").address
        var fake = try Synthetic(scene, [scene.pay(to: other)])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(other, authority, 0, Scene.fiveUSDC)
        let decision = try await scene.refuses(
            fake.signature, .noncanonicalAccount, .destination,
            reviews: [Waiting("0", .noncanonicalAccount, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `a second account that is swept at once waits`() async throws {
        let scene = try await Scene.make().pinned().knowingVaults()
        let authority = try scene.authority(Scene.c1).address
        let other = try scene.spare("other").address
        var sweep = try scene.sweep(Scene.c1)
        sweep.accounts[1] = AccountMeta(other, .writable)
        var fake = try Synthetic(scene, [scene.pay(to: other), sweep])
        fake.calls(1, [(scene.move(Scene.fiveUSDC, from: other, by: authority), 2)])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(other, authority, 0, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        let decision = try await scene.refuses(
            fake.signature, .vaultDirect, .programs,
            reviews: [Waiting("0", .vaultDirect, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `O24 another token, or SOL, at a code's address waits`() async throws {
        var scene = try await Scene.make().pinned().knowingVaults()
        scene.policy.knownAssets = [Scene.usdt, Programs.system]
        let authority = try scene.authority(Scene.c1).address
        let (source, vault) = (
            scene.account(scene.payer, mint: Scene.usdt),
            scene.account(of: authority, mint: Scene.usdt)
        )
        var fake = try Synthetic(
            scene,
            [
                scene.pay(from: source, to: vault, mint: Scene.usdt),
                scene.lamports(9_000, to: authority),
            ])
        fake.holds(source, scene.payer.address, Scene.fiveUSDC, 0, mint: Scene.usdt)
        fake.holds(vault, authority, 0, Scene.fiveUSDC, mint: Scene.usdt)
        let decision = try await scene.refuses(
            fake.signature, .assetNotEnabled, .asset,
            reviews: [
                Waiting("0", .assetNotEnabled, Scene.fiveUSDC),
                Waiting("1", .assetNotEnabled, 9_000),
            ], over: fake.transport)
        #expect(decision.reviews.allSatisfy { $0.code == Scene.c1 })
    }
}
