/// Recomputes accounts from their entries, which are fed in order, and notes what does not add up.
///
/// That both sides of the books sum to zero needs no check: each entry is one row, and the view of
/// its two postings gives that row's amount once with either sign.
package struct IntegrityCheck {
    /// The stored row of an account, to be compared with what its entries say.
    package struct AccountRow: Sendable {
        /// Base units.
        package var balance: Int64
        /// Base units.
        package var held: Int64
        /// Base units.
        package var debt: Int64
        /// Number of entries.
        package var sequence: Int64
        /// Hash of the last entry.
        package var head: [UInt8]

        /// A row from its parts.
        package init(_ state: AccountBook.State) {
            balance = state.balance
            held = state.held
            debt = state.debt
            sequence = state.sequence
            head = state.head
        }
    }

    /// The credited deposit that names an entry as its own.
    package struct DepositRow: Sendable {
        /// The deposit's idempotency key, rebuilt from its own columns.
        package var idem: String
        /// Base units.
        package var amount: Int64?
        /// The agent whose code it carries, or was assigned to.
        package var owner: Int64?

        /// A row from its parts.
        package init(idem: String, amount: Int64?, owner: Int64?) {
            self.idem = idem
            self.amount = amount
            self.owner = owner
        }
    }

    private var accounts: [EntryRow.Account: AccountRow]
    private var walked: [EntryRow.Account: Walk] = [:]
    private var reserved: [EntryRow.Account: Reserved] = [:]
    private var matchedDeposits = 0
    var creditedDeposits = 0
    /// The transaction whose deposits are being fed.
    var transaction: Transaction?
    private var differences: [LedgerDifference] = []

    private struct Walk {
        var sum: Int128 = 0
        var sequence: Int64 = 0
        var head = EntryRow.birth
        var debits: Int128 = 0
        var weighedDebits: UInt128 = 0
        var debtPaid: Int128 = 0
    }

    private struct Reserved {
        var open: Int128 = 0
        var captured: Int128 = 0
        var weighedCaptured: UInt128 = 0
        var owed: Int128 = 0
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
        if entry.kind == EntryKind.debit.rawValue {
            walk.debits -= Int128(entry.amount)
            // `hold:<id>` or `hold:<id>:late`.
            let parts = entry.idem.split(separator: ":", maxSplits: 2)
            walk.weighedDebits &-= weigh(entry.amount, of: parts.dropFirst().first ?? "")
        }
        if entry.kind == EntryKind.debtPaid.rawValue { walk.debtPaid -= Int128(entry.amount) }
        walked[entry.account] = walk
        guard entry.kind == EntryKind.deposit.rawValue else { return }
        guard let deposit else { return note(.deposit, "\(name): no deposit names it") }
        matchedDeposits += 1
        if deposit.idem != entry.idem { note(.deposit, "\(name): belongs to another deposit") }
        if deposit.amount != entry.amount {
            note(.deposit, "\(name): its deposit has another amount")
        }
        if deposit.owner != entry.account.agent {
            note(.deposit, "\(name): the code of its deposit is another agent's")
        }
    }

    /// Takes a hold, in any order.
    package mutating func take(_ hold: HoldRow) {
        var sums = reserved[hold.account] ?? Reserved()
        if hold.state == .open { sums.open += Int128(hold.amount) }
        sums.captured += Int128(hold.captured)
        sums.weighedCaptured &+= weigh(hold.captured, of: hold.id[...])
        sums.owed += Int128(hold.cost) - Int128(hold.captured)
        reserved[hold.account] = sums
    }

    /// Compares accounts with what their entries said, and entries with deposits.
    package mutating func finish() -> [LedgerDifference] {
        finishTransaction()
        for account in Set(accounts.keys).union(walked.keys).union(reserved.keys)
            .sorted(by: Self.order)
        {
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
            compare(stored, walk, reserved[account] ?? Reserved(), name)
        }
        if creditedDeposits != matchedDeposits {
            note(
                .deposit,
                "\(creditedDeposits) deposits are credited, \(matchedDeposits) entries have one")
        }
        return differences
    }

    private mutating func compare(
        _ stored: AccountRow, _ walk: Walk, _ holds: Reserved, _ name: String
    ) {
        if Int128(stored.held) != holds.open {
            note(.hold, "\(name): \(stored.held) is held, open holds have \(holds.open)")
        }
        if walk.debits != holds.captured {
            note(.hold, "\(name): holds captured \(holds.captured), debits are \(walk.debits)")
        }
        if walk.debits == holds.captured && walk.weighedDebits != holds.weighedCaptured {
            note(.hold, "\(name): a hold captured other than its debits")
        }
        if Int128(stored.debt) != holds.owed - walk.debtPaid {
            note(
                .debt,
                "\(name): debt \(stored.debt), of \(holds.owed) owed \(walk.debtPaid) was paid")
        }
        if stored.debt > 0 && stored.held < stored.balance {
            note(.debt, "\(name): debt \(stored.debt) while something is available")
        }
    }

    /// An amount times a number that nobody knows beforehand, another for each hold: sums over all
    /// holds agree only if each hold does, and nothing has to be kept for each.
    private func weigh(_ amount: Int64, of hold: Substring) -> UInt128 {
        var hasher = Hasher()
        hasher.combine(hold)
        let weight = UInt128(UInt64(bitPattern: Int64(hasher.finalize())))
        return UInt128(truncatingIfNeeded: amount) &* weight
    }

    private static func name(_ account: EntryRow.Account) -> String {
        "agent \(account.agent), asset \(account.asset)"
    }

    private static func order(_ left: EntryRow.Account, _ right: EntryRow.Account) -> Bool {
        (left.agent, left.asset) < (right.agent, right.asset)
    }
}
