import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// A deposit without a code that waits in the books of a scene, and the ways to send it back.
struct RefundScene {
    var scene: Scene
    let deposit: DepositID

    /// 5 USDC from P to T, nobody's.
    static func make(_ name: String = #function) async throws -> RefundScene {
        let scene = try await Scene.make(name)
        let signature = try await scene.land([scene.pay()])
        let decision = try await scene.verifier().verify(signature)
        #expect(decision.reviews.map(\.finding.reason) == [.unattributed])
        return RefundScene(
            scene: scene,
            deposit: DepositID(
                genesis: Scene.genesis, signature: signature, path: EventPath(outer: 0)))
    }

    var record: DepositRecord {
        get async throws {
            try #require(try await scene.ledger.review(of: deposit)).deposit
        }
    }

    var state: DepositState {
        get async throws { try await record.state }
    }

    /// `refund:…` for this deposit.
    var memo: String {
        RefundMemo.text(
            for: RefundMemo.Subject(signature: deposit.signature, path: deposit.path))
    }

    func planner(feePayer: Address? = nil, nonceAccount: Address? = nil) -> RefundPlanner {
        RefundPlanner(
            client: scene.chain.client, treasury: scene.treasury.address, feePayer: feePayer,
            nonceAccount: nonceAccount)
    }

    func begin() async throws {
        let decision = ReviewDecision(
            deposit: deposit, action: .beginRefund(by: scene.treasury.address), person: "anna",
            reason: "sent by mistake")
        #expect(try await scene.ledger.decide(decision) == .decided)
    }

    /// Plans and signs, as somebody would who asks for a refund.
    func prepare(
        _ planner: RefundPlanner? = nil, by signers: [Keypair]? = nil
    ) async throws -> Transaction {
        let plan = try await (planner ?? self.planner()).plan(try await record)
        var transaction = try plan.build(recentBlockhash: try await scene.chain.blockhash())
        try transaction.sign(with: signers ?? [scene.treasury])
        #expect(transaction.isFullySigned)
        return transaction
    }

    /// What an account of the chain holds, in base units.
    func tokens(of account: Address) async throws -> UInt64? {
        let found = try await scene.chain.client.getAccountInfo(account, commitment: .confirmed)
        return try found.value.map { try TokenAccountState(decoding: $0.data).amount.rawValue }
    }
}

/// What a decision says of a deposit that its transaction names.
struct Told: Hashable {
    var deposit: DepositID
    var path: EventPath?
    var state: DepositState
    var isNew: Bool

    init(_ deposit: DepositID, _ path: EventPath?, _ state: DepositState, isNew: Bool) {
        (self.deposit, self.path, self.state, self.isNew) = (deposit, path, state, isNew)
    }

    init(_ refund: Decision.Refund) {
        self.init(refund.deposit, refund.path, refund.state, isNew: refund.isNew)
    }
}
