#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

/// The rows that a group of operations works on, and what becomes of them.
///
/// Operations run on it one after the other, in memory and by the same rules as every other ledger.
/// Its rows are locked from reading to COMMIT.
struct WorkingSet {
    struct Asset {
        var id: Int64
        var decimals: UInt8
        var isNew = false
        var symbol = ""
    }

    struct Code {
        var record: CodeRecord
        var agent: Int64
    }

    /// A deposit to write, new or settled now.
    struct NewDeposit {
        var record: DepositRecord
        var operators: Int
        var received: Int64?
        var asset: Int64
        /// Whose it is and by which entry, if it is credited.
        var owner: (agent: Int64, sequence: Int64)?
        /// Where it stood before, if the books have it already.
        var stood: DepositState?
        /// Whether a person credits it.
        var isAssigned = false
    }

    struct NewDecision {
        var deposit: DepositID
        var decision: RecordedDecision
    }

    struct NewEventSet {
        var key: TransactionKey
        var digest: [UInt8]
        var slot: UInt64
        var createdAt: Int64
    }

    // What was read.
    var agents: [String: Int64] = [:]
    var assets: [AssetKey: Asset] = [:]
    var lastAsset: Int64 = 0
    var codes: [DepositCode: Code] = [:]
    var states: [EntryRow.Account: AccountBook.State] = [:]
    var eventSets: [TransactionKey: [UInt8]] = [:]
    var deposits: [TransactionKey: [EventPath: PriorPostings.Deposit]] = [:]
    /// How many operators told of a deposit.
    var operators: [TransactionKey: [EventPath: Int]] = [:]
    /// What was credited on one operator's word, if a cap counts.
    var singleOperator = SingleOperatorCredits()
    var holds: [HoldID: HoldRow] = [:]
    var holdNames: [HoldID: LedgerAccount] = [:]
    var movements: [EntryRow.Account: [String: EntryRow]] = [:]

    var reviews: [DepositID: Review] = [:]

    // What is to be written.
    var newDecisions: [NewDecision] = []
    var books: [EntryRow.Account: AccountBook] = [:]
    var newEventSets: [NewEventSet] = []
    var newDeposits: [NewDeposit] = []
    var newHolds: Set<HoldID> = []
    var changedHolds: Set<HoldID> = []
    /// The newest time of any operation that changed an account.
    var updatedAt: [EntryRow.Account: Int64] = [:]

    /// Runs an operation. One that fails leaves no trace: everything that can fail comes before
    /// everything that changes the set.
    mutating func run(
        _ operation: Operation, createdAt: Int64
    ) throws(LedgerError) -> Operation.Outcome {
        switch operation {
        case .post(let findings): .credits(try post(findings, createdAt))
        case .authorise(let request): .authorised(try authorise(request, createdAt))
        case .report(let progress, let key): .holds([try report(progress, key)])
        case .settle(let key, let settlement): .holds([try settle(key, settlement, createdAt)])
        case .expire(let keys, let time): .holds(expire(keys, time, createdAt))
        case .book(let movement): .booked(try book(movement, createdAt))
        case .decide(let decision): .decided(try decide(decision, createdAt))
        }
    }

    // MARK: Accounts

    func book(_ account: EntryRow.Account, of agent: String) -> AccountBook {
        books[account] ?? AccountBook(account, agent: agent, stored: states[account])
    }

    func account(_ names: LedgerAccount) throws(LedgerError) -> EntryRow.Account {
        guard let agent = agents[names.agent] else { throw LedgerRules.unknownAgent(names.agent) }
        guard let asset = assets[AssetKey(genesis: names.genesis, mint: names.mint)] else {
            throw LedgerRules.unknownAsset(names)
        }
        return EntryRow.Account(agent: agent, asset: asset.id)
    }

    mutating func keep(_ book: AccountBook, at time: Int64) {
        guard book != self.book(book.account, of: book.agent) else { return }
        books[book.account] = book
        updatedAt[book.account] = time
    }

    // MARK: Movements

    private mutating func book(
        _ movement: Movement, _ createdAt: Int64
    ) throws(LedgerError) -> MovementOutcome {
        let account = try account(movement.account)
        var book = book(account, of: movement.account.agent)
        let written = book.entries.first { $0.idem == movement.idem }
        let outcome = try book.book(
            movement, existing: written ?? movements[account]?[movement.idem],
            createdAt: createdAt)
        keep(book, at: createdAt)
        return outcome
    }

    // MARK: Holds

    private mutating func authorise(
        _ request: HoldRequest, _ createdAt: Int64
    ) throws(LedgerError) -> HoldOutcome {
        let account = try account(request.account)
        var book = book(account, of: request.account.agent)
        let id = HoldID(agent: account.agent, id: request.id)
        switch try book.authorise(request, existing: holds[id], createdAt: createdAt) {
        case .existing(let row): return .existing(row.hold(of: request.account))
        case .insufficient:
            return .insufficient(available: UInt64(clamping: book.state.available))
        case .held(let row):
            keep(book, at: createdAt)
            holds[id] = row
            holdNames[id] = request.account
            newHolds.insert(id)
            return .held(available: UInt64(clamping: book.state.available))
        }
    }

    private mutating func report(
        _ progress: UInt64, _ key: HoldKey
    ) throws(LedgerError) -> Hold {
        let progress = try LedgerRules.cost(progress)
        var (id, row, names) = try known(key)
        if row.state == .open && row.progress < progress {
            row.progress = progress
            change(id, to: row)
        }
        return row.hold(of: names)
    }

    private mutating func settle(
        _ key: HoldKey, _ settlement: HoldSettlement, _ createdAt: Int64
    ) throws(LedgerError) -> Hold {
        var (id, row, names) = try known(key)
        var book = book(row.account, of: key.agent)
        if try book.settle(&row, as: settlement, createdAt: createdAt) {
            keep(book, at: createdAt)
            change(id, to: row)
        }
        return row.hold(of: names)
    }

    /// Ends those that are still open and due: others may have been faster. One that cannot be ended
    /// keeps no other from it.
    private mutating func expire(_ keys: [HoldKey], _ time: Int64, _ createdAt: Int64) -> [Hold] {
        var ended: [Hold] = []
        for key in keys {
            guard let (id, stored, names) = try? known(key) else { continue }
            var row = stored
            guard row.state == .open, row.expiresAt <= time else { continue }
            var book = book(row.account, of: key.agent)
            guard book.expire(&row, createdAt: createdAt) else { continue }
            keep(book, at: createdAt)
            change(id, to: row)
            ended.append(row.hold(of: names))
        }
        return ended
    }

    private mutating func change(_ id: HoldID, to row: HoldRow) {
        holds[id] = row
        if !newHolds.contains(id) { changedHolds.insert(id) }
    }

    private func known(
        _ key: HoldKey
    ) throws(LedgerError) -> (id: HoldID, row: HoldRow, names: LedgerAccount) {
        guard let agent = agents[key.agent] else { throw LedgerRules.unknownHold(key.id) }
        let id = HoldID(agent: agent, id: key.id)
        guard let row = holds[id], let names = holdNames[id] else {
            throw LedgerRules.unknownHold(key.id)
        }
        return (id, row, names)
    }
}
#endif
