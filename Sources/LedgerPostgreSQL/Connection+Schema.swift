#if PostgreSQL
import CLibPQ
import DepositVerifier
import Synchronization

extension PostgreSQLLedger {
    /// What differs from the schema that this program makes.
    ///
    /// - Throws: `.readOnly` if this role may not make a schema to compare the ledger's with.
    func schemaProblems() throws(LedgerError) -> [String] {
        let found = try reading { connection throws(LedgerError) in try connection.schema() }
        let connection = try connected()
        defer { abandonIfBroken(connection) }
        let expected = try connection.expectedSchema()
        return Set(found.keys).union(expected.keys).sorted()
            .filter { found[$0] != expected[$0] }
            .map { "\($0) is not as this program made it" }
    }
}

extension Connection {
    /// By the server's version, which words definitions its own way.
    private static let expectedSchemas = Mutex<[Int32: [String: String]]>([:])

    /// The schema that this program makes: made once beside the ledger's own, and taken back.
    fileprivate func expectedSchema() throws(LedgerError) -> [String: String] {
        let version = PQserverVersion(handle)
        if let known = Self.expectedSchemas.withLock({ $0[version] }) { return known }
        // A name that nobody has taken: others may audit at the same time, or have left theirs.
        let name = "l5_expected_\(UInt64.random(in: .min ... .max))"
        do throws(LedgerError) {
            try execute("BEGIN; CREATE SCHEMA \(name); SET LOCAL search_path = \(name)")
        } catch {
            guard error.code == .readOnly else { throw error }
            throw LedgerError(
                .readOnly,
                "only a role that may make a schema, to compare the ledger's with, can audit it")
        }
        try execute(Migration.table)
        for migration in Migration.all { try execute(migration.sql) }
        let expected = try schema()
        Self.expectedSchemas.withLock { $0[version] = expected }
        return expected
    }

    /// Definitions of everything in the first schema of the search path, without its name.
    fileprivate func schema() throws(LedgerError) -> [String: String] {
        var schema: [String: String] = [:]
        try run(Self.definitions).forEach { row throws(LedgerError) in
            schema[try row.text(0)] = try row.text(1)
        }
        return schema
    }

    private static let definitions = """
        SELECT name, replace(text, quote_ident(current_schema()) || '.', '') FROM (
          SELECT 'table ' || relname AS name,    -- unlogged, with row security, inherited from?
            concat_ws(' ', relpersistence, relrowsecurity, relforcerowsecurity, relhassubclass)
              AS text
          FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
          UNION ALL
          SELECT 'rule ' || relname || '.' || rulename, pg_get_ruledef(pg_rewrite.oid)
          FROM pg_rewrite JOIN pg_class ON pg_class.oid = ev_class
          WHERE relnamespace = current_schema()::regnamespace AND rulename <> '_RETURN'
          UNION ALL
          SELECT 'policy ' || relname || '.' || polname, polcmd::text
          FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid
          WHERE relnamespace = current_schema()::regnamespace
          UNION ALL
          SELECT 'column ' || relname || '.' || attname AS name,
            concat_ws(' ', format_type(atttypid, atttypmod), attnotnull::text,
              (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef
                WHERE adrelid = attrelid AND adnum = attnum),
              (SELECT collname FROM pg_collation AS c WHERE c.oid = attcollation)) AS text
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
          WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'v')
            AND attnum > 0 AND NOT attisdropped
          UNION ALL
          SELECT 'constraint ' || (SELECT relname FROM pg_class AS c WHERE c.oid = conrelid) || '.' || conname,
            pg_get_constraintdef(oid) || convalidated::text
          FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0
          UNION ALL
          SELECT 'index ' || relname, pg_get_indexdef(pg_class.oid)
          FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'i'
          UNION ALL
          SELECT 'trigger ' || tgname, pg_get_triggerdef(pg_trigger.oid) || ' ' || tgenabled::text
          FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
          WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal
          UNION ALL
          SELECT 'function ' || proname, pg_get_functiondef(oid)
          FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
          UNION ALL
          SELECT 'view ' || relname, pg_get_viewdef(oid)
          FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'v'
        ) AS thing
        """
}
#endif
