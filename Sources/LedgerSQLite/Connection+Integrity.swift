import DepositVerifier
import SolanaCodec

extension Connection {
    /// Everything that does not add up.
    func differences() throws(LedgerError) -> [LedgerDifference] {
        var check = IntegrityCheck(accounts: try accountRows())
        for problem in try storeProblems() { check.note(.store, problem) }
        try forEach(
            """
            SELECT entry.agent_id, entry.asset_id, seq, entry.amount, balance_after, kind, contra,
              idem, meta, entry.created_at, hash, deposit.genesis, signature, path, deposit.amount,
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

    /// What `Statement.fate` reads, the deposits of one transaction together.
    private static let fates = """
        SELECT deposit.genesis, signature, path, destination, state, amount, received,
          (SELECT group_concat(state) FROM decision WHERE decision.genesis = deposit.genesis
            AND decision.signature = deposit.signature AND decision.path = deposit.path),
          asset.genesis, assigned
        FROM deposit JOIN asset ON asset.id = asset_id ORDER BY deposit.genesis, signature
        """

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

    /// Eleven columns from 0, in the order of `EntryRow`.
    func entry() throws(LedgerError) -> EntryRow {
        EntryRow(
            account: EntryRow.Account(agent: try integer(0), asset: try integer(1)),
            sequence: try integer(2), amount: try integer(3), balanceAfter: try integer(4),
            kind: try integer(5), contra: try integer(6), idem: try text(7), meta: try text(8),
            createdAt: try integer(9), hash: try blob(10))
    }
}
