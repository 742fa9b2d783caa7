import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct `Refunds on the chain` {
    @Test func `a refund is paid, found, and completed once`() async throws {
        let refund = try await RefundScene.make()
        let scene = refund.scene
        try await refund.begin()
        let signature = try await scene.chain.land(refund.prepare().encoded)
        #expect(try await refund.tokens(of: scene.T) == 0)
        #expect(try await refund.tokens(of: scene.P) == 20_000_000)

        let first = try await scene.verifier().verify(signature)
        #expect(first.verdict == .reject && first.finding?.reason == .noMatchingTransfer)
        let path = try #require(EventPath("5"))
        #expect(
            first.refunds.map(Told.init) == [
                Told(refund.deposit, path, .refunded, isNew: true)
            ])
        let second = try await scene.verifier().verify(signature)
        #expect(
            second.refunds.map(Told.init) == [
                Told(refund.deposit, path, .refunded, isNew: false)
            ])
        let review = try #require(try await scene.ledger.review(of: refund.deposit))
        #expect(review.deposit.state == .refunded)
        #expect(review.decisions.map(\.state) == [.refunding, .refunded])
        #expect(
            review.decisions.map(\.detail) == [
                scene.treasury.address.description, signature.description,
            ])
        #expect(review.decisions.map(\.person) == ["anna", "l5-deposit"])

        let again = try await scene.verifier().verify(refund.deposit.signature)
        #expect(again.finding == Finding(.alreadyClaimed, .once))
        #expect(again.credits.isEmpty && again.reviews.isEmpty)
        #expect(again.settled.map(\.state) == [.refunded])
        #expect(again.settled.map(\.path) == [refund.deposit.path])
        #expect(try await scene.balances().isEmpty)
    }

    /// Prepared three times, by two desks and with two fee payers, signed each time, and sent.
    @Test func `of all refunds of a deposit the chain pays one`() async throws {
        let refund = try await RefundScene.make()
        let scene = refund.scene
        try await scene.chain.mint(20_000_000, of: World.usdc, to: scene.treasury.address)
        try await refund.begin()
        let first = try await refund.prepare()
        var planner = refund.planner()
        planner.unitPrice = 1
        let second = try await refund.prepare(planner)
        let third = try await refund.prepare(
            refund.planner(feePayer: scene.relayer.address), by: [scene.relayer, scene.treasury])
        #expect(Set([first, second, third].map(\.messageBytes)).count == 3)
        var failures = 0
        for transaction in [first, second, third] {
            let signature = try await scene.chain.land(transaction.encoded)
            let answer = try #require(
                try await scene.chain.client.getTransaction(signature, commitment: .confirmed))
            failures += answer.meta?.errJSON == nil ? 0 : 1
        }
        #expect(failures == 2)
        #expect(try await refund.tokens(of: scene.T) == 20_000_000)
        #expect(try await refund.tokens(of: scene.P) == 20_000_000)
        let receipt = RefundReceipt(
            of: RefundMemo.Subject(
                signature: refund.deposit.signature, path: refund.deposit.path),
            genesis: Scene.genesis, treasury: scene.treasury.address)
        await #expect(throws: RefundError.paid(receipt: receipt.address)) {
            try await refund.planner().plan(try await refund.record)
        }
    }

    @Test func `lamports that somebody sent to the receipt stand in nobody's way`() async throws {
        let refund = try await RefundScene.make()
        let scene = refund.scene
        let plan = try await refund.planner().plan(try await refund.record)
        try await scene.expectLanded(
            try await scene.land([scene.lamports(5_000_000, to: plan.request.receipt.address)]))
        try await refund.begin()
        let signature = try await scene.chain.land(refund.prepare().encoded)
        let decision = try await scene.verifier().verify(signature)
        #expect(decision.refunds.map(\.state) == [.refunded])
    }

    @Test func `a nonce takes the place of a blockhash`() async throws {
        let refund = try await RefundScene.make()
        let scene = refund.scene
        let nonce = try scene.spare("nonce")
        try await scene.expectLanded(
            try await scene.land(
                [
                    SystemInstruction.createAccount(
                        source: scene.payer.address, newAccount: nonce.address,
                        lamports: Lamports(2_000_000), space: UInt64(NonceState.size),
                        owner: Programs.system
                    ).instruction,
                    SystemInstruction.initializeNonce(
                        nonceAccount: nonce.address, nonceAuthority: scene.relayer.address
                    ).instruction,
                ], by: [scene.payer, nonce]))
        // A nonce can be used from the next block on.
        try await scene.chain.advance(1)
        try await refund.begin()
        let planner = refund.planner(nonceAccount: nonce.address)
        let signers = [scene.treasury, scene.relayer]
        let transaction = try await refund.prepare(planner, by: signers)
        // As long as the nonce is not used, it is the same transaction.
        #expect(try await refund.prepare(planner, by: signers) == transaction)
        #expect(transaction.message.durableNonceAccount == nonce.address)
        let decision = try await scene.verifier().verify(
            scene.chain.land(transaction.encoded))
        #expect(decision.refunds.map(\.state) == [.refunded])
        await #expect(throws: RefundError.self) {
            try await refund.planner(nonceAccount: scene.P).plan(try await refund.record)
        }
    }

    @Test func `what cannot be sent back is said before anything is decided`() async throws {
        let refund = try await RefundScene.make()
        let scene = refund.scene
        let planner = refund.planner()
        let record = try await refund.record
        func error(_ change: (inout DepositRecord) -> Void) async throws -> RefundError? {
            var changed = record
            change(&changed)
            do {
                _ = try await planner.plan(changed)
                return nil
            } catch let error as RefundError {
                return error
            }
        }
        #expect(try await error { $0.mint = Programs.system } == .notToken)
        #expect(try await error { $0.amount = nil } == .unknownAmount)
        #expect(try await error { $0.source = $0.destination } == .noPayer)
        #expect(try await error { $0.source = $0.mint } == .noPayer)
        #expect(
            try await error { $0.amount = 5_000_001 }
                == .insufficientTokens(needed: 5_000_001, available: 5_000_000))
        for change: (inout DepositRecord) -> Void in [
            { $0.decimals = 9 }, { $0.mint = scene.A },
        ] {
            guard case .wrongMint = try await error(change) else {
                Issue.record("the mint")
                continue
            }
        }
        for address in [scene.account(scene.victim), scene.payer.address] {
            guard case .wrongDestination(address, _) = try await error({ $0.source = address })
            else {
                Issue.record("\(address)")
                continue
            }
        }
        await #expect(throws: RefundError.self) {
            try await RefundPlanner(client: scene.chain.client, treasury: scene.hot.address)
                .plan(record)
        }
        await #expect(throws: PlanError.self) {
            try await refund.planner(feePayer: scene.victim.address).plan(record)
        }
        #expect(try await refund.state == .open)
    }

    /// The account that paid was closed, frozen, or made over since.
    @Test(arguments: ["closed", "frozen", "another's"])
    func `an account that changed since is not paid`(_ change: String) async throws {
        let refund = try await RefundScene.make("changed \(change)")
        let scene = refund.scene
        let rest = scene.pay(15_000_000, to: scene.A)
        switch change {
        case "closed":
            let close = TokenClosing(
                account: scene.P, destination: scene.payer.address,
                owner: scene.payer.address)
            try await scene.expectLanded(
                try await scene.land([rest, TokenInstruction.closeAccount(close).call]))
        case "frozen":
            let freeze = TokenFreezing(
                freezes: true, account: scene.P, mint: World.usdc,
                freezeAuthority: Scene.issuer.address)
            try await scene.expectLanded(
                try await scene.land(
                    [TokenInstruction.freeze(freeze).call],
                    by: [scene.payer, Scene.issuer]))
        default:
            try await scene.expectLanded(
                try await scene.land([
                    scene.hand(scene.P, by: scene.payer, to: scene.attacker.address).call
                ]))
        }
        do {
            _ = try await refund.planner().plan(try await refund.record)
            Issue.record("it was planned")
        } catch RefundError.wrongDestination(let address, _) {
            #expect(address == scene.P)
        }
    }
}
