/// A database whose rows an audit can walk.
package protocol AuditedStore {
    /// A row of an answer.
    associatedtype Row: StoredRow

    /// The SQL of what joins the texts of a group with commas.
    static func joining(_ texts: String) -> String

    /// Visits every row of an answer, which may be longer than the memory.
    func walk(_ sql: String, visit: (Row) throws(LedgerError) -> Void) throws(LedgerError)
}

extension AuditedStore {
    /// Everything that does not add up, beside what the store found itself.
    ///
    /// - Parameter problems: what is wrong with pages, constraints or the schema.
    package func differences(_ problems: [String]) throws(LedgerError) -> [LedgerDifference] {
        var accounts: [EntryRow.Account: IntegrityCheck.AccountRow] = [:]
        try walk("SELECT agent_id, asset_id, balance, held, debt, seq, head FROM account") {
            row throws(LedgerError) in
            accounts[try row.account(0)] = IntegrityCheck.AccountRow(try row.accountState(2))
        }
        var check = IntegrityCheck(accounts: accounts)
        for problem in problems { check.note(.store, problem) }
        try walk(
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
        try walk("SELECT \(HoldRow.columns) FROM hold") { row throws(LedgerError) in
            check.take(try row.hold())
        }
        // The deposits of one transaction together.
        try walk(
            """
            SELECT deposit.genesis, deposit.signature, deposit.path, destination, state, amount,
              received, decided, asset.genesis, assigned
            FROM deposit JOIN asset ON asset.id = asset_id LEFT JOIN (
              SELECT genesis, signature, path, \(Self.joining("state")) AS decided
              FROM decision GROUP BY genesis, signature, path
            ) AS decisions ON decisions.genesis = deposit.genesis
              AND decisions.signature = deposit.signature AND decisions.path = deposit.path
            ORDER BY deposit.genesis, deposit.signature
            """
        ) { row throws(LedgerError) in check.take(try row.fate()) }
        return check.finish()
    }
}

extension StoredRow {
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
