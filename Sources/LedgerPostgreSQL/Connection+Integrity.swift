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
        try run(
            "SELECT asset_id FROM posting GROUP BY asset_id HAVING sum(amount) <> 0 ORDER BY 1"
        ).forEach { row throws(LedgerError) in
            check.note(.postings, "asset \(try row.integer(0)): its postings do not sum to zero")
        }
        try forEach(
            """
            SELECT \(EntryRow.columns), deposit.genesis, signature, path, deposit.amount
            FROM entry LEFT JOIN deposit ON deposit.agent_id = entry.agent_id
              AND deposit.asset_id = entry.asset_id AND deposit.entry_seq = entry.seq
            ORDER BY entry.agent_id, entry.asset_id, seq
            """
        ) { row throws(LedgerError) in
            let deposit =
                row.isNull(11)
                ? nil
                : IntegrityCheck.DepositRow(
                    idem: LedgerRules.idempotencyKey(try row.depositID(11)),
                    amount: row.isNull(14) ? nil : try row.integer(14))
            check.take(try row.entry(), deposit: deposit)
        }
        try forEach("SELECT \(HoldRow.columns) FROM hold") { row throws(LedgerError) in
            check.take(try row.hold())
        }
        let credited = try run("SELECT count(*) FROM deposit WHERE state = 'credited'").map {
            row throws(LedgerError) in try row.integer(0)
        }
        return check.finish(creditedDeposits: Int(clamping: credited.first ?? 0))
    }

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
#endif
