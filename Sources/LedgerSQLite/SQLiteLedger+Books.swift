public import DepositVerifier
import DepositProgram
import SolanaCodec

extension SQLiteLedger: LedgerBooks {
    /// Every balance.
    public func balances() throws(LedgerError) -> [AgentBalance] {
        try connected().rows(
            """
            SELECT name, genesis, mint, symbol, decimals, balance, held, debt, seq, head
            FROM account
            JOIN agent ON agent.id = agent_id JOIN asset ON asset.id = asset_id
            ORDER BY agent_id, asset_id
            """
        ) { row throws(LedgerError) in
            AgentBalance(
                agent: try row.text(0), genesis: try row.blockhash(1), mint: try row.address(2),
                symbol: try row.text(3), decimals: try row.byte(4), balance: try row.count(5),
                held: try row.count(6), debt: try row.count(7), entryCount: try row.count(8),
                head: try row.blob(9))
        }
    }

    /// An agent's newest entries first.
    public func entries(agent: String, limit: Int) throws(LedgerError) -> [Entry] {
        try connected().rows(
            """
            SELECT entry.seq, name, kind, mint, symbol, decimals, entry.amount, balance_after,
              entry.created_at, idem, meta, deposit.genesis, signature, path, code
            FROM entry JOIN agent ON agent.id = entry.agent_id
            JOIN asset ON asset.id = entry.asset_id
            LEFT JOIN deposit ON deposit.agent_id = entry.agent_id
              AND deposit.asset_id = entry.asset_id AND deposit.entry_seq = entry.seq
            WHERE name = ?1
            ORDER BY entry.created_at DESC, entry.asset_id, entry.seq DESC LIMIT ?2
            """, [.text(agent), .integer(Int64(max(0, limit)))]
        ) { row throws(LedgerError) in
            guard let kind = EntryKind(rawValue: try row.integer(2)) else { throw row.damaged(2) }
            return Entry(
                sequence: try row.count(0), agent: try row.text(1), kind: kind,
                mint: try row.address(3), symbol: try row.text(4), decimals: try row.byte(5),
                amount: try row.integer(6), balanceAfter: try row.count(7),
                deposit: row.isNull(11) ? nil : try row.depositID(11),
                code: row.isNull(14) ? nil : try row.code(14), key: try row.text(9),
                meta: try row.text(10), createdAt: try row.integer(8))
        }
    }

    /// The oldest deposits that wait for a person first.
    public func openReviews(limit: Int) throws(LedgerError) -> [DepositRecord] {
        try connected().rows(
            """
            SELECT \(DepositRecord.columns)
            FROM deposit JOIN asset ON asset.id = asset_id WHERE state = 'open'
            ORDER BY slot, signature, path, deposit.genesis LIMIT ?1
            """, [.integer(Int64(max(0, limit)))]
        ) { row throws(LedgerError) in try row.deposit() }
    }

    /// Recomputes every sum and every hash, and lets SQLite check its pages and constraints.
    public func verifyIntegrity() throws(LedgerError) -> [LedgerDifference] {
        try connected().differences()
    }
}

extension Statement {
    /// Three columns: genesis, signature, path.
    func depositID(_ column: Int32) throws(LedgerError) -> DepositID {
        DepositID(
            genesis: try blockhash(column), signature: try signature(column + 1),
            path: try path(column + 2))
    }
}

extension DepositRecord {
    /// What `Statement.deposit` reads.
    static let columns = """
        deposit.genesis, deposit.signature, deposit.path, slot, destination, mint, symbol, decimals,
        deposit.amount, payer, source, code, deposit.state, deposit.reason, evidence,
        deposit.created_at
        """
}

extension Statement {
    /// Sixteen columns, `DepositRecord.columns`.
    func deposit() throws(LedgerError) -> DepositRecord {
        DepositRecord(
            id: try depositID(0), slot: try count(3), destination: try address(4),
            mint: try address(5), symbol: try text(6), decimals: try byte(7),
            amount: isNull(8) ? nil : try count(8), payer: try address(9),
            source: try address(10), code: isNull(11) ? nil : try code(11),
            state: try state(12), reason: isNull(13) ? nil : try text(13),
            evidence: try text(14), createdAt: try integer(15))
    }
}
