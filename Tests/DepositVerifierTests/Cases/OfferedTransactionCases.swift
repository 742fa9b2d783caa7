import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Cases of the catalogue in which somebody shows a transaction's bytes instead of its signature.
@Suite struct `Offered transactions` {
    @Test func `B07 unsigned bytes are no proof`() async throws {
        let scene = try await Scene.make()
        let signed = try await scene.sign([scene.memo(), scene.pay()])
        let verifier = try await scene.verifier()
        let decision = try await verifier.verify(offered: Transaction(signed.message))
        #expect(decision.finding == Finding(.badSignature, .identity))
        #expect(decision.verdict == .reject && decision.credits.isEmpty)
        // Not even beside the signature of a payment that was made.
        try await scene.chain.land(signed.encoded)
        let beside = try await verifier.verify(
            offered: Transaction(signed.message), as: signed.signature)
        #expect(beside.finding?.reason == .badSignature)
        #expect(try await scene.balances().isEmpty)
    }

    @Test func `B07 neither are bytes with one false signature of two`() async throws {
        let scene = try await Scene.make()
        let signed = try await scene.sign(
            [scene.memo(), scene.pay()], by: [scene.relayer, scene.payer])
        var bytes = signed.encoded
        // One byte of a count, 64 of the relayer's signature, then the payer's.
        bytes[1 + 64 + 40] ^= 1
        let decision = try await scene.verifier().verify(offered: Transaction(decoding: bytes))
        #expect(decision.finding == Finding(.badSignature, .identity))
    }

    @Test func `I09 the second signature names no transaction`() async throws {
        let scene = try await Scene.make()
        let signed = try await scene.sign(
            [scene.memo(), scene.pay()], by: [scene.relayer, scene.payer])
        try await scene.chain.land(signed.encoded)
        let verifier = try await scene.verifier()
        let second = try await verifier.verify(offered: signed, as: signed.signatures[1])
        #expect(second.verdict == .reject)
        #expect(second.finding == Finding(.notTransactionID, .identity))
        let bare = try await verifier.verify(signed.signatures[1])
        #expect(bare.finding?.reason == .notFound)
        #expect(try await scene.balances().isEmpty)
    }

    @Test func `B07 signed bytes lead to what the chain says`() async throws {
        let scene = try await Scene.make()
        let signed = try await scene.sign([scene.memo(), scene.pay()])
        let verifier = try await scene.verifier()
        let early = try await verifier.verify(offered: signed)
        #expect(early.finding?.reason == .notFound)
        try await scene.chain.land(signed.encoded)
        let decision = try await verifier.verify(offered: signed, as: signed.signature)
        #expect(decision.verdict == .accept)
        #expect(decision.credits.map(Credited.init) == [Credited("1")])
    }
}
