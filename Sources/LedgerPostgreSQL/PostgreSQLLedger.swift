#if PostgreSQL
public import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Books in a PostgreSQL database, for as many processes as the server can bear.
///
/// One connection, on a thread of its own. Operations that come while another group is being
/// committed are committed together: two round trips for all of them, whatever their number. Every
/// transaction is run again after a conflict or a lost connection; one whose COMMIT was not answered
/// is looked for by its mark first. Needs the package trait `PostgreSQL`.
public actor PostgreSQLLedger {
    /// How long a server that is gone is called before that is reported: one that was killed is back
    /// within seconds, or needs a person.
    static let connectionWait: Duration = .seconds(15)
    /// Microseconds between two calls.
    static let connectionPause: UInt32 = 50_000

    nonisolated let now: @Sendable () -> Int64
    private let conninfo: String
    private let thread: BlockingThread
    private var connection: Connection?
    private var isClosed = false
    /// Operations that wait to be committed.
    nonisolated let waiting = Gathering<Ticket, Result<Operation.Outcome, LedgerError>>(
        limit: groupLimit, patience: turnLimit)
    /// The mark of the last transaction, which is known to have taken effect.
    var lastMark: CommitMark?

    /// Runs on the connection's thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    private init(
        _ conninfo: String, thread: BlockingThread, now: @escaping @Sendable () -> Int64
    ) {
        self.conninfo = conninfo
        self.thread = thread
        self.now = now
    }

    deinit {
        thread.stop()
    }

    /// Opens a ledger.
    ///
    /// - Parameters:
    ///   - conninfo: as libpq takes it, `host=… dbname=…` or a URL. Keep the password in a file
    ///     (`passfile`). The ledger's tables are in the first schema of the search path.
    ///   - create: whether to make the tables where there are none.
    ///   - now: microseconds since 1970 UTC; recorded, never decided by.
    /// - Throws: `.cannotOpen`, `.incompatible`, `.readOnly`.
    public static func open(
        _ conninfo: String, create: Bool, now: @escaping @Sendable () -> Int64 = systemTime
    ) async throws(LedgerError) -> PostgreSQLLedger {
        let thread = BlockingThread()
        guard thread.start() else { throw LedgerError(.other, "the system has no thread left") }
        let ledger = PostgreSQLLedger(conninfo, thread: thread, now: now)
        try await ledger.prepare(create: create)
        return ledger
    }

    private func prepare(create: Bool) throws(LedgerError) {
        let connection = try Connection(conninfo)
        try connection.checkDurability()
        var attempt = 1
        while true {
            do throws(LedgerError) {
                try connection.migrate(create: create, now: now())
                break
            } catch {
                // Two programs made the tables at the same time.
                guard connection.trouble == .conflict, attempt < Self.attemptLimit else {
                    throw error
                }
                attempt += 1
            }
        }
        self.connection = connection
    }

    /// Lets go of the connection. Later calls fail with `.cannotOpen`.
    public func close() {
        connection = nil
        isClosed = true
    }

    /// Microseconds since 1970 UTC by the system's clock; 0 if it has none.
    public static func systemTime() -> Int64 {
        var time = timespec()
        guard clock_gettime(CLOCK_REALTIME, &time) == 0 else { return 0 }
        let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000)
        return overflow ? 0 : seconds &+ Int64(time.tv_nsec) / 1_000
    }

    // MARK: Transactions

    /// The connection, opened anew if it was lost. A server that starts again is waited for.
    func connected() throws(LedgerError) -> Connection {
        guard !isClosed else { throw LedgerError(.cannotOpen, "the ledger was closed") }
        if let connection { return connection }
        let deadline = ContinuousClock.now + Self.connectionWait
        while true {
            do throws(LedgerError) {
                let fresh = try Connection(conninfo)
                connection = fresh
                return fresh
            } catch {
                guard error.code == .cannotOpen, ContinuousClock.now < deadline else {
                    throw error
                }
                usleep(Self.connectionPause)
            }
        }
    }

    /// Ends what is open on a connection; one that cannot do so is given up.
    func abandonIfBroken(_ connection: Connection) {
        if connection.trouble == .lost || !connection.rollBack() { self.connection = nil }
    }
}
#endif
