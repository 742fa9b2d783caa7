import DepositVerifier

extension Connection: AuditedStore {
    static func joining(_ texts: String) -> String { "group_concat(\(texts))" }

    func walk(
        _ sql: String, visit: (Statement) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        try forEach(sql, visit: visit)
    }

    /// Everything that does not add up.
    func differences() throws(LedgerError) -> [LedgerDifference] {
        try differences(try storeProblems())
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
