#if PostgreSQL
import DepositVerifier

extension Connection: AuditedStore {
    static func joining(_ texts: String) -> String { "string_agg(\(texts), ',')" }

    /// Rows that are fetched at a time: some megabytes.
    private static let fetched = 10_000

    func walk(
        _ sql: String, visit: (Row) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        // Large books take longer than any posting.
        try run("SET LOCAL statement_timeout = 0")
        try run("DECLARE long_answer NO SCROLL CURSOR FOR " + sql)
        while true {
            let rows = try run("FETCH \(Self.fetched) FROM long_answer")
            try rows.forEach(visit)
            guard rows.count == Self.fetched else { break }
        }
        try run("CLOSE long_answer")
    }

    /// Rows that refer to nothing: whoever may switch triggers off may switch foreign keys off, too.
    func danglingReferences() throws(LedgerError) -> [String] {
        let keys = try run(Self.foreignKeys).map { row throws(LedgerError) in
            (table: try row.text(0), parent: try row.text(1), sql: try row.text(2))
        }
        try run("SET LOCAL statement_timeout = 0")
        var problems: [String] = []
        for key in keys {
            let isDangling = try run(key.sql).map { row throws(LedgerError) in try row.integer(0) }
            if isDangling.first == 1 {
                problems.append("table \(key.table): a row refers to nothing in \(key.parent)")
            }
        }
        return problems
    }

    /// Table, table that is referred to, and a statement that tells whether a reference leads nowhere
    /// (1) or not (0). A reference with a NULL in it refers to nothing on purpose.
    private static let foreignKeys = """
        SELECT child.relname::text, parent.relname::text, format(
          'SELECT (EXISTS (SELECT 1 FROM %I AS child LEFT JOIN %I AS parent ON %s
            WHERE parent.ctid IS NULL AND %s))::int::bigint',
          child.relname, parent.relname,
          (SELECT string_agg(format('parent.%I = child.%I', theirs.attname, ours.attname), ' AND ')
            FROM unnest(conkey, confkey) AS pair (ours, theirs)
            JOIN pg_attribute AS ours ON ours.attrelid = conrelid AND ours.attnum = pair.ours
            JOIN pg_attribute AS theirs ON theirs.attrelid = confrelid
              AND theirs.attnum = pair.theirs),
          (SELECT string_agg(format('child.%I IS NOT NULL', attname), ' AND ')
            FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey)))
        FROM pg_constraint JOIN pg_class AS child ON child.oid = conrelid
        JOIN pg_class AS parent ON parent.oid = confrelid
        WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname
        """
}
#endif
