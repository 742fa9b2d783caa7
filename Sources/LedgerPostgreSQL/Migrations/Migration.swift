#if PostgreSQL
import DepositVerifier

/// One step of the schema. Steps are numbered from 1 and append-only: what was released stays as
/// it is, byte for byte, and a ledger remembers the digest of each step that made it.
struct Migration {
    /// Its number.
    let version: Int64
    /// Statements, run in one transaction.
    let sql: String

    /// Every step, in order.
    static let all = [
        Migration(version: 1, sql: Migration.books),
        Migration(version: 2, sql: Migration.guards),
    ]

    /// The table that remembers the steps.
    static let table = """
        CREATE TABLE IF NOT EXISTS migration (
          version    BIGINT NOT NULL PRIMARY KEY,
          digest     BYTEA  NOT NULL CHECK (length(digest) = 32),
          applied_at BIGINT NOT NULL
        );
        """

    /// SHA-256 of the statements.
    var digest: [UInt8] { EntryRow.head(after: [], text: Array(sql.utf8)) }
}

extension Connection {
    /// Checks whose tables these are, and brings their schema up to date.
    ///
    /// - Throws: `.incompatible` without a ledger unless it may be created, for one of a newer
    ///   program, or one whose steps differ from ours.
    func migrate(create: Bool, now: Int64) throws(LedgerError) {
        guard try appliedSteps(create: create) < Migration.all.count else { return }
        // Only one program at a time goes on from here; then it looks again.
        try execute("BEGIN")
        do throws(LedgerError) {
            try execute(Migration.table)
            try execute("LOCK TABLE migration IN ACCESS EXCLUSIVE MODE")
            let applied = try appliedSteps(create: create)
            for migration in Migration.all.dropFirst(applied) {
                try execute(migration.sql)
                try run(
                    "INSERT INTO migration (version, digest, applied_at) VALUES ($1, $2, $3)",
                    [.integer(migration.version), .blob(migration.digest), .integer(now)])
            }
            try execute("COMMIT")
        } catch {
            _ = rollBack()
            throw error
        }
    }

    /// How many of our steps made the tables; 0 if there are none and they may be created.
    private func appliedSteps(create: Bool) throws(LedgerError) -> Int {
        let isThere =
            try run("SELECT (to_regclass('migration') IS NOT NULL)::int::bigint")
            .map { row throws(LedgerError) in try row.integer(0) }.first == 1
        guard isThere else {
            guard create else {
                throw LedgerError(.incompatible, "there is no ledger in this database")
            }
            return 0
        }
        let digests = try run("SELECT digest FROM migration ORDER BY version")
            .map { row throws(LedgerError) in try row.blob(0) }
        guard digests.count <= Migration.all.count else {
            throw LedgerError(
                .incompatible,
                "the ledger has schema \(digests.count); this program knows up to "
                    + "\(Migration.all.count): use a newer one")
        }
        guard zip(digests, Migration.all).allSatisfy({ $0 == $1.digest }) else {
            throw LedgerError(.incompatible, "the ledger was made by other steps than ours")
        }
        return digests.count
    }
}
#endif
