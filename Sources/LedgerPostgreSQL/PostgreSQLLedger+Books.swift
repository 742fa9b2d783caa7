#if PostgreSQL
public import DepositVerifier
import DepositProgram
public import SolanaCodec

extension PostgreSQLLedger: LedgerBooks {
    /// A page of balances.
    public func balances(
        agent: String?, after last: LedgerAccount?, limit: Int
    ) throws(LedgerError) -> [AgentBalance] {
        // A malformed name is nobody's, and might hold what the server does not take.
        for name in [agent, last?.agent] {
            guard let name else { continue }
            guard (try? LedgerRules.checkAgent(name)) != nil else { return [] }
        }
        // Agents and assets are numbered from 1.
        let condition = agent == nil ? "" : "AND agent_id = (SELECT id FROM agent WHERE name = $5)"
        return try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT name, genesis, mint, symbol, decimals, balance, held, debt, seq, head
                FROM account JOIN agent ON agent.id = agent_id JOIN asset ON asset.id = asset_id
                WHERE (agent_id, asset_id) > (
                  coalesce((SELECT id FROM agent WHERE name = $1), 0),
                  coalesce((SELECT id FROM asset WHERE genesis = $2 AND mint = $3), 0)) \(condition)
                ORDER BY agent_id, asset_id LIMIT $4
                """,
                [
                    .text(last?.agent ?? ""), .blob(last?.genesis.bytes ?? []),
                    .blob(last?.mint.bytes ?? []), .integer(Int64(max(0, limit))),
                ] + (agent.map { [.text($0)] } ?? [])
            ).map { row throws(LedgerError) in
                AgentBalance(
                    agent: try row.text(0), genesis: try row.blockhash(1),
                    mint: try row.address(2), symbol: try row.text(3), decimals: try row.byte(4),
                    balance: try row.count(5), held: try row.count(6), debt: try row.count(7),
                    entryCount: try row.count(8), head: try row.blob(9))
            }
        }
    }

    /// Entries of an account by their numbers.
    public func entries(
        of account: LedgerAccount, numbered numbers: ClosedRange<UInt64>
    ) throws(LedgerError) -> [Entry] {
        guard (try? LedgerRules.checkAgent(account.agent)) != nil else { return [] }
        return try reading(isOne: true) { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT entry.seq, name, kind, contra, asset.genesis, mint, symbol, decimals,
                  entry.amount, balance_after, idem, meta, entry.created_at, deposit.genesis,
                  signature, path, code
                FROM entry JOIN agent ON agent.id = entry.agent_id
                JOIN asset ON asset.id = entry.asset_id
                LEFT JOIN deposit ON deposit.agent_id = entry.agent_id
                  AND deposit.asset_id = entry.asset_id AND deposit.entry_seq = entry.seq
                WHERE entry.agent_id = (SELECT id FROM agent WHERE name = $1)
                  AND entry.asset_id = (SELECT id FROM asset WHERE genesis = $2 AND mint = $3)
                  AND entry.seq BETWEEN $4 AND $5
                ORDER BY entry.seq
                """,
                [
                    .text(account.agent), .blob(account.genesis.bytes), .blob(account.mint.bytes),
                    .integer(Int64(clamping: numbers.lowerBound)),
                    .integer(Int64(clamping: numbers.upperBound)),
                ]
            ).map { row throws(LedgerError) in try row.entryOfAccount() }
        }
    }

    /// The clusters that the books know.
    public func clusters() throws(LedgerError) -> [Blockhash] {
        try reading { connection throws(LedgerError) in
            try connection.run("SELECT genesis FROM asset GROUP BY genesis ORDER BY min(id)")
                .map { row throws(LedgerError) in try row.blockhash(0) }
        }
    }

    /// The oldest deposits that wait for a person first.
    public func openReviews(
        after last: DepositRecord?, limit: Int
    ) throws(LedgerError) -> [DepositRecord] {
        // Slots begin at 0, so a row before all others names none.
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT \(DepositRecord.columns)
                FROM deposit JOIN asset ON asset.id = asset_id
                WHERE state = 'open' AND slot >= $1
                  AND (slot, signature, path, deposit.genesis) > ($1, $2, $3, $4)
                ORDER BY slot, signature, path, deposit.genesis LIMIT $5
                """,
                [
                    .integer(last.map { Int64(clamping: $0.slot) } ?? -1),
                    .blob(last?.id.signature.bytes ?? []), .text(last?.id.path.description ?? ""),
                    .blob(last?.id.genesis.bytes ?? []), .integer(Int64(max(0, limit))),
                ]
            ).map { row throws(LedgerError) in try row.deposit() }
        }
    }

    /// Recomputes every sum and every hash, and compares the schema with this program's.
    public func verifyIntegrity() throws(LedgerError) -> [LedgerDifference] {
        let problems = try schemaProblems()
        return try reading { connection throws(LedgerError) in
            try connection.differences(problems + connection.danglingReferences())
        }
    }
}

#endif
