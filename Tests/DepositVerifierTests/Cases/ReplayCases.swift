import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group I of the case catalogue: the same deposit again, or claimed by somebody else.
@Suite struct `Credited once` {
    @Test func `I01 the same signature again is a duplicate, however often`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
        for _ in 0..<3 {
            let again = try await scene.verifier().verify(
                signature, claim: Verifier.Claim(code: Scene.c1))
            #expect(again.verdict == .duplicate)
        }
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `I02 twenty at once credit once`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let verdicts = try await withThrowingTaskGroup(of: Verdict.self) { group in
            for _ in 0..<20 {
                group.addTask { try await scene.verifier().verify(signature).verdict }
            }
            return try await group.reduce(into: [Verdict: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(verdicts == [.accept: 1, .duplicate: 19])
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `I03 who claims another's deposit is refused, and its owner is credited`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let theft = try await scene.verifier().verify(
            signature, claim: Verifier.Claim(code: Scene.c2))
        #expect(theft.verdict == .reject)
        #expect(theft.finding == Finding(.claimMismatch, .beneficiary))
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
        let own = try await scene.verifier().verify(
            signature, claim: Verifier.Claim(code: Scene.c1))
        #expect(own.verdict == .duplicate)
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `I03 without books the claimant is refused and nobody is credited`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let verifier = try await scene.verifier(hasLedger: false)
        let theft = try await verifier.verify(signature, claim: Verifier.Claim(code: Scene.c2))
        #expect(theft.finding == Finding(.claimMismatch, .beneficiary))
        #expect(theft.credits.isEmpty)
        let own = try await verifier.verify(signature, claim: Verifier.Claim(code: Scene.c1))
        #expect(own.verdict == .accept)
    }

    @Test func `I01 a deposit that was credited stays credited when its code is closed`()
        async throws
    {
        var scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
        try await scene.ledger.close(Scene.c1)
        scene.policy.treasury.assets[0].minimum = 6_000_000
        let again = try await scene.verifier().verify(signature)
        #expect(again.verdict == .duplicate)
        #expect(again.credits.map(Credited.init) == [Credited("1")])
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `I18 two signatures of the same payment are two deposits`() async throws {
        let scene = try await Scene.make()
        let calls = [scene.memo(), scene.pay()]
        let first = try await scene.land(calls)
        let bumped = try await scene.land(
            calls + [ComputeBudgetInstruction.setComputeUnitPrice(microLamports: 9).instruction])
        #expect(first != bumped)
        try await scene.accepts(first, [Credited("1")])
        try await scene.accepts(bumped, [Credited("1")], balances: ["agt_1": 10_000_000])
    }

    @Test func `I21 the same signature on two clusters is two deposits`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        var elsewhere = scene
        elsewhere.policy.treasury.cluster = .devnet
        let devnet = Tampering(scene.chain.transport) { method, answer in
            if method == "getGenesisHash" { answer["result"] = World.devnetGenesis }
        }
        try await elsewhere.accepts(signature, [Credited("1")], over: devnet)
        try await scene.accepts(
            signature, [Credited("1")], balances: ["agt_1": 2 * Scene.fiveUSDC])
        let entries = try await scene.ledger.balances()
        #expect(
            Set(entries.map(\.genesis)) == [Cluster.devnet.genesis, Cluster.mainnet.genesis])
    }

    @Test func `R17 a node that shows another set of events later decides nothing`() async throws {
        let scene = try await Scene.make()
        let programs = [AccountMeta(Programs.token), AccountMeta(Programs.memoV3)]
        var first = try Synthetic(
            scene, [Synthetic.call(scene.pay().accounts + programs)])
        first.holds(scene.P, scene.payer.address, 9_000_000, 2_000_000)
        first.holds(scene.T, scene.treasury.address, 0, 7_000_000)
        var second = first
        first.calls(0, [(scene.memo(), 2), (scene.pay(7_000_000), 2)])
        second.calls(0, [(scene.memo(), 2), (scene.pay(3_000_000), 2), (scene.pay(4_000_000), 2)])
        let credited = try await scene.verifier(first.transport).verify(first.signature)
        #expect(credited.verdict == .accept)
        let changed = try await scene.verifier(second.transport).verify(first.signature)
        #expect(changed.finding == Finding(.eventSetChanged, .once))
        #expect(changed.verdict == .unknown && changed.credits.isEmpty)
        #expect(try await scene.balances() == ["agt_1": 7_000_000])
    }
}
