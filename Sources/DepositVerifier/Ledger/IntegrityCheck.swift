/// Recomputes accounts from their entries, which are fed in order, and notes what does not add up.
package struct IntegrityCheck {
    /// The stored row of an account, to be compared with what its entries say.
    package struct AccountRow: Sendable {
        /// Base units.
        package var balance: Int64
        /// Number of entries.
        package var sequence: Int64
        /// Hash of the last entry.
        package var head: [UInt8]

        /// A row from its parts.
        package init(balance: Int64, sequence: Int64, head: [UInt8]) {
            self.balance = balance
            self.sequence = sequence
            self.head = head
        }
    }

    /// The credited deposit that names an entry as its own.
    package struct DepositRow: Sendable {
        /// The deposit's idempotency key, rebuilt from its own columns.
        package var idem: String
        /// Base units.
        package var amount: Int64?

        /// A row from its parts.
        package init(idem: String, amount: Int64?) {
            self.idem = idem
            self.amount = amount
        }
    }

    private var accounts: [EntryRow.Account: AccountRow]
    private var walked: [EntryRow.Account: Walk] = [:]
    private var matchedDeposits = 0
    private var differences: [LedgerDifference] = []

    private struct Walk {
        var sum: Int128 = 0
        var sequence: Int64 = 0
        var head = EntryRow.birth
    }

    /// A check of these accounts.
    package init(accounts: [EntryRow.Account: AccountRow]) {
        self.accounts = accounts
    }

    /// Notes a difference that the store itself found.
    package mutating func note(_ check: LedgerDifference.Check, _ detail: String) {
        differences.append(LedgerDifference(check: check, detail: detail))
    }

    /// Takes the next entry of its account, with the deposit that names it.
    package mutating func take(_ entry: EntryRow, deposit: DepositRow?) {
        let name = Self.name(entry.account) + ", entry \(entry.sequence)"
        var walk = walked[entry.account] ?? Walk()
        walk.sum += Int128(entry.amount)
        if entry.sequence - 1 != walk.sequence {
            note(.sequence, "\(name): follows entry \(walk.sequence)")
        }
        if Int128(entry.balanceAfter) != walk.sum {
            note(.balance, "\(name): balance \(entry.balanceAfter), sum of entries \(walk.sum)")
        }
        walk.head = EntryRow.head(after: walk.head, text: Array(entry.canonicalText.utf8))
        if walk.head != entry.hash { note(.chain, "\(name): its hash does not follow") }
        // Go on from what is stored: one altered entry is one difference, not all after it.
        walk.head = entry.hash
        walk.sequence = entry.sequence
        walked[entry.account] = walk
        guard entry.kind == EntryKind.deposit.rawValue else { return }
        guard let deposit else { return note(.deposit, "\(name): no deposit names it") }
        matchedDeposits += 1
        if deposit.idem != entry.idem { note(.deposit, "\(name): belongs to another deposit") }
        if deposit.amount != entry.amount {
            note(.deposit, "\(name): its deposit has another amount")
        }
    }

    /// Compares accounts with what their entries said.
    ///
    /// - Parameter creditedDeposits: how many deposits the store holds as credited.
    package mutating func finish(creditedDeposits: Int) -> [LedgerDifference] {
        for account in Set(accounts.keys).union(walked.keys).sorted(by: Self.order) {
            let name = Self.name(account)
            let walk = walked[account] ?? Walk()
            guard let stored = accounts[account] else {
                note(.balance, "\(name): has entries but no balance")
                continue
            }
            if Int128(stored.balance) != walk.sum {
                note(.balance, "\(name): balance \(stored.balance), sum of entries \(walk.sum)")
            }
            if stored.sequence != walk.sequence {
                note(.sequence, "\(name): \(stored.sequence) entries, last is \(walk.sequence)")
            }
            if stored.head != walk.head { note(.chain, "\(name): head is not the last hash") }
        }
        if creditedDeposits != matchedDeposits {
            note(
                .deposit,
                "\(creditedDeposits) deposits are credited, \(matchedDeposits) entries have one")
        }
        return differences
    }

    private static func name(_ account: EntryRow.Account) -> String {
        "agent \(account.agent), asset \(account.asset)"
    }

    private static func order(_ left: EntryRow.Account, _ right: EntryRow.Account) -> Bool {
        (left.agent, left.asset) < (right.agent, right.asset)
    }
}
