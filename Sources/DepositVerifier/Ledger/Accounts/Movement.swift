/// The part of the books where an operator moves an agent's funds by hand.
public protocol Movements: Sendable {
    /// Books one movement, once: the identifier is unique for the account.
    ///
    /// - Throws: `.unknownAgent`; `.inconsistent` for a token that the books have never seen, an
    ///   identifier that stands for another movement, an amount of zero, a sum beyond 2⁶³−1, or a
    ///   malformed identifier or text.
    func book(_ movement: Movement) async throws(LedgerError) -> MovementOutcome
}

/// An entry that a person or a service books.
public struct Movement: Hashable, Sendable {
    /// What kind of movement.
    public enum Kind: Hashable, Sendable {
        /// Gives back what was paid for a service.
        case refund
        /// Tokens leave the treasury for the agent.
        case withdrawal
        /// Corrects the account upwards.
        case increase(from: SystemAccount)
        /// Corrects the account downwards.
        case decrease(to: SystemAccount)
    }

    /// Whose account.
    public var account: LedgerAccount
    /// What kind.
    public var kind: Kind
    /// Base units, from 1 to 2⁶³−1.
    public var amount: UInt64
    /// 1 to 64 characters `[A-Za-z0-9._-]`.
    public var id: String
    /// Canonical JSON that the entry keeps, for instance who decided and why.
    public var meta: String

    /// A movement from its parts.
    public init(
        account: LedgerAccount, kind: Kind, amount: UInt64, id: String,
        meta: String = EntryMeta.none
    ) {
        self.account = account
        self.kind = kind
        self.amount = amount
        self.id = id
        self.meta = meta
    }
}

/// What became of a movement.
public enum MovementOutcome: Hashable, Sendable {
    /// Booked now.
    case booked
    /// Had been booked before.
    case duplicate
    /// Not booked: less is available.
    case insufficient(available: UInt64)
}

/// The text that an entry keeps beside its amounts.
public enum EntryMeta {
    /// An empty JSON object.
    public static let none = "{}"
    /// The longest text, in bytes: a page of notes, no document.
    public static let longest = 4_096
}
