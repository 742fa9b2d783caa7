/// The part of the books that spends: funds are reserved first and paid when the cost is known.
///
/// A hold ends once, as captured, released or expired. Cost beyond the hold is taken from what is
/// available; what that lacks becomes debt, which everything that becomes available pays first.
public protocol Holds: Sendable {
    /// Reserves funds, durably. Asking again with the same key, account and amount changes nothing.
    ///
    /// - Throws: `.unknownAgent`, `.inconsistent` for a token that the books have never seen, a key
    ///   that stands for another hold, an amount of zero or beyond 2⁶³−1, or a malformed identifier.
    func authorise(_ request: HoldRequest) async throws(LedgerError) -> HoldOutcome

    /// Raises the cost that is known so far, which an expiry captures. A settled hold stays as it is.
    ///
    /// - Returns: the hold as it is now.
    /// - Throws: `.unknownHold`, `.inconsistent` for a cost beyond 10¹⁵.
    func report(progress: UInt64, of hold: HoldKey) async throws(LedgerError) -> Hold

    /// Ends a hold, or says how it ended. Cost that comes after expiry is paid like any other,
    /// less what the expiry captured.
    ///
    /// - Returns: the hold as it is now.
    /// - Throws: `.unknownHold`, `.inconsistent` if it ended otherwise or for a cost beyond 10¹⁵.
    func settle(
        _ hold: HoldKey, as settlement: HoldSettlement
    ) async throws(LedgerError) -> Hold

    /// Ends the oldest open holds that expire at `time` or before, at most `limit` of them: each
    /// pays the cost known so far. One that cannot end stays open and keeps no other from ending.
    ///
    /// - Returns: the holds that ended now.
    func expireHolds(until time: Int64, limit: Int) async throws(LedgerError) -> [Hold]

    /// The hold of this key, if there is one.
    func hold(_ key: HoldKey) async throws(LedgerError) -> Hold?
}

/// What names a hold: an identifier of the caller's choice, unique for the agent.
public struct HoldKey: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// 1 to 64 characters `[A-Za-z0-9._-]`, such as the request's UUID.
    public var id: String

    /// A key from its parts.
    public init(agent: String, id: String) {
        self.agent = agent
        self.id = id
    }
}

/// Funds to reserve.
public struct HoldRequest: Hashable, Sendable {
    /// Whose account.
    public var account: LedgerAccount
    /// 1 to 64 characters `[A-Za-z0-9._-]`, unique for the agent.
    public var id: String
    /// Base units, from 1 to 2⁶³−1.
    public var amount: UInt64
    /// Which instance works on it: 1 to 64 printable ASCII characters.
    public var owner: String
    /// When it expires, in microseconds since 1970 UTC.
    public var expiresAt: Int64

    /// A request from its parts.
    public init(
        account: LedgerAccount, id: String, amount: UInt64, owner: String, expiresAt: Int64
    ) {
        self.account = account
        self.id = id
        self.amount = amount
        self.owner = owner
        self.expiresAt = expiresAt
    }

    /// The hold's key.
    public var key: HoldKey { HoldKey(agent: account.agent, id: id) }
}

/// What became of a request to reserve funds.
public enum HoldOutcome: Hashable, Sendable {
    /// Reserved now; what is available after it.
    case held(available: UInt64)
    /// Reserved before under this key; the hold as it is now.
    case existing(Hold)
    /// Not reserved: less is available, for instance nothing while there is debt.
    case insufficient(available: UInt64)
}

/// How a hold ends.
public enum HoldSettlement: Hashable, Sendable {
    /// Pays `cost` base units, zero included; `meta` is canonical JSON that the entry keeps.
    case capture(cost: UInt64, meta: String = EntryMeta.none)
    /// Pays nothing.
    case release
}

/// Where a hold stands. Raw values are stored, so append-only.
public enum HoldState: String, Hashable, Sendable {
    /// Funds are reserved.
    case open
    /// Its cost was paid, or became debt.
    case captured
    /// Nothing was to pay.
    case released
    /// Nobody settled it in time; the cost known then was paid.
    case expired
}

/// A reservation of funds as the books know it.
public struct Hold: Hashable, Sendable {
    /// Whose account.
    public var account: LedgerAccount
    /// Unique for the agent.
    public var id: String
    /// What was reserved, in base units.
    public var amount: UInt64
    /// Where it stands.
    public var state: HoldState
    /// Cost known while it was open, in base units.
    public var progress: UInt64
    /// What it came to, in base units.
    public var cost: UInt64
    /// What of the cost was paid at once; the rest became debt.
    public var captured: UInt64
    /// Which instance works on it.
    public var owner: String
    /// Microseconds since 1970 UTC.
    public var expiresAt: Int64
    /// Microseconds since 1970 UTC.
    public var createdAt: Int64

    /// A hold from its parts.
    public init(
        account: LedgerAccount, id: String, amount: UInt64, state: HoldState, progress: UInt64,
        cost: UInt64, captured: UInt64, owner: String, expiresAt: Int64, createdAt: Int64
    ) {
        self.account = account
        self.id = id
        self.amount = amount
        self.state = state
        self.progress = progress
        self.cost = cost
        self.captured = captured
        self.owner = owner
        self.expiresAt = expiresAt
        self.createdAt = createdAt
    }
}
