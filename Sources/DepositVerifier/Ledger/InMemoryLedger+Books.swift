import SolanaCodec

extension InMemoryLedger: LedgerBooks {
    /// Every balance.
    public func balances() throws(LedgerError) -> [AgentBalance] {
        let inOrder = accounts.sorted {
            ($0.key.agent, $0.key.asset) < ($1.key.agent, $1.key.asset)
        }
        return inOrder.compactMap { account, state in
            guard let (agent, asset) = names(of: account) else { return nil }
            return AgentBalance(
                agent: agent, genesis: asset.key.genesis, mint: asset.key.mint,
                symbol: asset.symbol, decimals: asset.decimals,
                balance: UInt64(clamping: state.balance), held: UInt64(clamping: state.held),
                debt: UInt64(clamping: state.debt), entryCount: UInt64(clamping: state.sequence),
                head: state.head)
        }
    }

    /// An agent's newest entries first.
    public func entries(agent: String, limit: Int) throws(LedgerError) -> [Entry] {
        // A malformed name is nobody's; it might equal one as a `String`, though not in bytes.
        guard (try? LedgerRules.checkAgent(agent)) != nil, let number = agentNumber(agent) else {
            return []
        }
        let own = journal.filter { $0.key.agent == number }.flatMap(\.value)
        let found = own.compactMap { line -> (row: EntryRow, entry: Entry)? in
            let row = line.entry
            guard let (_, asset) = names(of: row.account),
                let kind = EntryKind(rawValue: row.kind)
            else { return nil }
            let entry = Entry(
                sequence: UInt64(clamping: row.sequence), agent: agent, kind: kind,
                mint: asset.key.mint, symbol: asset.symbol, decimals: asset.decimals,
                amount: row.amount, balanceAfter: UInt64(clamping: row.balanceAfter),
                deposit: line.deposit?.id, code: line.deposit?.code, key: row.idem,
                meta: row.meta, createdAt: row.createdAt)
            return (row, entry)
        }
        let newestFirst = found.sorted { left, right in
            (right.row.createdAt, left.row.account.asset, right.row.sequence)
                < (left.row.createdAt, right.row.account.asset, left.row.sequence)
        }
        return newestFirst.prefix(max(0, limit)).map(\.entry)
    }

    /// The oldest deposits that wait for a person first.
    public func openReviews(limit: Int) throws(LedgerError) -> [DepositRecord] {
        deposits(in: .open, limit: limit)
    }

    /// Deposits that stand so, the oldest first.
    func deposits(in state: DepositState, limit: Int) -> [DepositRecord] {
        let open = transactions.values.flatMap { $0.deposits.values.map(\.record) }
            .filter { $0.state == state }
        let oldestFirst = open.sorted { left, right in
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
        return oldestFirst.prefix(max(0, limit)).map(named)
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
