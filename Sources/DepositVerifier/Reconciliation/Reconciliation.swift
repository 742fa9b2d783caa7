public import DepositProgram
public import SolanaCodec

/// What became of comparing the books with the chain, account by account.
public struct Reconciliation: Sendable {
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The treasury's own accounts first.
    public var accounts: [AccountReconciliation]

    /// The most telling of all accounts: a difference before what is not known.
    public var outcome: AccountReconciliation.Outcome {
        let outcomes = accounts.map(\.outcome)
        return outcomes.first { $0 == .different }
            ?? outcomes.first {
                if case .unknown = $0 { true } else { false }
            } ?? .equal
    }

    /// Whether some account has more to compare than one run may.
    public var isPartial: Bool { accounts.contains(where: \.isPartial) }
}

/// A token account as the chain and as the books tell it.
///
/// Units: base units of the token.
public struct AccountReconciliation: Hashable, Sendable {
    /// What the comparison came to.
    public enum Outcome: Hashable, Sendable {
        /// The books are what the chain shows.
        case equal
        /// They are not: somebody has to look.
        case different
        /// The chain could not be read as a whole; one sentence says why.
        case unknown(String)
    }

    /// The token account.
    public var account: Address
    /// Its token.
    public var asset: Asset
    /// The slots, both ends included.
    public var slots: ClosedRange<UInt64>
    /// Whether newer slots are left for another run.
    public var isPartial = false
    /// The least number of operators that told any part of it.
    public var operators = 0
    /// How many transactions moved something or named the account.
    public var transactions = 0
    /// What the account held before.
    public var opening: UInt64 = 0
    /// What the account held afterwards.
    public var closing: UInt64 = 0
    /// What went in, by the chain.
    public var received: UInt128 = 0
    /// What went out, by the chain.
    public var sent: UInt128 = 0
    /// What of it the books hold.
    public var booked = Sums()
    /// What came from the gateway's own accounts, by the chain: sweeps, which are no deposits.
    public var own: UInt128 = 0
    /// The first differences, in the order of the slots.
    public var differences: [ReconciliationDifference] = []
    /// How many there are.
    public var differenceCount = 0
    /// The first payments out of the account.
    public var payments: [OutgoingPayment] = []
    /// How many there are.
    public var paymentCount = 0
    /// Refunds that were found paid and are so in the books now.
    public var refunds: [PaidRefund] = []
    /// Why the chain could not be read; `nil` if it could.
    public var gap: String?

    /// The most differences, and the most payments, that are kept for showing: a screen of each.
    static let mostShown = 50

    /// What the books hold, by where it stands.
    public struct Sums: Hashable, Sendable {
        /// Credited to agents.
        public var credited: UInt128 = 0
        /// Waits for a person.
        public var inReview: UInt128 = 0
        /// Refused by a person.
        public var refused: UInt128 = 0
        /// About to be paid back.
        public var refunding: UInt128 = 0
        /// Paid back.
        public var refunded: UInt128 = 0

        /// All of it.
        public var total: UInt128 { credited + inReview + refused + refunding + refunded }

        mutating func add(_ amount: UInt64, in state: DepositState) {
            let amount = UInt128(amount)
            switch state {
            case .open: inReview += amount
            case .credited: credited += amount
            case .refused: refused += amount
            case .refunding: refunding += amount
            case .refunded: refunded += amount
            }
        }
    }

    /// What went in by the chain, less what the books and sweeps account for.
    public var difference: Int128 { Int128(received) - Int128(booked.total) - Int128(own) }

    /// What the comparison came to.
    public var outcome: Outcome {
        if differenceCount > 0 || gap == nil && difference != 0 { return .different }
        return gap.map(Outcome.unknown) ?? .equal
    }

    init(account: Address, asset: Asset, slots: ClosedRange<UInt64>) {
        self.account = account
        self.asset = asset
        self.slots = slots
    }

    mutating func note(_ difference: ReconciliationDifference) {
        differenceCount += 1
        if differences.count < Self.mostShown { differences.append(difference) }
    }

    mutating func note(_ payment: OutgoingPayment) {
        paymentCount += 1
        if payments.count < Self.mostShown { payments.append(payment) }
    }
}

/// A deposit that the books and the chain tell differently.
public struct ReconciliationDifference: Hashable, Sendable {
    /// How they differ. Raw values are served, so append-only.
    public enum Kind: String, Hashable, Sendable {
        /// Money arrived that the books do not know: nobody has verified it yet, or it was refused.
        case missingInBooks = "missing_in_books"
        /// The books hold what the chain does not show.
        case missingOnChain = "missing_on_chain"
        /// The amounts differ.
        case otherAmount = "other_amount"
        /// The books hold it at another token account.
        case otherAccount = "other_account"
    }

    /// How they differ.
    public var kind: Kind
    /// The transaction.
    public var signature: Signature
    /// The transfer; `nil` for a gain that no transfer explains.
    public var path: EventPath?
    /// The slot it landed in, by the chain if that knows it.
    public var slot: UInt64
    /// What arrived, by the chain; `nil` if nothing did.
    public var onChain: UInt64?
    /// What the books say; `nil` if they do not know the deposit or its amount.
    public var inBooks: UInt64?
    /// Where it stands in the books.
    public var state: DepositState?
}

/// Tokens that left an account.
public struct OutgoingPayment: Hashable, Sendable {
    /// The transaction.
    public var signature: Signature
    /// The transfer; `nil` for a loss that no call shows.
    public var path: EventPath?
    /// The slot it landed in.
    public var slot: UInt64
    /// Base units.
    public var amount: UInt64
    /// The token account that received; `nil` if nobody did.
    public var destination: Address?
}
