import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// R21: what one operator says, what two say alike, and what they say against each other.
@Suite struct `Quorum of operators` {
    /// Two operators for more than one USDC.
    static let quorum = DepositPolicy.Quorum(above: 1_000_000, operators: 2)

    private static func scene(_ name: String = #function) async throws -> Scene {
        var scene = try await Scene.make(name)
        scene.policy.quorum = quorum
        return scene
    }

    @Test func `two operators that say the same credit a large amount`() async throws {
        let scene = try await Self.scene()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let (a, b) = (Operator("a", scene.chain.transport), Operator("b", scene.chain.transport))
        let decision = try await scene.verifier(over: [b, a]).verify(signature)
        #expect(decision.verdict == .accept)
        #expect(decision.operators == ["a", "b"])
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `a small amount needs one operator, and no other is asked`() async throws {
        let scene = try await Self.scene()
        let signature = try await scene.land([scene.memo(), scene.pay(1_000_000)])
        let (a, b) = (Operator("a", scene.chain.transport), Operator("b", scene.chain.transport))
        let decision = try await scene.verifier(over: [a, b]).verify(signature)
        #expect(decision.verdict == .accept && decision.operators == ["a"])
        #expect(b.bodies.count == 1 && b.count("getGenesisHash") == 1)
    }

    @Test func `J12 one operator alone leaves a large amount to a person, a second credits it`()
        async throws
    {
        let scene = try await Self.scene()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        // Two endpoints of one operator are one operator.
        let a = [Operator("a", scene.chain.transport), Operator("a", scene.chain.transport)]
        let alone = try await scene.verifier(over: a).verify(signature)
        #expect(alone.verdict == .review)
        #expect(alone.finding == Finding(.quorumRequired, .quorum))
        #expect(try await scene.balances().isEmpty)
        let b = Operator("b", scene.chain.transport)
        let confirmed = try await scene.verifier(over: a + [b]).verify(signature)
        #expect(confirmed.verdict == .accept && confirmed.operators == ["a", "b"])
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
    }

    @Test func `a second operator that is away is waited for, not done without`() async throws {
        let scene = try await Self.scene()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let (a, b) = (Operator("a", scene.chain.transport), Operator("b", scene.chain.transport))
        let verifier = try await scene.verifier(over: [a, b])
        b.fail(.away)
        let waiting = try await verifier.verify(signature)
        #expect(waiting.finding == Finding(.behind, .quorum) && waiting.verdict == .pending)
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
        b.fail(nil)
        #expect(try await verifier.verify(signature).verdict == .accept)
    }

    @Test(arguments: Lie.allCases, [true, false])
    func `J12 two operators that contradict each other decide nothing`(
        lie: Lie, isFirst: Bool
    ) async throws {
        let scene = try await Self.scene("J12 \(lie) \(isFirst)")
        let good = try await scene.land([scene.memo(), scene.pay()])
        let failed = try await scene.land([scene.memo(), scene.pay(90_000_000)])
        let honest = Operator("a", scene.chain.transport)
        let liar = Operator("b", lie.told(by: scene.chain.transport))
        let verifier = try await scene.verifier(over: isFirst ? [liar, honest] : [honest, liar])
        // What a failed transaction would have called is nobody's matter.
        for signature in lie == .calls ? [good] : [good, failed] {
            let decision = try await verifier.verify(signature)
            #expect(decision.finding == Finding(.rpcInconsistent, .quorum))
            #expect(decision.verdict == .unknown && decision.credits.isEmpty)
        }
        #expect(try await scene.balances().isEmpty)
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
    }

    @Test(arguments: Lie.allCases, 0..<3)
    func `a liar among three is outvoted`(lie: Lie, place: Int) async throws {
        let scene = try await Self.scene("outvoted \(lie) \(place)")
        let good = try await scene.land([scene.memo(), scene.pay()])
        let failed = try await scene.land([scene.memo(), scene.pay(90_000_000)])
        var endpoints = ["a", "b"].map { Operator($0, scene.chain.transport) }
        endpoints.insert(Operator("liar", lie.told(by: scene.chain.transport)), at: place)
        let verifier = try await scene.verifier(over: endpoints)
        let refused = try await verifier.verify(failed)
        #expect(refused.finding == Finding(.transactionFailed, .execution))
        if lie != .calls { #expect(refused.operators == ["a", "b"]) }
        let accepted = try await verifier.verify(good)
        #expect(accepted.verdict == .accept && accepted.operators == ["a", "b"])
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `who must not be missing is not outvoted`() async throws {
        var scene = try await Scene.make()
        scene.policy.quorum = DepositPolicy.Quorum(above: 0, operators: 3)
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let honest = ["a", "b", "c"].map { Operator($0, scene.chain.transport) }
        let liar = Operator("liar", Lie.balances.told(by: scene.chain.transport))
        let contradicted = try await scene.verifier(over: [liar] + honest.dropLast()).verify(
            signature)
        #expect(contradicted.finding == Finding(.rpcInconsistent, .quorum))
        let decision = try await scene.verifier(over: [liar] + honest).verify(signature)
        #expect(decision.verdict == .accept && decision.operators == ["a", "b", "c"])
        #expect(decision.flags == ["operators_disagree"])
    }

    @Test func `a refusal needs two operators wherever there are two`() async throws {
        // Without any quorum in the policy.
        let scene = try await Scene.make()
        let good = try await scene.land([scene.memo(), scene.pay()])
        let liar = Operator("liar", Lie.outcome.told(by: scene.chain.transport))
        let honest = Operator("honest", scene.chain.transport)
        let verifier = try await scene.verifier(over: [liar, honest])
        let contradicted = try await verifier.verify(good)
        #expect(contradicted.finding == Finding(.rpcInconsistent, .quorum))
        honest.fail(.away)
        let alone = try await verifier.verify(good)
        #expect(alone.finding == Finding(.behind, .quorum))
        // Where there is one operator, its word is all there is.
        let only = try await scene.verifier(over: [liar]).verify(good)
        #expect(only.finding == Finding(.transactionFailed, .execution))
    }

    @Test(arguments: [nil, 2] as [Int?])
    func `O14 a node that expands batches says the same as one that does not`(
        height: Int?
    ) async throws {
        let scene = try await Self.scene("O14 \(height ?? 0)")
        let transaction = try await scene.sign([
            scene.memo(), try scene.batch(.transfer(scene.transfer())),
        ])
        let signature = try await scene.chain.land(transaction.encoded)
        let call = transaction.message.instructions[1]
        let data: [UInt8] = [12, 0x40, 0x4B, 0x4C, 0, 0, 0, 0, 0, 6]
        let expanding = Tampering(scene.chain.transport, "getTransaction") { result in
            var echo: JSONObject = [
                "programIdIndex": Int(call.programIndex),
                "accounts": call.accountIndices.map(Int.init), "data": Base58.encode(data),
            ]
            if let height { echo["stackHeight"] = height }
            let group: JSONObject = ["index": 1, "instructions": [echo]]
            result.change("meta") { $0["innerInstructions"] = [group] }
        }
        let endpoints = [
            Operator("plain", scene.chain.transport), Operator("expanding", expanding),
        ]
        let decision = try await scene.verifier(over: endpoints).verify(signature)
        #expect(decision.operators == ["expanding", "plain"])
        #expect(decision.credits.map(Credited.init) == [Credited("1.b0")])
    }

    @Test func `O21 what one operator's word credits is capped, and a second one lifts the cap`()
        async throws
    {
        var scene = try await Scene.make()
        scene.policy.quorum = DepositPolicy.Quorum(
            above: 5_000_000, operators: 2, capPerCode: 7_000_000, capTotal: 9_000_000)
        let (a, b) = (Operator("a", scene.chain.transport), Operator("b", scene.chain.transport))
        let alone = try await scene.verifier(over: [a])
        let both = try await scene.verifier(over: [a, b])
        func pay(_ amount: UInt64, _ code: String = "A1B2C3D4E5F6A7B8") async throws -> Signature {
            try await scene.land([scene.memo(code), scene.pay(amount)])
        }
        #expect(try await alone.verify(pay(5_000_000)).verdict == .accept)
        let third = try await pay(2_000_001)
        let capped = try await alone.verify(third)
        #expect(capped.finding == Finding(.singleOperatorCap, .quorum))
        #expect(try await alone.verify(pay(2_000_000)).verdict == .accept)
        // The total counts every code.
        let other = try await pay(2_000_001, "1122334455667788")
        #expect(try await alone.verify(other).finding?.reason == .singleOperatorCap)
        // Two operators are no single one: nothing of it counts against the cap.
        for signature in [third, other] {
            let decision = try await both.verify(signature)
            #expect(decision.verdict == .accept && decision.operators == ["a", "b"])
        }
        #expect(try await alone.verify(pay(2_000_000, "1122334455667788")).verdict == .accept)
        #expect(
            try await scene.balances() == ["agt_1": 9_000_001, "agt_2": 4_000_001])
    }

    @Test func `O21 deposits that are judged at the same time share one cap`() async throws {
        var scene = try await Scene.make()
        scene.policy.quorum = DepositPolicy.Quorum(
            above: 5_000_000, operators: 2, capPerCode: 3_500_000)
        var signatures: [Signature] = []
        for more in 0..<8 as Range<UInt64> {
            signatures.append(try await scene.land([scene.memo(), scene.pay(1_000_000 + more)]))
        }
        let (a, b) = (Operator("a", scene.chain.transport), Operator("b", scene.chain.transport))
        let alone = try await scene.verifier(over: [a])
        let decisions = try await Self.all(signatures, alone)
        #expect(decisions.count { $0.verdict == .accept } == 3)
        let capped = decisions.filter { $0.verdict != .accept }
        #expect(capped.allSatisfy { $0.finding == Finding(.singleOperatorCap, .quorum) })
        let credited = decisions.flatMap(\.credits).reduce(0) { $0 + $1.fact.amount }
        #expect(try await scene.balances() == ["agt_1": credited])
        // Where there is a second operator, it is asked for what the first may not decide.
        let both = try await scene.verifier(over: [a, b])
        let later = try await Self.all(capped.map(\.signature), both)
        #expect(later.allSatisfy { $0.verdict == .accept && $0.operators == ["a", "b"] })
        #expect(try await scene.balances() == ["agt_1": 8_000_028])
    }

    private static func all(
        _ signatures: [Signature], _ verifier: Verifier
    ) async throws -> [Decision] {
        try await withThrowingTaskGroup(of: Decision.self) { group in
            for signature in signatures { group.addTask { try await verifier.verify(signature) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func `a cap without books is not checked, and that is said`() async throws {
        var scene = try await Scene.make()
        scene.policy.quorum = DepositPolicy.Quorum(
            above: 9_000_000, operators: 2, capPerCode: 8_000_000)
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let a = Operator("a", scene.chain.transport)
        let loose = try await scene.verifier(over: [a], hasLedger: false).verify(signature)
        #expect(loose.unchecked.contains(.quorum))
        let strict = try await scene.verifier(over: [a]).verify(signature)
        #expect(!strict.unchecked.contains(.quorum) && strict.verdict == .accept)
    }

    // MARK: Keys from lookup tables

    /// A payment to the attacker out of a lookup table, and a node that says the table held T.
    private static func forged(
        _ scene: Scene, hasTable: Bool
    ) async throws -> (signature: Signature, liar: Tampering) {
        let entries = [World.usdc, scene.A]
        let table = try scene.spare("table").address
        try await scene.chain.setAccount(
            table, owner: Programs.addressLookupTable, data: LookupTable.data(entries))
        let signature = try await scene.land(
            [scene.memo(), scene.pay(to: scene.A)], version: .v0,
            tables: [AddressLookupTable(address: table, addresses: entries)])
        let (attacker, treasury) = (scene.A.description, scene.T.description)
        let (thief, owner) = (
            scene.attacker.address.description, scene.treasury.address.description
        )
        let liar = Tampering(scene.chain.transport) { method, answer in
            if method == "getMultipleAccounts", !hasTable {
                answer.change("result") { $0["value"] = [Null.value] }
            }
            guard method == "getTransaction" else { return }
            answer.change("result") { result in
                result.change("meta") { meta in
                    meta.change("loadedAddresses") { loaded in
                        let list = loaded["writable"] as? [String] ?? []
                        loaded["writable"] = list.map { $0 == attacker ? treasury : $0 }
                    }
                    for table in ["preTokenBalances", "postTokenBalances"] {
                        meta.changeEach(table) { balance in
                            if balance["owner"] as? String == thief { balance["owner"] = owner }
                        }
                    }
                }
            }
        }
        return (signature, liar)
    }

    @Test func `O20 a loaded key that the table denies decides nothing`() async throws {
        let scene = try await Scene.make()
        let (signature, liar) = try await Self.forged(scene, hasTable: true)
        let decision = try await scene.verifier(over: [liar]).verify(signature)
        #expect(decision.finding == Finding(.rpcInconsistent, .quorum))
        #expect(try await scene.balances().isEmpty)
    }

    @Test func `O20 a loaded key that a second operator denies decides nothing`() async throws {
        let scene = try await Scene.make()
        let (signature, liar) = try await Self.forged(scene, hasTable: false)
        let endpoints: [any RPCTransport] = [
            Operator("liar", liar), Operator("honest", scene.chain.transport),
        ]
        let decision = try await scene.verifier(over: endpoints).verify(signature)
        #expect(decision.finding == Finding(.rpcInconsistent, .quorum))
        #expect(try await scene.balances().isEmpty)
    }

    @Test func `O20 without table and second operator the cap is what bounds it`() async throws {
        var scene = try await Scene.make()
        scene.policy.quorum = DepositPolicy.Quorum(
            above: 9_000_000, operators: 2, capPerCode: 4_999_999)
        let (signature, liar) = try await Self.forged(scene, hasTable: false)
        let decision = try await scene.verifier(over: [liar]).verify(signature)
        #expect(decision.finding == Finding(.singleOperatorCap, .quorum))
        #expect(try await scene.balances().isEmpty)
    }
}
