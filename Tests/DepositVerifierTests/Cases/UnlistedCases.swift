import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Situations that the case catalogue does not number, found by looking for holes between its cases.
@Suite struct `Between the cases` {
    @Test func `a deposit address stands for its code, at its own account only`() async throws {
        var scene = try await Scene.make()
        let wallet = scene.victim.address
        scene.policy.depositAddresses = [wallet: Scene.c2]
        scene.policy.knownAssets = [Scene.usdt]
        let account = scene.account(of: wallet)
        let paid = try await scene.land([scene.open(wallet), scene.pay(to: account)])
        try await scene.accepts(paid, [Credited("1", Scene.c2)])
        #expect(
            try await scene.verifier().verify(paid).credits.map(\.attribution) == ["ledger"])
    }

    @Test func `other money at a deposit address is not refused for good`() async throws {
        var scene = try await Scene.make()
        let wallet = scene.victim.address
        scene.policy.depositAddresses = [wallet: Scene.c2]
        scene.policy.knownAssets = [Scene.usdt]
        try await scene.chain.mint(5_000_000, of: Scene.usdt, to: scene.payer.address)
        let tether = scene.account(of: wallet, mint: Scene.usdt)
        let known = try await scene.land([
            scene.open(wallet, mint: Scene.usdt),
            scene.pay(
                from: scene.account(scene.payer, mint: Scene.usdt), to: tether, mint: Scene.usdt),
        ])
        try await scene.refuses(
            known, .assetNotEnabled, .asset, reviews: [Waiting("1", .assetNotEnabled, 5_000_000)])
    }

    @Test func `a second account of a deposit address waits`() async throws {
        var scene = try await Scene.make()
        scene.policy.depositAddresses = [scene.victim.address: Scene.c2]
        let spare = try scene.spare("second")
        let paid = try await scene.land(
            scene.newAccount(spare, owner: scene.victim.address)
                + [scene.pay(to: spare.address)], by: [scene.payer, spare])
        try await scene.refuses(paid, .noncanonicalAccount, .destination)
    }

    @Test func `what was credited stays a duplicate, whatever changes afterwards`() async throws {
        var scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
        func expectDuplicate() async throws {
            let decision = try await scene.verifier().verify(signature)
            #expect(decision.verdict == .duplicate)
            #expect(decision.credits.map(Credited.init) == [Credited("1")])
            #expect(decision.reviews.isEmpty)
        }
        try await scene.ledger.close(Scene.c1)
        try await expectDuplicate()
        scene.policy.operatorWallets = [scene.payer.address]
        try await expectDuplicate()
        scene.policy.treasury.assets[0].minimum = 1_000_000_000
        try await expectDuplicate()
        scene.policy.depositAddresses = [scene.payer.address: Scene.c2]
        try await expectDuplicate()
    }

    @Test func `tokens minted beside a transfer of nothing are seen`() async throws {
        let scene = try await Scene.make()
        let minting = TokenInstruction.mintTo(
            TokenMinting(
                mint: World.usdc, account: scene.T, mintAuthority: Scene.issuer.address,
                amount: TokenAmount(Scene.fiveUSDC)))
        let signature = try await scene.land(
            [minting.call, scene.memo(), scene.pay(0)], by: [scene.payer, Scene.issuer])
        try await scene.refuses(
            signature, .mintedNotTransferred, .hostileOperations,
            reviews: [Waiting("0", .mintedNotTransferred, Scene.fiveUSDC)])
    }

    /// A call of a token program that names our account, and what the node says became of it.
    private func made(
        _ scene: Scene, data: [UInt8], program: Address = Programs.token, gain: UInt64
    ) async throws -> Synthetic {
        let call = Instruction(
            program: program,
            accounts: [
                AccountMeta(scene.P, .writable), AccountMeta(scene.T, .writable),
                AccountMeta(scene.payer.address, .readonlySigner),
            ], data: data)
        var fake = try Synthetic(scene, [scene.memo(), call])
        fake.holds(scene.P, scene.payer.address, 9_000_000, 9_000_000 - gain)
        fake.holds(scene.T, scene.treasury.address, 0, gain)
        return fake
    }

    @Test func `a token call of tomorrow that names our account waits`() async throws {
        let scene = try await Scene.make()
        let fake = try await made(scene, data: [200, 1, 2], gain: 5_000_000)
        try await scene.refuses(
            fake.signature, .undecodableTokenInstruction, .walk,
            reviews: [Waiting("1", .undecodableTokenInstruction, 5_000_000)],
            over: fake.transport)
    }

    @Test func `an amount that nobody can see waits`() async throws {
        let scene = try await Scene.make()
        let fake = try await made(scene, data: [27, 7], gain: 0)
        try await scene.refuses(
            fake.signature, .confidentialUnsupported, .tokenExtensions, over: fake.transport)
    }

    @Test func `a balance that grows without a transfer waits`() async throws {
        let scene = try await Scene.make()
        let fake = try await made(
            scene, data: [1], program: Synthetic.program, gain: 5_000_000)
        try await scene.refuses(
            fake.signature, .balanceMismatch, .conservation,
            reviews: [Waiting("1", .balanceMismatch, 5_000_000)], over: fake.transport)
    }

    @Test func `a source that was of another mint before is judged by what it is`() async throws {
        let scene = try await Scene.make()
        let temporary = try scene.spare("temporary")
        let closing = TokenInstruction.closeAccount(
            TokenClosing(
                account: temporary.address, destination: scene.payer.address,
                owner: scene.payer.address))
        var fake = try Synthetic(
            scene,
            [closing.call] + scene.newAccount(temporary, owner: scene.payer.address)
                + [
                    scene.pay(to: temporary.address), scene.memo(),
                    scene.pay(from: temporary.address),
                ], by: [scene.payer, temporary])
        fake.holds(temporary.address, scene.payer.address, 0, nil, mint: Scene.usdt)
        fake.holds(temporary.address, scene.payer.address, nil, 0)
        fake.holds(scene.P, scene.payer.address, 9_000_000, 4_000_000)
        fake.holds(scene.T, scene.treasury.address, 0, 5_000_000)
        try await scene.accepts(fake.signature, [Credited("5")], over: fake.transport, flips: 0)
    }

    @Test func `an answer with endless calls decides nothing`() async throws {
        let scene = try await Scene.make()
        var fake = try Synthetic(scene, [scene.memo(), scene.pay()])
        fake.holds(scene.P, scene.payer.address, 9_000_000, 4_000_000)
        fake.holds(scene.T, scene.treasury.address, 0, 5_000_000)
        fake.calls(0, Array(repeating: (scene.pay(1), height: 2), count: 16_385))
        let decision = try await scene.verifier(fake.transport).verify(fake.signature)
        #expect(decision.verdict == .unknown)
        #expect(decision.finding == Finding(.rpcInconsistent, .walk))
    }

    @Test func `thousands of transfers into one account are judged and add up`() async throws {
        let scene = try await Scene.make()
        let count = 2_000
        let program = Instruction(
            program: Synthetic.program,
            accounts: scene.pay().accounts
                + [AccountMeta(Programs.token)], data: [1])
        var fake = try Synthetic(scene, [scene.memo(), program])
        fake.holds(scene.P, scene.payer.address, 9_000_000, 9_000_000 - UInt64(count))
        fake.holds(scene.T, scene.treasury.address, 0, UInt64(count))
        fake.calls(1, Array(repeating: (scene.pay(1), height: 2), count: count))
        let decision = try await scene.verifier(
            fake.transport, hasLedger: false, knownCodes: [Scene.c1]
        ).verify(fake.signature)
        #expect(decision.verdict == .accept)
        #expect(decision.credits.count == count)
    }
}
