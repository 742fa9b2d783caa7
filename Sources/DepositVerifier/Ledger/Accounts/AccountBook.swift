/// One account while an operation works on it: what is decided here once, every store only writes.
///
/// Always `0 ≤ held ≤ balance`, and there is debt only while nothing is available: whatever becomes
/// available pays it first.
package struct AccountBook: Hashable, Sendable {
    /// The row of an account.
    package struct State: Hashable, Sendable {
        /// Base units, held ones included.
        package var balance: Int64
        /// Base units reserved by open holds.
        package var held: Int64
        /// Base units that were spent without being there.
        package var debt: Int64
        /// Number of entries.
        package var sequence: Int64
        /// Hash of the last entry.
        package var head: [UInt8]

        /// A row from its parts.
        package init(balance: Int64, held: Int64, debt: Int64, sequence: Int64, head: [UInt8]) {
            self.balance = balance
            self.held = held
            self.debt = debt
            self.sequence = sequence
            self.head = head
        }

        /// The row of an account without entries.
        package static let birth = State(
            balance: 0, held: 0, debt: 0, sequence: 0, head: EntryRow.birth)

        /// What may be spent, in base units.
        package var available: Int64 { balance - held }
    }

    /// The account.
    package let account: EntryRow.Account
    /// Whose it is, for sentences.
    package let agent: String
    /// The row as it was read; `nil` if there is none yet.
    package let stored: State?
    /// The row as it will be.
    package private(set) var state: State
    /// Entries to write, in order.
    package private(set) var entries: [EntryRow] = []

    /// A book of the row as it was read.
    package init(_ account: EntryRow.Account, agent: String, stored: State?) {
        self.account = account
        self.agent = agent
        self.stored = stored
        state = stored ?? .birth
    }

    // MARK: Changes, each of which leaves the rules in force

    /// Adds what an agent receives, and pays debt from it.
    ///
    /// - Returns: the entry's number.
    /// - Throws: `.inconsistent` if the balance would leave 63 bits.
    @discardableResult
    package mutating func receive(_ line: Line) throws(LedgerError) -> Int64 {
        try append(line, amount: line.amount)
        let sequence = state.sequence
        try payDebt(after: line)
        return sequence
    }

    /// Takes what is available, up to the line's amount; the rest becomes debt.
    ///
    /// - Returns: what was taken.
    /// - Throws: `.inconsistent` if the debt would leave 63 bits.
    mutating func charge(_ line: Line) throws(LedgerError) -> Int64 {
        let taken = min(line.amount, state.available)
        if taken > 0 { try append(line, amount: -taken) }
        let (debt, overflow) = state.debt.addingReportingOverflow(line.amount - taken)
        guard !overflow else { throw LedgerRules.overflow(agent) }
        state.debt = debt
        try payDebt(after: line)
        return taken
    }

    /// Reserves funds if they are available.
    mutating func reserve(_ amount: Int64) -> Bool {
        guard amount <= state.available else { return false }
        state.held += amount
        return true
    }

    /// Ends a reservation.
    ///
    /// - Throws: `.corrupt` if less is held.
    mutating func free(_ amount: Int64) throws(LedgerError) {
        guard amount <= state.held else {
            throw LedgerError(.corrupt, "the account of \(agent) holds less than its open holds")
        }
        state.held -= amount
    }

    /// What an entry says apart from the account's state.
    package struct Line: Hashable, Sendable {
        package var amount: Int64
        package var kind: EntryKind
        package var contra: SystemAccount
        package var idem: String
        package var meta: String = EntryMeta.none
        package var createdAt: Int64
    }

    /// Pays debt from what is available.
    mutating func payDebt(after line: Line) throws(LedgerError) {
        let payment = min(state.debt, state.available)
        guard payment > 0 else { return }
        state.debt -= payment
        let line = Line(
            amount: payment, kind: .debtPaid, contra: .revenue, idem: "debt:\(line.idem)",
            createdAt: line.createdAt)
        try append(line, amount: -payment)
    }

    private mutating func append(_ line: Line, amount: Int64) throws(LedgerError) {
        let (balance, overflow) = state.balance.addingReportingOverflow(amount)
        let (sequence, isLast) = state.sequence.addingReportingOverflow(1)
        guard !overflow, !isLast else { throw LedgerRules.overflow(agent) }
        var entry = EntryRow(
            account: account, sequence: sequence, amount: amount, balanceAfter: balance,
            kind: line.kind.rawValue, contra: line.contra.rawValue, idem: line.idem,
            meta: line.meta, createdAt: line.createdAt, hash: [])
        entry.hash = EntryRow.head(after: state.head, text: Array(entry.canonicalText.utf8))
        (state.balance, state.sequence, state.head) = (balance, sequence, entry.hash)
        entries.append(entry)
    }
}

extension AccountBook.Line {
    /// The entry of a deposit.
    package init(
        crediting credit: PostingPlan.Credit, of findings: TransactionFindings, createdAt: Int64
    ) {
        let id = DepositID(
            genesis: findings.genesis, signature: findings.signature, path: credit.fact.path)
        self.init(
            amount: credit.amount, kind: .deposit, contra: .vault,
            idem: LedgerRules.idempotencyKey(id), createdAt: createdAt)
    }
}
