public import DepositProgram
public import SolanaCodec

/// The part of the books where a person decides about deposits that wait.
///
/// Every deposit that waits ends exactly once: assigned or claimed (credited), refused, or refunded.
/// Whoever is first wins, across processes; every decision stays, with who made it and why.
public protocol ReviewQueue: Sendable {
    /// A deposit and what was decided about it; `nil` if the books do not know it.
    func review(of deposit: DepositID) async throws(LedgerError) -> Review?

    /// Deposits that are on their way back, the oldest first, at most `limit` of them.
    func refunds(limit: Int) async throws(LedgerError) -> [DepositRecord]

    /// Decides about a deposit. The same decision again changes nothing.
    ///
    /// - Throws: `.unknownDeposit`, `.unknownCode`, `.codeClosed`; `.inconsistent` for an amount that
    ///   is unknown or more than the token account received and neither was credited nor goes back,
    ///   and for a malformed text.
    func decide(_ decision: ReviewDecision) async throws(LedgerError) -> ReviewOutcome
}

/// What a person decides about one deposit.
public struct ReviewDecision: Hashable, Sendable {
    /// What becomes of it.
    public enum Action: Hashable, Sendable {
        /// It is the agent's who owns this code, and credited to him.
        case assign(DepositCode)
        /// It is nobody's.
        case refuse
        /// It goes back: a refund is about to exist that this wallet of the treasury may sign.
        case beginRefund(by: Address)
        /// It went back, by this transaction.
        case completeRefund(Signature)
    }

    /// Which deposit.
    public var deposit: DepositID
    /// What becomes of it.
    public var action: Action
    /// Who decides: 1 to 64 printable ASCII characters.
    public var person: String
    /// Why, for those who come later: 1 to 500 characters on one line.
    public var reason: String

    /// A decision from its parts.
    public init(deposit: DepositID, action: Action, person: String, reason: String) {
        self.deposit = deposit
        self.action = action
        self.person = person
        self.reason = reason
    }
}

/// What became of a decision.
public enum ReviewOutcome: Hashable, Sendable {
    /// It stands.
    case decided
    /// It had been made before.
    case duplicate
    /// Another was first; where the deposit stands.
    case settled(DepositState)
}

/// A deposit and what was decided about it.
public struct Review: Hashable, Sendable {
    /// The deposit.
    public var deposit: DepositRecord
    /// Net change of its token account in its transaction; `nil` if the books were not told.
    public var received: UInt64?
    /// Decisions, the oldest first.
    public var decisions: [RecordedDecision]

    /// A review from its parts.
    public init(deposit: DepositRecord, received: UInt64?, decisions: [RecordedDecision]) {
        self.deposit = deposit
        self.received = received
        self.decisions = decisions
    }
}

/// A decision as the books keep it.
public struct RecordedDecision: Hashable, Sendable {
    /// What became of the deposit.
    public var state: DepositState
    /// The code it was assigned to, the wallet that signs its refund, or the transaction that paid it
    /// back; `nil` if none of these.
    public var detail: String?
    /// Who decided.
    public var person: String
    /// Why.
    public var reason: String
    /// Microseconds since 1970 UTC.
    public var createdAt: Int64

    /// A decision from its parts.
    public init(
        state: DepositState, detail: String?, person: String, reason: String, createdAt: Int64
    ) {
        self.state = state
        self.detail = detail
        self.person = person
        self.reason = reason
        self.createdAt = createdAt
    }
}
