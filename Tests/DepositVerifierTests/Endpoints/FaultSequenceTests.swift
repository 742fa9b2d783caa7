import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// Goal M9: whatever three endpoints do, and though one of them lies, the books end the same.
///
/// Each sequence plays seeded faults over the same four transactions; then the faults end, and the
/// liar, if there is one, goes on. `L5_FAULT_SEQUENCES` sets how many are played; a failure names
/// its seed.
@Suite struct `Sequences of faults` {
    static let count =
        ProcessInfo.processInfo.environment["L5_FAULT_SEQUENCES"].flatMap(UInt64.init) ?? 50
    /// How often every open signature is tried while endpoints fail.
    static let faultyRounds = 3

    /// Four transactions, what the chain says of them, and what lies say.
    struct Play: Sendable {
        var scene: Scene
        var signatures: [Signature]
        var truth: RecordedNode
        var lies: [RecordedNode]
    }

    /// What the books hold in the end.
    struct Books: Equatable {
        var balances: [AgentBalance]
        var open: [DepositRecord]
    }

    @Test func `end in the books of a run without faults`() async throws {
        let play = try await Self.record()
        let expected = try await Self.run(play, seed: nil)
        #expect(expected.verdicts == [.accept, .accept, .reject, .review])
        let workers: UInt64 = 2
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    for seed in stride(from: worker, to: Self.count, by: Int(workers)) {
                        let outcome = try await Self.run(play, seed: seed)
                        #expect(outcome.books == expected.books, "seed \(seed)")
                        #expect(outcome.verdicts == expected.verdicts, "seed \(seed)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    // MARK: Playing

    private static func run(
        _ play: Play, seed: UInt64?
    ) async throws -> (books: Books, verdicts: [Verdict]) {
        var generator = SeededGenerator(seed: seed ?? 0)
        let clock = ManualClock()
        let liar = seed == nil ? -1 : Int.random(in: -1..<3, using: &generator)
        let lie = Int.random(in: 0..<play.lies.count, using: &generator)
        let endpoints = (0..<3).map { index in
            FaultyEndpoint(
                "operator \(index)", seed: generator.next(), truth: play.truth,
                lies: index == liar ? play.lies[lie] : nil, clock: clock)
        }
        if seed == nil { endpoints.forEach { $0.recover() } }
        var scene = play.scene
        scene.ledger = InMemoryLedger { 0 }
        try await scene.openBooks()
        var verdicts: [Int: Verdict] = [:]
        for round in 0...faultyRounds {
            if round == faultyRounds { endpoints.forEach { $0.recover() } }
            // A new start may fail altogether; then it is tried again, as by a person.
            guard let verifier = try await start(scene, endpoints, clock) else { continue }
            clock.pass(.seconds(60))
            for (index, signature) in play.signatures.enumerated() where verdicts[index] == nil {
                let verdict: Verdict
                do {
                    verdict = try await verifier.verify(signature).verdict
                } catch is RPCError {
                    continue
                }
                switch verdict {
                case .accept, .reject, .review: verdicts[index] = verdict
                case .pending, .unknown: break
                case .duplicate: Issue.record("seed \(seed ?? 0): a duplicate of nothing")
                }
            }
        }
        #expect(try await scene.ledger.verifyIntegrity().isEmpty)
        let books = Books(
            balances: try await scene.ledger.balances(),
            open: try await scene.ledger.openReviews(limit: 9))
        return (books, play.signatures.indices.compactMap { verdicts[$0] })
    }

    private static func start(
        _ scene: Scene, _ endpoints: [FaultyEndpoint], _ clock: ManualClock
    ) async throws -> Verifier? {
        do {
            return try await scene.verifier(over: endpoints, clock: clock)
        } catch is RPCError {
            return nil
        }
    }

    // MARK: Recording

    private static func record() async throws -> Play {
        var scene = try await Scene.make("fault sequences")
        scene.policy.quorum = DepositPolicy.Quorum(above: 0, operators: 2)
        let signatures = [
            try await scene.land([scene.memo(), scene.pay()]),
            try await scene.land([
                scene.memo("1122334455667788"),
                try scene.batch(.transfer(scene.transfer(3_000_000))),
            ]),
            try await scene.land([scene.memo(), scene.pay(90_000_000)]),
            try await scene.land([scene.pay(1_000_000)]),
        ]
        let chain = scene.chain.transport
        let truth = try await record(signatures, scene, from: chain)
        var lies: [RecordedNode] = []
        for lie in Lie.allCases {
            lies.append(try await record(signatures, scene, from: lie.told(by: chain)))
        }
        return Play(scene: scene, signatures: signatures, truth: truth, lies: lies)
    }

    private static func record(
        _ signatures: [Signature], _ scene: Scene, from transport: any RPCTransport
    ) async throws -> RecordedNode {
        let recording = RecordingTransport(transport)
        let verifier = try await scene.verifier(over: [recording], hasLedger: false)
        for signature in signatures { _ = try await verifier.verify(signature) }
        var node = RecordedNode(results: [RecordedNode.key("getFirstAvailableBlock", nil): "0"])
        for exchange in recording.exchanges {
            let answer = try JSONObject(parsing: exchange.answer ?? [])
            let (method, signature, _) = try RecordedNode.subject(of: exchange.request)
            let result = try #require(answer["result"])
            let text = String(
                decoding: try JSONSerialization.data(
                    withJSONObject: result, options: [.fragmentsAllowed]),
                as: UTF8.self)
            node.results[RecordedNode.key(method, signature)] = text
        }
        return node
    }
}
