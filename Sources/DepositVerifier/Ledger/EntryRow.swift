import SolanaCodec

/// One row of the journal with the keys that stores use, and its place in the hash chain.
///
/// Chain: `head = SHA-256(previous head ‖ canonical text)`, 32 zero bytes before the first entry.
/// Canonical text: `v1|agent|asset|sequence|amount|balance after|kind|contra|created at|idem|meta`,
/// integers in decimal. Every store computes the same bytes, so books can be moved and compared.
package struct EntryRow: Hashable, Sendable {
    /// Which account: an agent's account for one asset.
    package struct Account: Hashable, Sendable {
        /// The agent's number.
        package var agent: Int64
        /// The asset's number.
        package var asset: Int64

        /// An account from both numbers.
        package init(agent: Int64, asset: Int64) {
            self.agent = agent
            self.asset = asset
        }
    }

    /// The head of an account without entries.
    package static let birth = [UInt8](repeating: 0, count: 32)

    /// The account.
    package var account: Account
    /// Number within the account, from 1.
    package var sequence: Int64
    /// Base units, positive to the agent.
    package var amount: Int64
    /// Base units after the entry.
    package var balanceAfter: Int64
    /// Raw `EntryKind`.
    package var kind: Int64
    /// The system account on the other side.
    package var contra: Int64
    /// What makes the entry unique.
    package var idem: String
    /// Canonical JSON.
    package var meta: String
    /// Microseconds since 1970 UTC.
    package var createdAt: Int64
    /// The chain's head after this entry.
    package var hash: [UInt8]

    /// A row from its parts.
    package init(
        account: Account, sequence: Int64, amount: Int64, balanceAfter: Int64, kind: Int64,
        contra: Int64, idem: String, meta: String, createdAt: Int64, hash: [UInt8]
    ) {
        self.account = account
        self.sequence = sequence
        self.amount = amount
        self.balanceAfter = balanceAfter
        self.kind = kind
        self.contra = contra
        self.idem = idem
        self.meta = meta
        self.createdAt = createdAt
        self.hash = hash
    }

    /// The text that the hash covers.
    package var canonicalText: String {
        "v1|\(account.agent)|\(account.asset)|\(sequence)|\(amount)|\(balanceAfter)|\(kind)"
            + "|\(contra)|\(createdAt)|\(idem)|\(meta)"
    }

    /// The head that follows `previous` with this canonical text.
    package static func head(after previous: [UInt8], text: [UInt8]) -> [UInt8] {
        SHA256.hash(previous + text).bytes
    }
}
