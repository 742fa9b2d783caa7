/// A hold with the keys that stores use.
package struct HoldRow: Hashable, Sendable {
    /// The account.
    package var account: EntryRow.Account
    /// Unique for the agent.
    package var id: String
    /// Base units reserved.
    package var amount: Int64
    /// Where it stands.
    package var state: HoldState
    /// Cost known while it is open.
    package var progress: Int64
    /// What it came to.
    package var cost: Int64
    /// What of the cost was paid at once.
    package var captured: Int64
    /// Which instance works on it.
    package var owner: String
    /// Microseconds since 1970 UTC.
    package var expiresAt: Int64
    /// Microseconds since 1970 UTC.
    package var createdAt: Int64

    /// A row from its parts.
    package init(
        account: EntryRow.Account, id: String, amount: Int64, state: HoldState, progress: Int64,
        cost: Int64, captured: Int64, owner: String, expiresAt: Int64, createdAt: Int64
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

    /// The hold of this row, with the account's names.
    package func hold(of account: LedgerAccount) -> Hold {
        Hold(
            account: account, id: id, amount: UInt64(clamping: amount), state: state,
            progress: UInt64(clamping: progress), cost: UInt64(clamping: cost),
            captured: UInt64(clamping: captured), owner: owner, expiresAt: expiresAt,
            createdAt: createdAt)
    }

    /// What makes the entry of this hold unique, and what its late entry.
    var idem: String { "hold:\(id)" }
    var lateIdem: String { "hold:\(id):late" }
}
