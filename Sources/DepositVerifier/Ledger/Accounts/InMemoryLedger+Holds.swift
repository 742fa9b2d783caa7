import DepositProgram
import SolanaCodec

extension InMemoryLedger {
    /// What names a hold in the books.
    struct HoldID: Hashable {
        var agent: Int64
        var id: String
    }

    /// The account as it stands, to work on.
    func book(_ account: EntryRow.Account, of agent: String) -> AccountBook {
        AccountBook(account, agent: agent, stored: accounts[account])
    }

    /// The account of these names; `nil` if there is no such agent or token.
    func book(_ names: LedgerAccount) throws(LedgerError) -> AccountBook? {
        guard let agent = agentNumber(names.agent) else {
            throw LedgerRules.unknownAgent(names.agent)
        }
        let asset = assetNumbers[AssetKey(genesis: names.genesis, mint: names.mint)]
        return asset.map { book(EntryRow.Account(agent: agent, asset: $0), of: names.agent) }
    }

    /// Makes the work on an account part of the books.
    func keep(_ book: AccountBook, deposits: [DepositRecord] = []) {
        guard book.stored != book.state else { return }
        accounts[book.account] = book.state
        for entry in book.entries {
            let deposit = deposits.first { LedgerRules.idempotencyKey($0.id) == entry.idem }
            journal[book.account, default: []].append(JournalLine(entry: entry, deposit: deposit))
        }
    }

    func hold(_ row: HoldRow) -> Hold? {
        guard let (agent, asset) = names(of: row.account) else { return nil }
        return row.hold(
            of: LedgerAccount(agent: agent, genesis: asset.key.genesis, mint: asset.key.mint))
    }

    private func holdID(_ key: HoldKey) throws(LedgerError) -> HoldID {
        guard let agent = agentNumber(key.agent) else { throw LedgerRules.unknownHold(key.id) }
        return HoldID(agent: agent, id: key.id)
    }

    private func row(_ id: HoldID) throws(LedgerError) -> HoldRow {
        guard let row = holds[id] else { throw LedgerRules.unknownHold(id.id) }
        return row
    }

    /// The hold of a row that the books have, so its names are there, too.
    private func known(_ row: HoldRow) throws(LedgerError) -> Hold {
        guard let hold = hold(row) else { throw LedgerRules.unknownHold(row.id) }
        return hold
    }
}

extension InMemoryLedger: Holds {
    /// Reserves funds.
    public func authorise(_ request: HoldRequest) throws(LedgerError) -> HoldOutcome {
        try LedgerRules.check(request)
        guard var book = try book(request.account) else {
            throw LedgerRules.unknownAsset(request.account)
        }
        let existing = holds[HoldID(agent: book.account.agent, id: request.id)]
        switch try book.authorise(request, existing: existing, createdAt: now()) {
        case .existing(let row):
            return .existing(try known(row))
        case .insufficient:
            return .insufficient(available: UInt64(clamping: book.state.available))
        case .held(let row):
            keep(book)
            holds[HoldID(agent: row.account.agent, id: row.id)] = row
            return .held(available: UInt64(clamping: book.state.available))
        }
    }

    /// Raises the cost that is known so far.
    public func report(progress: UInt64, of key: HoldKey) throws(LedgerError) -> Hold {
        try LedgerRules.check(key)
        let progress = try LedgerRules.cost(progress)
        let id = try holdID(key)
        var row = try row(id)
        if row.state == .open { row.progress = max(row.progress, progress) }
        holds[id] = row
        return try known(row)
    }

    /// Ends a hold.
    public func settle(
        _ key: HoldKey, as settlement: HoldSettlement
    ) throws(LedgerError) -> Hold {
        try LedgerRules.check(key)
        try LedgerRules.check(settlement)
        let id = try holdID(key)
        var row = try row(id)
        var book = book(row.account, of: key.agent)
        if try book.settle(&row, as: settlement, createdAt: now()) {
            keep(book)
            holds[id] = row
        }
        return try known(row)
    }

    /// Ends holds that nobody settled.
    public func expireHolds(until time: Int64, limit: Int) throws(LedgerError) -> [Hold] {
        let overdue = holds.filter { $0.value.state == .open && $0.value.expiresAt <= time }
            .sorted { left, right in
                if left.value.expiresAt != right.value.expiresAt {
                    return left.value.expiresAt < right.value.expiresAt
                }
                if left.key.agent != right.key.agent { return left.key.agent < right.key.agent }
                return left.key.id.utf8.lexicographicallyPrecedes(right.key.id.utf8)
            }
        let createdAt = now()
        var books: [EntryRow.Account: AccountBook] = [:]
        var ended: [(id: HoldID, row: HoldRow)] = []
        for (id, row) in overdue.prefix(max(0, limit)) {
            var row = row
            let agent = names(of: row.account)?.agent ?? ""
            let isEnded = books[row.account, default: book(row.account, of: agent)].expire(
                &row, createdAt: createdAt)
            if isEnded { ended.append((id, row)) }
        }
        for book in books.values { keep(book) }
        for (id, row) in ended { holds[id] = row }
        return ended.compactMap { hold($0.row) }
    }

    /// The hold of this key.
    public func hold(_ key: HoldKey) throws(LedgerError) -> Hold? {
        guard (try? LedgerRules.check(key)) != nil, let agent = agentNumber(key.agent) else {
            return nil
        }
        return holds[HoldID(agent: agent, id: key.id)].flatMap(hold)
    }
}
