public import DepositVerifier
import DepositProgram
public import SolanaCodec

extension SQLiteLedger: LedgerBooks {
    /// A page of balances.
    public func balances(
        agent: String?, after last: LedgerAccount?, limit: Int
    ) throws(LedgerError) -> [AgentBalance] {
        // The agent's number is looked up first, so that the account's key leads to its rows.
        let condition = agent == nil ? "" : "AND agent_id = (SELECT id FROM agent WHERE name = ?5)"
        return try connected().rows(
            """
            SELECT name, genesis, mint, symbol, decimals, balance, held, debt, seq, head
            FROM account
            JOIN agent ON agent.id = agent_id JOIN asset ON asset.id = asset_id
            WHERE (agent_id, asset_id) > (
              coalesce((SELECT id FROM agent WHERE name = ?1), 0),
              coalesce((SELECT id FROM asset WHERE genesis = ?2 AND mint = ?3), 0)) \(condition)
            ORDER BY agent_id, asset_id LIMIT ?4
            """,
            [
                .text(orNull: last?.agent), .blob(orNull: last?.genesis.bytes),
                .blob(orNull: last?.mint.bytes), .integer(Int64(max(0, limit))),
            ] + (agent.map { [.text($0)] } ?? [])
        ) { row throws(LedgerError) in
            AgentBalance(
                agent: try row.text(0), genesis: try row.blockhash(1), mint: try row.address(2),
                symbol: try row.text(3), decimals: try row.byte(4), balance: try row.count(5),
                held: try row.count(6), debt: try row.count(7), entryCount: try row.count(8),
                head: try row.blob(9))
        }
    }

    /// Entries of an account by their numbers.
    public func entries(
        of account: LedgerAccount, numbered numbers: ClosedRange<UInt64>
    ) throws(LedgerError) -> [Entry] {
        try connected().rows(
            """
            SELECT entry.seq, name, kind, contra, asset.genesis, mint, symbol, decimals,
              entry.amount, balance_after, idem, meta, entry.created_at, deposit.genesis,
              signature, path, code
            FROM entry JOIN agent ON agent.id = entry.agent_id
            JOIN asset ON asset.id = entry.asset_id
            LEFT JOIN deposit ON deposit.agent_id = entry.agent_id
              AND deposit.asset_id = entry.asset_id AND deposit.entry_seq = entry.seq
            WHERE entry.agent_id = (SELECT id FROM agent WHERE name = ?1)
              AND entry.asset_id = (SELECT id FROM asset WHERE genesis = ?2 AND mint = ?3)
              AND entry.seq BETWEEN ?4 AND ?5
            ORDER BY entry.seq
            """,
            [
                .text(account.agent), .blob(account.genesis.bytes), .blob(account.mint.bytes),
                .integer(Int64(clamping: numbers.lowerBound)),
                .integer(Int64(clamping: numbers.upperBound)),
            ]
        ) { row throws(LedgerError) in try row.entryOfAccount() }
    }

    /// The clusters that the books know.
    public func clusters() throws(LedgerError) -> [Blockhash] {
        try connected().rows("SELECT genesis FROM asset GROUP BY genesis ORDER BY min(id)") {
            row throws(LedgerError) in try row.blockhash(0)
        }
    }

    /// The oldest deposits that wait for a person first.
    public func openReviews(
        after last: DepositRecord?, limit: Int
    ) throws(LedgerError) -> [DepositRecord] {
        // Slots begin at 0, so a row before all others names none.
        try connected().rows(
            """
            SELECT \(DepositRecord.columns)
            FROM deposit JOIN asset ON asset.id = asset_id
            WHERE state = 'open' AND slot >= ?1
              AND (slot, signature, path, deposit.genesis) > (?1, ?2, ?3, ?4)
            ORDER BY slot, signature, path, deposit.genesis LIMIT ?5
            """,
            [
                .integer(last.map { Int64(clamping: $0.slot) } ?? -1),
                .blob(last?.id.signature.bytes ?? []), .text(last?.id.path.description ?? ""),
                .blob(last?.id.genesis.bytes ?? []), .integer(Int64(max(0, limit))),
            ]
        ) { row throws(LedgerError) in try row.deposit() }
    }

    /// Recomputes every sum and every hash, and lets SQLite check its pages and constraints.
    public func verifyIntegrity() throws(LedgerError) -> [LedgerDifference] {
        try connected().differences()
    }
}
