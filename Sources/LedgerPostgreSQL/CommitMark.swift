#if PostgreSQL
import DepositVerifier

/// Tells whether a transaction took effect whose COMMIT was not answered.
///
/// A transaction's first write is a row with a random key, its mark. Whoever lost the answer writes
/// a row with the same key on another connection. The primary key lets in one of them, and the
/// second waits until the first has ended: then either the mark is there, and with it the whole
/// transaction, or the key is barred and the transaction can never commit, even if the server reads
/// it only later. What was barred stays recorded, so that this, too, may lose its answer and be
/// asked again.
///
/// A server that crashes forgets neither: both rows are as durable as an entry. One that loses what
/// it acknowledged, such as a standby that was promoted without being a synchronous one, loses the
/// mark together with its transaction; the answer is right for the books that are left.
///
/// A ledger takes back its mark when it sets the next, so there is one row for each ledger that is
/// open. Those of ledgers that ended are removed after a day, when another sets its first: nobody
/// asks for so long (`PostgreSQLLedger.resolutionWait`).
struct CommitMark {
    private let key: [UInt8]

    /// A mark that nobody else has: 128 random bits.
    init() {
        var generator = SystemRandomNumberGenerator()
        key = (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
    }

    /// Sets the mark. Comes before everything else that the transaction writes.
    ///
    /// - Parameter old: a mark that is no longer needed.
    func setting(insteadOf old: CommitMark?) -> [Query] {
        guard let old else {
            return [
                Self.removeForgotten,
                Query("INSERT INTO commit_mark (key) VALUES ($1)", [.blob(key)]),
            ]
        }
        let replace = Query(
            """
            WITH old AS (DELETE FROM commit_mark WHERE key = $2)
            INSERT INTO commit_mark (key) VALUES ($1)
            """, [.blob(key), .blob(old.key)])
        return [replace]
    }

    /// Waits for nobody: what another removes is gone as well.
    private static let removeForgotten = Query(
        """
        DELETE FROM commit_mark WHERE key IN (
          SELECT key FROM commit_mark WHERE created_at < now() - interval '1 day'
          FOR UPDATE SKIP LOCKED)
        """)

    /// Bars the transaction unless it is there, once whoever may still run it has ended.
    ///
    /// - Returns: whether it is there. If not, it never will be.
    func isSet(on connection: Connection) throws(LedgerError) -> Bool {
        connection.begin()
        let answers = try connection.run([
            Query(
                "INSERT INTO commit_mark (key, barred) VALUES ($1, 1) ON CONFLICT DO NOTHING",
                [.blob(key)]),
            Query("SELECT barred FROM commit_mark WHERE key = $1", [.blob(key)]),
            Query("COMMIT"),
        ])
        let barred = try answers[1].map { row throws(LedgerError) in try row.integer(0) }.first
        guard let barred else { throw LedgerError(.other, "a commit mark is missing") }
        return barred == 0
    }
}
#endif
