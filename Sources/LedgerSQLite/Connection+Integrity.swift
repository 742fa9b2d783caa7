import DepositVerifier
import SolanaCodec

extension Connection {
    /// Everything that does not add up.
    func differences() throws(LedgerError) -> [LedgerDifference] {
        var check = IntegrityCheck(accounts: try accountRows())
        for problem in try storeProblems() { check.note(.store, problem) }
        for asset in try unbalancedAssets() {
            check.note(.postings, "asset \(asset): its postings do not sum to zero")
        }
        try forEach(
            """
            SELECT entry.agent_id, entry.asset_id, seq, entry.amount, balance_after, kind, contra,
              idem, meta, entry.created_at, hash, deposit.genesis, signature, path, deposit.amount
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
        for rule in IntegrityCheck.depositRules {
            try forEach(rule.sql) { row throws(LedgerError) in
                check.note(rule.broken, of: try row.depositID(0))
            }
        }
        let credited = try row("SELECT count(*) FROM deposit WHERE state = 'credited'") {
            row throws(LedgerError) in try row.integer(0)
        }
        return check.finish(creditedDeposits: Int(clamping: credited ?? 0))
    }

    private func accountRows() throws(LedgerError) -> [EntryRow.Account:
        IntegrityCheck.AccountRow]
    {
        var accounts: [EntryRow.Account: IntegrityCheck.AccountRow] = [:]
        try forEach(
            "SELECT agent_id, asset_id, balance, held, debt, seq, head FROM account"
        ) { row throws(LedgerError) in
            let account = EntryRow.Account(agent: try row.integer(0), asset: try row.integer(1))
            accounts[account] = IntegrityCheck.AccountRow(try row.account(2))
        }
        return accounts
    }

    /// Assets whose postings do not sum to zero, summed here since SQLite's sum ends at 63 bits.
    private func unbalancedAssets() throws(LedgerError) -> [Int64] {
        var sums: [Int64: Int128] = [:]
        try forEach("SELECT asset_id, amount FROM posting") { row throws(LedgerError) in
            sums[try row.integer(0), default: 0] += Int128(try row.integer(1))
        }
        return sums.filter { $0.value != 0 }.keys.sorted()
    }

    /// What SQLite finds wrong with pages and constraints, and what is missing from the schema.
    private func storeProblems() throws(LedgerError) -> [String] {
        var problems = try rows("PRAGMA integrity_check") { row throws(LedgerError) in
            try row.text(0)
        }.filter { $0 != "ok" }
        problems += try rows("PRAGMA foreign_key_check") { row throws(LedgerError) in
            "table \(try row.text(0)): a row refers to nothing in \(try row.text(2))"
        }
        let expected = try Connection(path: ":memory:")
        for migration in Migration.all { try expected.execute(migration.sql) }
        let (ours, theirs) = (try expected.schema(), try schema())
        for name in Set(ours.keys).union(theirs.keys).sorted() where ours[name] != theirs[name] {
            problems.append("\(name) is not as this program made it")
        }
        return problems
    }

    private func schema() throws(LedgerError) -> [String: String] {
        var schema: [String: String] = [:]
        try forEach(
            "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        ) { row throws(LedgerError) in
            schema["\(try row.text(0)) \(try row.text(1))"] = try row.text(2)
        }
        return schema
    }
}

extension Statement {
    /// Eleven columns from 0, in the order of `EntryRow`.
    func entry() throws(LedgerError) -> EntryRow {
        EntryRow(
            account: EntryRow.Account(agent: try integer(0), asset: try integer(1)),
            sequence: try integer(2), amount: try integer(3), balanceAfter: try integer(4),
            kind: try integer(5), contra: try integer(6), idem: try text(7), meta: try text(8),
            createdAt: try integer(9), hash: try blob(10))
    }
}
