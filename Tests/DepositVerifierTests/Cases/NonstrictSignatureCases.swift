import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// R2: a signature that only ZIP-215 accepts, which SIMD-0376 may make legal.
@Suite struct `Signatures by a looser rule` {
    /// The neutral point of the curve: as R and as key, with S = 0, it signs everything under ZIP-215
    /// (8·S·B = 8·R + 8·k·A), and nothing under the strict rule, which refuses points of small order.
    static let neutral: [UInt8] = [1] + Array(repeating: 0, count: 31)

    @Test func `a payment waits in the books, each transfer by itself`() async throws {
        let scene = try await Scene.make()
        let feePayer = Address(try #require(FixedBytes(Self.neutral)))
        let signature = Signature(
            try #require(FixedBytes(Self.neutral + Array(repeating: 0, count: 32))))
        var fake = try Synthetic(
            scene, [scene.memo(), scene.pay()], feePayer: feePayer, signature: signature)
        #expect(fake.transaction.signatureStatuses == [.validUnderZIP215Only, .valid])
        fake.holds(scene.P, scene.payer.address, 20_000_000, 15_000_000)
        fake.holds(scene.T, scene.treasury.address, 0, 5_000_000)
        try await scene.refuses(
            fake.signature, .nonstrictSignature, .identity,
            reviews: [Waiting("1", .nonstrictSignature, Scene.fiveUSDC)], over: fake.transport)
        let filed = try await scene.ledger.openReviews(limit: 9)
        #expect(filed.map(\.reason) == ["nonstrict_signature"])
        #expect(filed.map(\.amount) == [Scene.fiveUSDC])
    }
}
