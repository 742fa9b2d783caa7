import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// R4, J02 to J06: `confirmed` credits only where Alpenglow is proven to run.
@Suite struct `Finality under Alpenglow` {
    /// The certificate as Solana's documentation of `getAgGenesisCert` shows it.
    static func certificate(
        slot: UInt64, blockID: Int = 32, signature: Int = 192
    ) -> JSONObject {
        [
            "block": [
                "slot": slot, "blockId": Array(repeating: 143, count: blockID),
            ] as JSONObject,
            "signature": [
                "signature": Array(repeating: 7, count: signature), "bitmap": [1, 255],
            ] as JSONObject,
        ]
    }

    /// A node that has only confirmed everything, with this answer to `getAgGenesisCert`.
    private static func node(
        _ scene: Scene, isFinal: Bool = false, _ answer: @escaping @Sendable () -> JSONObject
    ) -> Tampering {
        Tampering(scene.chain.transport) { method, object in
            switch method {
            case "getSignatureStatuses" where !isFinal:
                object.change("result") { result in
                    result.changeEach("value") { status in
                        status["confirmationStatus"] = "confirmed"
                        status["confirmations"] = 3
                    }
                }
            case "getAgGenesisCert":
                let number = object["id"]
                object = answer()
                object["jsonrpc"] = "2.0"
                object["id"] = number
            default: break
            }
        }
    }

    /// A node that shows the certificate of a block in this slot.
    static func showing(
        _ scene: Scene, slot: UInt64, isFinal: Bool = false
    ) -> Tampering {
        node(scene, isFinal: isFinal) { ["result": certificate(slot: slot)] }
    }

    private static func scene(_ name: String = #function) async throws -> Scene {
        var scene = try await Scene.make(name)
        scene.policy.commitment = .confirmed
        return scene
    }

    @Test func `J04 confirmed credits once every endpoint has shown the certificate`()
        async throws
    {
        let scene = try await Self.scene()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let endpoints = ["a", "b"].map { Operator($0, Self.showing(scene, slot: 1)) }
        let decision = try await scene.verifier(over: endpoints).verify(signature)
        #expect(decision.verdict == .accept && decision.commitment == .confirmed)
        #expect(endpoints.allSatisfy { $0.count("getAgGenesisCert") == 1 })
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `J04 without the opt-in it waits, and nobody is asked for a certificate`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let a = Operator("a", Self.showing(scene, slot: 1))
        let decision = try await scene.verifier(over: [a]).verify(signature)
        #expect(decision.finding == Finding(.awaitingFinality, .finality))
        #expect(a.count("getAgGenesisCert") == 0)
    }

    @Test(arguments: [0, 1])
    func `J06 a transaction from before Alpenglow waits for finality`(later: UInt64) async throws {
        let scene = try await Self.scene("J06 \(later)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let slot = try #require(try await scene.verifier().verify(signature).slot)
        var other = try await Self.scene("J06 other \(later)")
        other.policy.treasury.owner = scene.treasury.address
        let a = Operator("a", Self.showing(scene, slot: slot + later))
        let decision = try await other.verifier(over: [a]).verify(signature)
        #expect(decision.finding == Finding(.awaitingFinality, .finality))
        let b = Operator("b", Self.showing(scene, slot: slot - 1))
        #expect(try await other.verifier(over: [b]).verify(signature).commitment == .confirmed)
    }

    /// Answers that prove nothing.
    static let refusals: [(name: String, answer: @Sendable () -> JSONObject)] = [
        ("null", { ["result": Null.value] }),
        ("unknown method", { ["error": ["code": -32_601, "message": "?"] as JSONObject] }),
        ("quota", { ["error": ["code": -32_005, "message": "rate limit"] as JSONObject] }),
        ("short block id", { ["result": certificate(slot: 1, blockID: 31)] }),
        ("short signature", { ["result": certificate(slot: 1, signature: 191)] }),
        ("no slot", { ["result": ["block": [:] as JSONObject] as JSONObject] }),
        ("text", { ["result": "alpenglow"] }),
        ("another slot than the others", { ["result": certificate(slot: 2)] }),
    ]

    @Test(arguments: refusals.indices)
    func `J05 one endpoint without a readable certificate means finalized`(
        index: Int
    ) async throws {
        let (name, answer) = Self.refusals[index]
        let scene = try await Self.scene("J05 \(name)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let endpoints = [
            Operator("a", Self.showing(scene, slot: 1)), Operator("b", Self.node(scene, answer)),
        ]
        let decision = try await scene.verifier(over: endpoints).verify(signature)
        #expect(decision.finding == Finding(.awaitingFinality, .finality), "\(name)")
        #expect(try await scene.balances().isEmpty)
        // J03: finalized credits whatever becomes of certificates.
        #expect(try await scene.verifier().verify(signature).verdict == .accept, "\(name)")
    }

    @Test(arguments: [404, 429])
    func `J05 an endpoint that refuses the method over HTTP means finalized`(
        status: Int
    ) async throws {
        let scene = try await Self.scene("J05 HTTP \(status)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let refusal = Scripted(
            ["getAgGenesisCert": .failure(RPCError(.http(status: status), "\(status)"))])
        let endpoint = Split(
            Self.showing(scene, slot: 1), refusal, for: "getAgGenesisCert")
        let decision = try await scene.verifier(over: [endpoint]).verify(signature)
        #expect(decision.finding == Finding(.awaitingFinality, .finality))
    }

    @Test func `R3 and R4 what is not accepted at once waits for finalized even so`() async throws {
        let scene = try await Self.scene()
        let failed = try await scene.land([scene.memo(), scene.pay(90_000_000)])
        let elsewhere = try await scene.land([scene.memo(), scene.pay(to: scene.A)])
        let uncoded = try await scene.land([scene.pay()])
        let a = Operator("a", Self.showing(scene, slot: 1))
        let verifier = try await scene.verifier(over: [a])
        for signature in [failed, elsewhere, uncoded] {
            let decision = try await verifier.verify(signature)
            #expect(decision.finding == Finding(.awaitingFinality, .finality))
            #expect(decision.reviews.isEmpty)
        }
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
    }

    @Test func `R3 and R4 one operator's word of finality is not enough for a person's work`()
        async throws
    {
        let scene = try await Self.scene()
        let uncoded = try await scene.land([scene.pay()])
        let coded = try await scene.land([scene.memo(), scene.pay()])
        let confirmed = Operator("confirmed", Self.showing(scene, slot: 1))
        let final = Operator("final", Self.showing(scene, slot: 1, isFinal: true))
        let verifier = try await scene.verifier(over: [confirmed, final])
        let waiting = try await verifier.verify(uncoded)
        #expect(waiting.finding == Finding(.awaitingFinality, .finality))
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
        #expect(try await verifier.verify(coded).verdict == .accept)
        let other = Operator("other", Self.showing(scene, slot: 1, isFinal: true))
        let three = try await scene.verifier(over: [confirmed, final, other])
        let reviewed = try await three.verify(uncoded)
        #expect(reviewed.finding?.reason == .unattributed && reviewed.operators.count >= 2)
    }
}
