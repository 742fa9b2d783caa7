#if PostgreSQL
public import DepositVerifier
import DepositProgram
import SolanaCodec

extension PostgreSQLLedger: LedgerBooks {
    /// Every balance.
    public func balances() throws(LedgerError) -> [AgentBalance] {
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT name, genesis, mint, symbol, decimals, balance, held, debt, seq, head
                FROM account JOIN agent ON agent.id = agent_id JOIN asset ON asset.id = asset_id
                ORDER BY agent_id, asset_id
                """
            ).map { row throws(LedgerError) in
                AgentBalance(
                    agent: try row.text(0), genesis: try row.blockhash(1),
                    mint: try row.address(2), symbol: try row.text(3), decimals: try row.byte(4),
                    balance: try row.count(5), held: try row.count(6), debt: try row.count(7),
                    entryCount: try row.count(8), head: try row.blob(9))
            }
        }
    }

    /// An agent's newest entries first.
    public func entries(agent: String, limit: Int) throws(LedgerError) -> [Entry] {
        // A malformed name is nobody's, and might hold what the server does not take.
        guard (try? LedgerRules.checkAgent(agent)) != nil else { return [] }
        return try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT entry.seq, name, kind, mint, symbol, decimals, entry.amount, balance_after,
                  entry.created_at, idem, meta, deposit.genesis, signature, path, code
                FROM entry JOIN agent ON agent.id = entry.agent_id
                JOIN asset ON asset.id = entry.asset_id
                LEFT JOIN deposit ON deposit.agent_id = entry.agent_id
                  AND deposit.asset_id = entry.asset_id AND deposit.entry_seq = entry.seq
                WHERE name = $1
                ORDER BY entry.created_at DESC, entry.asset_id, entry.seq DESC LIMIT $2
                """, [.text(agent), .integer(Int64(max(0, limit)))]
            ).map { row throws(LedgerError) in
                guard let kind = EntryKind(rawValue: try row.integer(2)) else {
                    throw row.damaged(2)
                }
                return Entry(
                    sequence: try row.count(0), agent: try row.text(1), kind: kind,
                    mint: try row.address(3), symbol: try row.text(4), decimals: try row.byte(5),
                    amount: try row.integer(6), balanceAfter: try row.count(7),
                    deposit: row.isNull(11) ? nil : try row.depositID(11),
                    code: row.isNull(14) ? nil : try row.code(14), key: try row.text(9),
                    meta: try row.text(10), createdAt: try row.integer(8))
            }
        }
    }

    /// The oldest deposits that wait for a person first.
    public func openReviews(limit: Int) throws(LedgerError) -> [DepositRecord] {
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT \(DepositRecord.columns)
                FROM deposit JOIN asset ON asset.id = asset_id WHERE state = 'open'
                ORDER BY slot, signature, path, deposit.genesis LIMIT $1
                """, [.integer(Int64(max(0, limit)))]
            ).map { row throws(LedgerError) in try row.deposit() }
        }
    }

    /// Recomputes every sum and every hash, and compares the schema with this program's.
    public func verifyIntegrity() throws(LedgerError) -> [LedgerDifference] {
        let problems = try schemaProblems()
        return try reading { connection throws(LedgerError) in
            try connection.differences(problems)
        }
    }
}
#endif
