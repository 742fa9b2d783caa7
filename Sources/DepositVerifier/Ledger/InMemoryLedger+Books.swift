public import SolanaCodec

extension InMemoryLedger: LedgerBooks {
    /// A page of balances.
    public func balances(
        agent: String?, after last: LedgerAccount?, limit: Int
    ) throws(LedgerError) -> [AgentBalance] {
        let start = last.flatMap(number).map { ($0.agent, $0.asset) }
        let inOrder = accounts.map { ($0.key, $0.value) }.sorted {
            ($0.0.agent, $0.0.asset) < ($1.0.agent, $1.0.asset)
        }
        let all = inOrder.compactMap { account, state -> AgentBalance? in
            if let start, (account.agent, account.asset) <= start { return nil }
            guard let (name, asset) = names(of: account),
                agent.map({ $0.utf8.elementsEqual(name.utf8) }) ?? true
            else { return nil }
            return AgentBalance(
                agent: name, genesis: asset.key.genesis, mint: asset.key.mint,
                symbol: asset.symbol, decimals: asset.decimals,
                balance: UInt64(clamping: state.balance), held: UInt64(clamping: state.held),
                debt: UInt64(clamping: state.debt), entryCount: UInt64(clamping: state.sequence),
                head: state.head)
        }
        return Array(all.prefix(max(0, limit)))
    }

    /// Entries of an account by their numbers.
    public func entries(
        of account: LedgerAccount, numbered numbers: ClosedRange<UInt64>
    ) throws(LedgerError) -> [Entry] {
        guard let key = number(account) else { return [] }
        let lines = journal[key] ?? []
        return lines.filter { numbers.contains(UInt64(clamping: $0.entry.sequence)) }
            .compactMap(entry)
    }

    private func entry(_ line: JournalLine) -> Entry? {
        let row = line.entry
        guard let (agent, asset) = names(of: row.account),
            let kind = EntryKind(rawValue: row.kind),
            let contra = SystemAccount(rawValue: row.contra)
        else { return nil }
        return Entry(
            sequence: UInt64(clamping: row.sequence), agent: agent, kind: kind, contra: contra,
            genesis: asset.key.genesis, mint: asset.key.mint, symbol: asset.symbol,
            decimals: asset.decimals, amount: row.amount,
            balanceAfter: UInt64(clamping: row.balanceAfter), deposit: line.deposit?.id,
            code: line.deposit?.code, key: row.idem, meta: row.meta, createdAt: row.createdAt)
    }

    /// The account's key. A malformed name is nobody's; it might equal one as a `String`, though not
    /// in bytes.
    private func number(_ account: LedgerAccount) -> EntryRow.Account? {
        guard (try? LedgerRules.checkAgent(account.agent)) != nil,
            let agent = agentNumber(account.agent),
            let asset = assetNumbers[AssetKey(genesis: account.genesis, mint: account.mint)]
        else { return nil }
        return EntryRow.Account(agent: agent, asset: asset)
    }

    /// The clusters that the books know.
    public func clusters() throws(LedgerError) -> [Blockhash] {
        var seen: Set<Blockhash> = []
        return assets.map(\.key.genesis).filter { seen.insert($0).inserted }
    }

    /// The oldest deposits that wait for a person first.
    public func openReviews(
        after last: DepositRecord?, limit: Int
    ) throws(LedgerError) -> [DepositRecord] {
        deposits(in: .open, after: last, limit: limit)
    }

    /// Deposits that stand so, the oldest first.
    func deposits(
        in state: DepositState, after last: DepositRecord? = nil, limit: Int
    ) -> [DepositRecord] {
        let standing = transactions.values.flatMap { $0.deposits.values.map(\.record) }
            .filter { $0.state == state }
        let oldestFirst = standing.sorted(by: Self.isOlder)
            .drop { record in last.map { !Self.isOlder($0, record) } ?? false }
        return oldestFirst.prefix(max(0, limit)).map(named)
    }

    private static func isOlder(_ left: DepositRecord, _ right: DepositRecord) -> Bool {
        if left.slot != right.slot { return left.slot < right.slot }
        if left.id.signature != right.id.signature {
            return left.id.signature.fixedBytes < right.id.signature.fixedBytes
        }
        if left.id.path != right.id.path {
            return left.id.path.description.utf8.lexicographicallyPrecedes(
                right.id.path.description.utf8)
        }
        return left.id.genesis.fixedBytes < right.id.genesis.fixedBytes
    }

    /// Recomputes every sum and every hash.
    public func verifyIntegrity() throws(LedgerError) -> [LedgerDifference] {
        var check = IntegrityCheck(accounts: accounts.mapValues(IntegrityCheck.AccountRow.init))
        for line in journal.values.joined() {
            let deposit = line.deposit.map { record in
                IntegrityCheck.DepositRow(
                    idem: LedgerRules.idempotencyKey(record.id),
                    amount: record.amount.flatMap(LedgerRules.storable),
                    owner: record.code.flatMap { records[$0] }.flatMap { agentNumber($0.agent) })
            }
            check.take(line.entry, deposit: deposit)
        }
        for hold in holds.values { check.take(hold) }
        for deposit in transactions.values.flatMap(\.deposits.values) {
            check.take(fate(of: deposit))
        }
        return check.finish()
    }

    private func fate(of deposit: PostedDeposit) -> IntegrityCheck.Fate {
        let record = deposit.record
        return IntegrityCheck.Fate(
            genesis: record.id.genesis, signature: record.id.signature,
            path: record.id.path.description, tokenGenesis: record.id.genesis,
            destination: record.destination,
            state: record.state.rawValue, amount: record.amount.flatMap(LedgerRules.storable),
            received: deposit.received, isAssigned: deposit.isAssigned,
            decisions: Set((decisions[record.id] ?? []).map(\.state.rawValue)))
    }

    func names(of account: EntryRow.Account) -> (agent: String, asset: Asset)? {
        let (agent, asset) = (Int(account.agent) - 1, Int(account.asset) - 1)
        guard agents.indices.contains(agent), assets.indices.contains(asset) else { return nil }
        return (agents[agent], assets[asset])
    }
}
