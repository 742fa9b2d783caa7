import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// R19 with several endpoints: what each operator said is kept, and decides again the same.
@Suite struct `Evidence of several endpoints` {
    /// Situations and what becomes of a deposit of five USDC in each.
    enum Situation: String, CaseIterable, Sendable {
        case agreed, outvoted, contradicted, alone, secondAway, firstAway, passedOver, unknown
        case sameOperator, confirmed, recovered, capped, hourLater

        var verdict: Verdict {
            switch self {
            case .agreed, .outvoted, .passedOver, .confirmed, .recovered, .firstAway, .hourLater:
                .accept
            case .contradicted: .unknown
            case .alone, .sameOperator, .capped: .review
            case .secondAway, .unknown: .pending
            }
        }
    }

    private static func endpoints(_ situation: Situation, _ scene: Scene) -> [Operator] {
        let chain = scene.chain.transport
        func honest(_ name: String) -> Operator { Operator(name, chain) }
        let liar = Operator("liar", Lie.outcome.told(by: chain))
        switch situation {
        case .agreed, .secondAway, .recovered, .hourLater: return [honest("a"), honest("b")]
        case .outvoted: return [liar, honest("a"), honest("b")]
        case .contradicted: return [honest("a"), liar]
        case .alone, .capped: return [honest("a")]
        case .firstAway: return [honest("a"), honest("b"), honest("c")]
        case .passedOver:
            return [
                Operator("lagging", `Endpoints that know nothing`.ignorant(chain)), honest("a"),
                honest("b"),
            ]
        case .unknown:
            return ["a", "b"].map { Operator($0, `Endpoints that know nothing`.ignorant(chain)) }
        case .sameOperator: return [honest("a"), honest("a")]
        case .confirmed:
            return ["a", "b"].map {
                Operator($0, `Finality under Alpenglow`.showing(scene, slot: 1))
            }
        }
    }

    @Test(arguments: Situation.allCases)
    func `what each operator said decides again the same`(situation: Situation) async throws {
        var scene = try await Scene.make("evidence of \(situation)")
        scene.policy.quorum = `Quorum of operators`.quorum
        if situation == .confirmed { scene.policy.commitment = .confirmed }
        if situation == .capped {
            scene.policy.quorum = .init(above: 9_000_000, operators: 2, capTotal: 6_000_000)
            let earlier = try await scene.land([scene.memo(), scene.pay(2_000_000)])
            _ = try await scene.verifier().verify(earlier)
        }
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let endpoints = Self.endpoints(situation, scene)
        let clock = ManualClock()
        if situation == .firstAway { endpoints[0].fail(.away) }
        let verifier = try await scene.verifier(
            over: endpoints, evidence: EvidenceStore(directory: directory), clock: clock)
        if situation == .secondAway { endpoints[1].fail(.away) }
        if situation == .recovered { endpoints[1].fail(.away, times: 2) }
        if situation == .hourLater { clock.pass(.seconds(3_601)) }
        let decision = try await verifier.verify(signature)
        #expect(decision.verdict == situation.verdict, "\(decision)")
        let name = try #require(decision.evidence)
        let content = Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name).json")))
        let replay = try await Replay(content)
        #expect(replay.agrees, "\(String(decoding: replay.replayed, as: UTF8.self))")
        let file = try JSONObject(parsing: content)
        let names = endpoints.map(\.operatorName)
        #expect(file["endpoints"] as? [String] == names)
        for exchange in file["exchanges"] as? [JSONObject] ?? [] {
            let index = try #require(exchange["endpoint"] as? Int)
            #expect(exchange["operator"] as? String == names[index])
        }
    }
}
