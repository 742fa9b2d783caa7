#if PostgreSQL
import DepositVerifier
import Testing

@testable import LedgerPostgreSQL

/// As on SQLite: every value of every row is changed behind the books' back, with triggers and
/// foreign keys off, and what the audit misses is free for the same reasons.
@Suite(.enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
struct `PostgreSQL ledger, every column` {
    typealias OnSQLite = `SQLite ledger, every column`

    /// Numbers of chance for commits that fail now, and rows that are only locked.
    static let own: Set<String> = [
        "commit_mark.key", "commit_mark.barred", "commit_mark.created_at", "turn.id",
    ]

    @Test func `is found when it is changed, or free for a reason`() async throws {
        let server = try #require(PostgreSQLServer.shared)
        try await server.withSchema { conninfo in
            let ledger = try await PostgreSQLLedger.test(conninfo)
            try await `SQLite ledger, tampering`.fill(ledger)
            try await OnSQLite.add(to: ledger)
            #expect(try await ledger.verifyIntegrity() == [])
            await ledger.close()
            let connection = try Connection(conninfo)
            try connection.execute("SET session_replication_role = replica")
            var found = 0
            var missed: Set<String> = []
            for change in try Self.changes(connection) {
                if try Self.isFound(change.sql, connection) {
                    found += 1
                } else {
                    missed.insert(change.name)
                }
            }
            #expect(found > 100)
            let listed = Set(OnSQLite.unseen.flatMap(\.columns)).union(Self.own)
            let surprises = missed.filter { name in
                !listed.contains(name)
                    && !listed.contains { $0 == name.split(separator: " ").last ?? "" }
            }
            #expect(surprises.sorted() == [], "the audit misses these")
        }
    }

    /// Changes of one value of one row of each kind, with the names that `unseen` lists.
    private static func changes(
        _ connection: Connection
    ) throws -> [(name: String, sql: String)] {
        let columns = try connection.run(
            """
            SELECT table_name::text, column_name::text, data_type::text
            FROM information_schema.columns JOIN information_schema.tables
              USING (table_schema, table_name)
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
            ORDER BY table_name, ordinal_position
            """
        ).map { row throws(LedgerError) in (try row.text(0), try row.text(1), try row.text(2)) }
        return try columns.flatMap { table, column, type in
            try rows(of: table, connection).flatMap { kind, place in
                others(than: column, of: table, type).map { value in
                    (
                        "\(kind)\(table).\(column)",
                        "UPDATE \(table) SET \(column) = \(value) "
                            + "WHERE ctid = '\(place)' AND \(column) IS DISTINCT FROM \(value)"
                    )
                }
            }
        }
    }

    /// One row of each kind, told apart by state or kind: the name's beginning, and where it is.
    private static func rows(
        of table: String, _ connection: Connection
    ) throws -> [(kind: String, place: String)] {
        let known = ["deposit": "state", "hold": "state", "entry": "kind::text"]
        let kind = known[table].map { "\($0) || ' '" } ?? "''"
        return try connection.run(
            "SELECT \(kind), min(ctid)::text FROM \(table) GROUP BY 1 ORDER BY 1"
        ).map { row throws(LedgerError) in (try row.text(0), try row.text(1)) }
    }

    private static func others(
        than column: String, of table: String, _ type: String
    ) -> [String] {
        switch type {
        case "bigint": ["coalesce(\(column) + 1, 1)", "coalesce(\(column) - 1, 1)", "NULL"]
        case "bytea":
            [
                "coalesce(set_byte(\(column), length(\(column)) - 1, "
                    + "get_byte(\(column), length(\(column)) - 1) # 1), '\\x0303030303030303')",
                "NULL",
            ]
        case "text" where column == "state":
            OnSQLite.words[table, default: []].map { "'\($0)'" }
        case "text": ["coalesce(\(column), '') || '0'", "NULL"]
        default: ["\(column) + interval '1 second'"]
        }
    }

    /// Whether the audit finds a change, or the database refuses it even so, or it changes nothing.
    private static func isFound(_ change: String, _ connection: Connection) throws -> Bool {
        try connection.execute("BEGIN")
        defer { _ = connection.rollBack() }
        do throws(LedgerError) {
            let rows = try connection.run(change)
            guard rows.changed == 1 else { return true }
            return try connection.differences(connection.danglingReferences()) != []
        } catch {
            guard error.code == .inconsistent || error.code == .corrupt else { throw error }
            return true
        }
    }
}
#endif
