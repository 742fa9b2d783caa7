import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Payments out of the treasury that somebody made by hand, and what they prove.
@Suite struct `Refunds by hand` {
    struct Payment: Sendable, CustomTestStringConvertible {
        var name: String
        var isMatch = false
        /// The calls; the treasury and the payer sign.
        var calls: @Sendable (RefundScene) throws -> [Instruction]

        var testDescription: String { name }
    }

    private static func back(
        _ refund: RefundScene, _ amount: UInt64 = Scene.fiveUSDC, to destination: Address? = nil
    ) -> Instruction {
        let scene = refund.scene
        return scene.pay(
            amount, from: scene.T, to: destination ?? scene.P, by: scene.treasury)
    }

    static let payments = [
        Payment(name: "memo and transfer", isMatch: true) { refund in
            [refund.scene.memo(refund.memo), back(refund)]
        },
        Payment(name: "transfer, then memo of another program", isMatch: true) { refund in
            [back(refund), refund.scene.memo(refund.memo, program: Programs.memoV1)]
        },
        Payment(name: "plain transfer", isMatch: true) { refund in
            let scene = refund.scene
            return [
                scene.memo(refund.memo),
                TokenInstruction.transfer(
                    TokenTransfer(
                        .plain, source: scene.T, destination: scene.P,
                        authority: scene.treasury.address,
                        amount: TokenAmount(Scene.fiveUSDC))
                ).call,
            ]
        },
        Payment(name: "in a batch", isMatch: true) { refund in
            let scene = refund.scene
            return [
                scene.memo(refund.memo),
                try scene.batch(
                    .transfer(
                        scene.transfer(from: scene.T, to: scene.P, by: scene.treasury))),
            ]
        },
        Payment(name: "two memos, two transfers", isMatch: true) { refund in
            [
                refund.scene.memo(refund.memo), refund.scene.memo(refund.memo),
                back(refund), back(refund),
            ]
        },
        Payment(name: "no memo") { refund in [back(refund)] },
        Payment(name: "memo without a transfer") { refund in
            [refund.scene.memo(refund.memo)]
        },
        Payment(name: "less") { refund in
            [refund.scene.memo(refund.memo), back(refund, Scene.fiveUSDC - 1)]
        },
        Payment(name: "more") { refund in
            [refund.scene.memo(refund.memo), back(refund, Scene.fiveUSDC + 1)]
        },
        Payment(name: "in two parts") { refund in
            [refund.scene.memo(refund.memo), back(refund, 2_000_000), back(refund, 3_000_000)]
        },
        Payment(name: "to another account") { refund in
            [refund.scene.memo(refund.memo), back(refund, to: refund.scene.A)]
        },
        Payment(name: "another event") { refund in
            [refund.scene.memo(String(refund.memo.dropLast()) + "1"), back(refund)]
        },
        Payment(name: "from somebody else") { refund in
            let scene = refund.scene
            return [
                scene.memo(refund.memo),
                scene.pay(from: scene.A, to: scene.P, by: scene.attacker),
            ]
        },
        Payment(name: "the payer to himself") { refund in
            [
                refund.scene.memo(refund.memo),
                refund.scene.pay(from: refund.scene.P, to: refund.scene.P),
            ]
        },
    ]

    @Test(arguments: payments)
    func `only an exact payment by the treasury ends a deposit`(_ payment: Payment) async throws {
        let refund = try await RefundScene.make("by hand \(payment.name)")
        let scene = refund.scene
        try await scene.chain.mint(20_000_000, of: World.usdc, to: scene.treasury.address)
        try await refund.begin()
        let calls = try payment.calls(refund)
        let named = Set(calls.flatMap(\.accounts).filter(\.role.isSigner).map(\.address))
        let others = [scene.treasury, scene.attacker].filter { named.contains($0.address) }
        let signature = try await scene.land(calls, by: [scene.payer] + others)
        try await scene.expectLanded(signature)
        let decision = try await scene.verifier().verify(signature)
        #expect(try await refund.state == (payment.isMatch ? .refunded : .refunding))
        #expect(decision.refunds.contains(where: \.isNew) == payment.isMatch)
        #expect(decision.credits.isEmpty)
        // One that is named and not paid is told as such.
        for named in decision.refunds where !payment.isMatch {
            #expect(named.path == nil && named.state == .refunding)
        }
    }

    /// A deposit for which nobody decided a refund stays as it is, whatever the treasury pays.
    @Test func `a payment that nobody announced is told, and ends nothing`() async throws {
        let refund = try await RefundScene.make()
        let scene = refund.scene
        let signature = try await scene.land(
            [scene.memo(refund.memo), Self.back(refund)], by: [scene.payer, scene.treasury])
        let decision = try await scene.verifier().verify(signature)
        #expect(
            decision.refunds.map(Told.init) == [
                Told(refund.deposit, EventPath(outer: 1), .open, isNew: false)
            ])
        #expect(try await refund.state == .open)
    }

    /// Two deposits of one payer and one amount: each transfer pays one of them.
    @Test func `a transfer pays back one deposit`() async throws {
        let first = try await RefundScene.make()
        let scene = first.scene
        let signature = try await scene.land([scene.pay(), scene.memo("again")])
        _ = try await scene.verifier().verify(signature)
        let second = RefundScene(
            scene: scene,
            deposit: DepositID(
                genesis: Scene.genesis, signature: signature, path: EventPath(outer: 0)))
        try await first.begin()
        try await second.begin()
        let one = try await scene.land(
            [scene.memo(first.memo), scene.memo(second.memo), Self.back(first)],
            by: [scene.payer, scene.treasury])
        let decision = try await scene.verifier().verify(one)
        #expect(decision.refunds.map(\.state) == [.refunded, .refunding])
        #expect(decision.refunds.map { $0.path?.description } == ["2", nil])
        #expect(try await second.state == .refunding)
        #expect(try await scene.ledger.refunds(limit: 9).map(\.id) == [second.deposit])
    }
}
