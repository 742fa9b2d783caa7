import DepositVerifier
import SolanaCodec

/// One step of the schema. Steps are numbered from 1 and append-only: what was released stays as
/// it is, byte for byte, and a ledger remembers the digest of each step that made it.
struct Migration {
    /// Its number, which becomes `user_version`.
    let version: Int64
    /// Statements, run in one transaction.
    let sql: String

    /// Every step, in order.
    static let all = [
        Migration(version: 1, sql: Migration.books),
        Migration(version: 2, sql: Migration.operators),
        Migration(version: 3, sql: Migration.accounts),
        Migration(version: 4, sql: Migration.reviews),
        Migration(version: 5, sql: Migration.guards),
    ]
    /// The newest schema that this program knows.
    static let latest = Int64(all.count)
    /// `application_id` of a ledger: "L5DL".
    static let applicationID: Int64 = 0x4C35_444C

    /// SHA-256 of the statements.
    var digest: [UInt8] { EntryRow.head(after: [], text: Array(sql.utf8)) }
}

extension Connection {
    /// Checks whose file this is, and brings its schema up to date.
    ///
    /// - Throws: `.incompatible` for a file of another program, of a newer one, or one whose steps
    ///   differ from ours.
    func migrate(create: Bool, now: Int64) throws(LedgerError) {
        let version = try identify(create: create)
        for migration in Migration.all where migration.version <= version {
            let stored = try row(
                "SELECT digest FROM migration WHERE version = ?1", [.integer(migration.version)]
            ) { row throws(LedgerError) in try row.blob(0) }
            guard stored == migration.digest else {
                throw LedgerError(
                    .incompatible,
                    "ledger \(path) was made by another step \(migration.version) than this "
                        + "program's")
            }
        }
        for migration in Migration.all where migration.version > version {
            try execute(migration.sql)
            try run(
                "INSERT INTO migration (version, digest, applied_at) VALUES (?1, ?2, ?3)",
                [.integer(migration.version), .blob(migration.digest), .integer(now)])
            try execute("PRAGMA user_version = \(migration.version)")
            try execute("PRAGMA application_id = \(Migration.applicationID)")
        }
    }

    /// The schema's version; 0 for an empty file that may become a ledger.
    ///
    /// Reads only, so that a foreign file stays as it is.
    func identify(create: Bool) throws(LedgerError) -> Int64 {
        let application = try pragma("application_id")
        let version = try pragma("user_version")
        if application == Migration.applicationID && version >= 1 {
            guard version <= Migration.latest else {
                throw LedgerError(
                    .incompatible,
                    "ledger \(path) has schema \(version); this program knows up to "
                        + "\(Migration.latest): use a newer one")
            }
            return version
        }
        let tables = try row("SELECT count(*) FROM sqlite_schema") { row throws(LedgerError) in
            try row.integer(0)
        }
        guard create, application == 0, version == 0, tables == 0 else {
            throw LedgerError(.incompatible, "\(path) is not a ledger of this program")
        }
        return 0
    }

    private func pragma(_ name: String) throws(LedgerError) -> Int64 {
        let value = try row("PRAGMA \(name)") { row throws(LedgerError) in try row.integer(0) }
        guard let value else { throw LedgerError(.incompatible, "SQLite knows no \(name)") }
        return value
    }
}
