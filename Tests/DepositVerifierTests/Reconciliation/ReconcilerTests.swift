import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct `Reconciler on a chain` {
    private static func reconcile(
        _ scene: Scene, over endpoints: [any RPCTransport]? = nil, from: UInt64? = nil,
        to: UInt64? = nil
    ) async throws -> Reconciliation {
        try await Reconciler(
            policy: scene.policy, endpoints: endpoints ?? [scene.chain.transport],
            books: scene.ledger, retry: RetryPolicy(attempts: 1), deadline: Chain.patience
        ).reconcile(from: from, to: to)
    }

    private static func operators(_ scene: Scene) -> [Operator] {
        ["a", "b"].map { Operator($0, scene.chain.transport) }
    }

    /// Tokens of the treasury that go elsewhere.
    private static func payOut(_ scene: Scene, _ amount: UInt64) async throws -> Signature {
        try await scene.land(
            [scene.pay(amount, from: scene.T, to: scene.P, by: scene.treasury)],
            by: [scene.treasury])
    }

    /// Three deposits of 5 and one of 2 without a code, and 4 that went out, each in its slot.
    private static func history(_ scene: Scene) async throws -> [Signature] {
        var signatures: [Signature] = []
        for _ in 0..<3 {
            signatures.append(try await scene.land([scene.memo(), scene.pay()]))
            try await scene.chain.advance(1)
        }
        signatures.append(try await scene.land([scene.pay(2_000_000)]))
        // One that fails moves nothing.
        _ = try await scene.land([scene.memo(), scene.pay(900_000_000)])
        let verifier = try await scene.verifier()
        for signature in signatures { _ = try await verifier.verify(signature) }
        _ = try await payOut(scene, 4_000_000)
        return signatures
    }

    @Test func `the books equal the chain, and the next run goes on from there`() async throws {
        let scene = try await Scene.make()
        _ = try await Self.history(scene)
        let found = try await Self.reconcile(scene)
        let account = try #require(found.accounts.first)
        #expect(found.outcome == .equal && found.accounts.count == 1 && !found.isPartial)
        #expect(account.account == scene.T && account.operators == 1)
        #expect(account.opening == 0 && account.closing == 13_000_000)
        #expect(account.received == 17_000_000 && account.sent == 4_000_000)
        #expect(account.booked.credited == 15_000_000 && account.booked.inReview == 2_000_000)
        #expect(account.payments.map(\.destination) == [scene.P])
        let last = try #require(
            try await scene.ledger.lastReconciliation(of: scene.T, genesis: Scene.genesis))
        #expect(last.slots == account.slots && last.closing == 13_000_000)

        // What is final has no more transactions.
        try await scene.chain.advance(1)
        let later = try await scene.land([scene.memo(), scene.pay(1_000_000)])
        _ = try await scene.verifier().verify(later)
        let next = try await Self.reconcile(scene)
        #expect(next.outcome == .equal)
        #expect(next.accounts.first?.closing == 14_000_000)
        // Only what is new.
        let slot = last.slots.upperBound + 1
        let rest = try await Self.reconcile(scene, from: slot)
        #expect(rest.outcome == .equal && rest.accounts.first?.received == 1_000_000)
        #expect(rest.accounts.first?.opening == 13_000_000)
        // What was: its end is where the next transaction begins.
        let past = try await Self.reconcile(scene, from: 0, to: last.slots.upperBound)
        #expect(past.outcome == .equal && past.accounts.first?.closing == 13_000_000)
    }

    @Test func `a deposit that nobody verified is a difference, and nothing is noted`()
        async throws
    {
        let scene = try await Scene.make()
        _ = try await Self.history(scene)
        let unverified = try await scene.land([scene.memo(), scene.pay(3_000_000)])
        let found = try await Self.reconcile(scene)
        let account = try #require(found.accounts.first)
        #expect(found.outcome == .different && account.difference == 3_000_000)
        let difference = try #require(account.differences.first)
        #expect(difference.kind == .missingInBooks && difference.signature == unverified)
        #expect(difference.onChain == 3_000_000 && account.differenceCount == 1)
        #expect(
            try await scene.ledger.lastReconciliation(of: scene.T, genesis: Scene.genesis) == nil)
        _ = try await scene.verifier().verify(unverified)
        #expect(try await Self.reconcile(scene).outcome == .equal)
    }

    @Test(arguments: [false, true])
    func `a credit that the chain does not have is a difference`(isElsewhere: Bool) async throws {
        let scene = try await Scene.make("injected \(isElsewhere)")
        let real = try await Self.history(scene)
        let slot = try #require(try await scene.verifier().verify(real[0]).slot)
        // Of a transaction that nobody has ever seen, or of one that has nothing to do with it.
        let foreign = try await scene.land([scene.pay(to: scene.A)])
        let invented = Signature(FixedBytes(repeating: 0x5A))
        let fact = DepositFact(
            path: EventPath(outer: 1), destination: scene.T, mint: World.usdc, symbol: "USDC",
            decimals: 6, amount: 1, payer: scene.payer.address, source: scene.P, code: Scene.c1)
        _ = try await scene.ledger.post(
            TransactionFindings(
                genesis: Scene.genesis, signature: isElsewhere ? foreign : invented, slot: slot,
                credits: [fact], reviews: [], netReceived: [scene.T: 1],
                eventSet: Array(repeating: 1, count: 32), evidence: ""))
        let found = try await Self.reconcile(scene)
        let account = try #require(found.accounts.first)
        #expect(found.outcome == .different && account.difference == -1)
        #expect(account.differences.map(\.kind) == [.missingOnChain])
        #expect(account.differences.first?.inBooks == 1)
    }

    // MARK: Lists that lie

    /// A node whose lists are edited.
    private static func listing(
        _ scene: Scene, _ edit: @escaping @Sendable ([JSONObject]) -> [JSONObject]
    ) -> Tampering {
        Tampering(scene.chain.transport) { method, answer in
            guard method == "getSignaturesForAddress",
                let list = answer["result"] as? [JSONObject]
            else { return }
            answer["result"] = edit(list)
        }
    }

    @Test func `repeated entries, short pages and another order change nothing`() async throws {
        let scene = try await Scene.make()
        // Several transactions in a slot, and pages that end within it.
        var signatures: [Signature] = []
        for amount in [1_000_000, 2_000_000, 3_000_000] as [UInt64] {
            signatures.append(try await scene.land([scene.memo(), scene.pay(amount)]))
        }
        _ = try await Self.payOut(scene, 500_000)
        for signature in signatures { _ = try await scene.verifier().verify(signature) }
        let repeating = Self.listing(scene) { list in list.flatMap { [$0, $0] } + list }
        let paging = Self.listing(scene) { list in Array(list.prefix(2)) }
        for node in [repeating, paging] {
            let found = try await Self.reconcile(scene, over: [node])
            #expect(found.outcome == .equal)
            #expect(found.accounts.first?.received == 6_000_000)
            #expect(found.accounts.first?.transactions == 4)
        }
    }

    @Test func `a list that lacks a transaction proves nothing, unless another has it`()
        async throws
    {
        let scene = try await Scene.make()
        let signatures = try await Self.history(scene)
        let hidden = try await scene.land([scene.memo(), scene.pay(3_000_000)])
        try await scene.chain.advance(1)
        let later = try await scene.land([scene.memo(), scene.pay(1_000_000)])
        _ = try await scene.verifier().verify(later)
        let lacking = Self.listing(scene) { list in
            list.filter { $0["signature"] as? String != hidden.description }
        }
        let alone = try await Self.reconcile(scene, over: [lacking])
        guard case .unknown(let reason) = alone.outcome else {
            Issue.record("\(alone.outcome)")
            return
        }
        #expect(reason.contains("missing"), "\(reason)")
        let both = try await Self.reconcile(
            scene, over: [Operator("a", lacking), Operator("b", scene.chain.transport)])
        #expect(both.accounts.first?.differences.map(\.signature) == [hidden])
        _ = try await scene.verifier().verify(hidden)
        // What the books name is asked for, whatever lists say.
        #expect(try await Self.reconcile(scene, over: [lacking]).outcome == .equal)
        #expect(signatures.count == 4)
    }

    @Test func `a list that goes in circles is no list`() async throws {
        let scene = try await Scene.make()
        _ = try await Self.history(scene)
        let circling = Tampering(scene.chain.transport) { _, _ in }
        let whole = Operator("whole", circling)
        let stuck = Split(
            scene.chain.transport, Stuck(base: whole), for: "getSignaturesForAddress")
        await #expect(throws: RPCError.self) { try await Self.reconcile(scene, over: [stuck]) }
    }

    /// A node that ignores `before`.
    private struct Stuck: RPCTransport {
        let base: any RPCTransport
        var operatorName: String { base.operatorName }

        func send(_ body: [UInt8]) async throws -> [UInt8] {
            var request = try JSONObject(parsing: body)
            var params = request["params"] as? [Any] ?? []
            if var options = params.last as? JSONObject {
                options["before"] = nil
                params[params.count - 1] = options
            }
            request["params"] = params
            return try await base.send(Array(try request.text().utf8))
        }
    }

    // MARK: Operators

    @Test(arguments: [Lie.balances, .outcome])
    func `operators that contradict each other prove nothing`(lie: Lie) async throws {
        let scene = try await Scene.make("contradiction \(lie)")
        _ = try await Self.history(scene)
        let liar = Operator("liar", lie.told(by: scene.chain.transport))
        let found = try await Self.reconcile(
            scene, over: [liar, Operator("b", scene.chain.transport)])
        guard case .unknown(let reason) = found.outcome else {
            Issue.record("\(found.outcome)")
            return
        }
        #expect(reason.contains("rpc_inconsistent"), "\(reason)")
        // Three: the one is outvoted.
        let endpoints =
            [liar] + ["b", "c"].map { Operator($0, scene.chain.transport) }
        #expect(try await Self.reconcile(scene, over: endpoints).outcome == .equal)
    }

    @Test func `credits that two operators told of use up no cap any more`() async throws {
        var scene = try await Scene.make()
        scene.policy.quorum = DepositPolicy.Quorum(
            above: 100_000_000, operators: 2, capTotal: 7_000_000)
        let first = try await scene.land([scene.memo(), scene.pay()])
        #expect(try await scene.verifier().verify(first).verdict == .accept)
        // On the same blockhash it would be the same transaction.
        try await scene.chain.advance(1)
        let second = try await scene.land([scene.memo(), scene.pay()])
        #expect(try await scene.verifier().verify(second).finding?.reason == .singleOperatorCap)
        // One alone confirms nothing.
        #expect(try await Self.reconcile(scene).outcome == .equal)
        #expect(try await scene.verifier().verify(second).finding?.reason == .singleOperatorCap)
        let found = try await Self.reconcile(scene, over: Self.operators(scene))
        #expect(found.outcome == .equal && found.accounts.first?.operators == 2)
        #expect(try await scene.verifier().verify(second).verdict == .accept)
    }

    @Test func `one that is away is done without, none is an error`() async throws {
        let scene = try await Scene.make()
        _ = try await Self.history(scene)
        let endpoints = Self.operators(scene)
        let reconciler = try await Reconciler(
            policy: scene.policy, endpoints: endpoints, books: scene.ledger,
            retry: RetryPolicy(attempts: 1), deadline: Chain.patience)
        endpoints[0].fail(.away)
        let found = try await reconciler.reconcile()
        #expect(found.outcome == .equal && found.accounts.first?.operators == 1)
        endpoints[1].fail(.away)
        await #expect(throws: RPCError.self) { try await reconciler.reconcile() }
    }

    // MARK: Accounts

    @Test func `an account that was closed and opened again begins at zero twice`()
        async throws
    {
        let scene = try await Scene.make(opensTreasury: false)
        func deposit() async throws {
            try await scene.chain.advance(1)
            let signature = try await scene.land([
                scene.open(scene.treasury.address), scene.memo(), scene.pay(),
            ])
            #expect(try await scene.verifier().verify(signature).verdict == .accept)
            try await scene.chain.advance(1)
        }
        try await deposit()
        let closing = TokenInstruction.closeAccount(
            TokenClosing(
                account: scene.T, destination: scene.treasury.address,
                owner: scene.treasury.address))
        _ = try await scene.land(
            [scene.pay(from: scene.T, to: scene.P, by: scene.treasury), closing.call],
            by: [scene.treasury])
        try await scene.chain.advance(1)
        let closed = try await Self.reconcile(scene)
        #expect(closed.outcome == .equal && closed.accounts.first?.closing == 0)
        try await deposit()
        let found = try await Self.reconcile(scene)
        #expect(found.outcome == .equal && found.accounts.first?.received == 10_000_000)
        #expect(found.accounts.first?.closing == 5_000_000)
    }

    @Test func `an account that nobody has paid into equals empty books`() async throws {
        let scene = try await Scene.make(opensTreasury: false)
        let found = try await Self.reconcile(scene)
        #expect(found.outcome == .equal && found.accounts.first?.transactions == 0)
        await #expect(throws: ReconciliationError.self) {
            try await Self.reconcile(scene, to: .max)
        }
    }
}
