public import SolanaCodec

/// A deposit that was paid back, as the chain shows it.
public struct PaidRefund: Hashable, Sendable {
    /// The deposit.
    public var deposit: DepositID
    /// The transaction that paid it back.
    public var transaction: Signature
    /// The transfer within that transaction.
    public var path: EventPath

    /// A refund from its parts.
    public init(deposit: DepositID, transaction: Signature, path: EventPath) {
        self.deposit = deposit
        self.transaction = transaction
        self.path = path
    }
}

extension PaidRefund {
    /// Who is named where no person has to decide, because the chain shows it.
    static let witness = "l5-deposit"

    /// What ends the deposit in the books: once, whoever finds the refund first.
    package var completion: ReviewDecision {
        ReviewDecision(
            deposit: deposit, action: .completeRefund(transaction), person: Self.witness,
            reason: "found on the chain: transfer \(path) of this transaction paid it back")
    }
}
