#if PostgreSQL
import DepositVerifier
import SolanaCodec

extension Connection {
    /// Rows that are fetched at a time: some megabytes.
    private static let fetched = 10_000

    /// Everything that does not add up, beside what was found before.
    func differences(_ problems: [String]) throws(LedgerError) -> [LedgerDifference] {
        // Large books take longer than any posting.
        try run("SET LOCAL statement_timeout = 0")
        var accounts: [EntryRow.Account: IntegrityCheck.AccountRow] = [:]
        try forEach("SELECT agent_id, asset_id, balance, held, debt, seq, head FROM account") {
            row throws(LedgerError) in
            accounts[try row.account(0)] = IntegrityCheck.AccountRow(try row.accountState(2))
        }
        var check = IntegrityCheck(accounts: accounts)
        for problem in problems { check.note(.store, problem) }
        try forEach(
            """
            SELECT \(EntryRow.columns), deposit.genesis, signature, path, deposit.amount,
              deposit_code.agent_id
            FROM entry LEFT JOIN deposit ON deposit.agent_id = entry.agent_id
              AND deposit.asset_id = entry.asset_id AND deposit.entry_seq = entry.seq
            LEFT JOIN deposit_code ON deposit_code.code = deposit.code
            ORDER BY entry.agent_id, entry.asset_id, seq
            """
        ) { row throws(LedgerError) in
            let deposit =
                row.isNull(11)
                ? nil
                : IntegrityCheck.DepositRow(
                    idem: LedgerRules.idempotencyKey(try row.depositID(11)),
                    amount: row.isNull(14) ? nil : try row.integer(14),
                    owner: row.isNull(15) ? nil : try row.integer(15))
            check.take(try row.entry(), deposit: deposit)
        }
        try forEach("SELECT \(HoldRow.columns) FROM hold") { row throws(LedgerError) in
            check.take(try row.hold())
        }
        try forEach(Self.fates) { row throws(LedgerError) in check.take(try row.fate()) }
        return check.finish()
    }

    /// What `Row.fate` reads, the deposits of one transaction together.
    private static let fates = """
        SELECT deposit.genesis, deposit.signature, deposit.path, destination, state, amount,
          received, decided, asset.genesis, assigned
        FROM deposit JOIN asset ON asset.id = asset_id LEFT JOIN (
          SELECT genesis, signature, path, string_agg(state, ',') AS decided
          FROM decision GROUP BY genesis, signature, path
        ) AS decisions ON decisions.genesis = deposit.genesis
          AND decisions.signature = deposit.signature AND decisions.path = deposit.path
        ORDER BY deposit.genesis, deposit.signature
        """

    /// Visits every row of a long answer, which is never in memory as a whole.
    private func forEach(
        _ sql: String, visit: (Row) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        try run("DECLARE long_answer NO SCROLL CURSOR FOR " + sql)
        while true {
            let rows = try run("FETCH \(Self.fetched) FROM long_answer")
            try rows.forEach(visit)
            guard rows.count == Self.fetched else { break }
        }
        try run("CLOSE long_answer")
    }
}

extension Row {
    /// Ten columns: genesis, signature, path, destination, state, amount, received, decisions, the
    /// token's genesis, assigned.
    fileprivate func fate() throws(LedgerError) -> IntegrityCheck.Fate {
        let decisions = isNull(7) ? "" : try text(7)
        return IntegrityCheck.Fate(
            genesis: try blockhash(0), signature: try signature(1), path: try text(2),
            tokenGenesis: try blockhash(8), destination: try address(3), state: try text(4),
            amount: isNull(5) ? nil : try integer(5), received: isNull(6) ? nil : try integer(6),
            isAssigned: try integer(9) != 0,
            decisions: Set(decisions.split(separator: ",").map(String.init)))
    }
}
#endif
