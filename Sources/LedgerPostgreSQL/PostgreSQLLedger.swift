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
/// is looked for by its keys first. Needs the package trait `PostgreSQL`.
public actor PostgreSQLLedger {
    /// How often a transaction is run anew before its failure is reported.
    static let attemptLimit = 20
    /// How long a server that is gone is called before that is reported: one that was killed is back
    /// within seconds, or needs a person.
    static let connectionWait: Duration = .seconds(15)
    /// Microseconds between two calls.
    static let connectionPause: UInt32 = 50_000
    /// The longest pause after a first conflict, in microseconds: a transaction takes about as long.
    static let conflictPause: UInt32 = 1_000

    let now: @Sendable () -> Int64
    private let conninfo: String
    private let thread: ConnectionThread
    private var connection: Connection?
    private var isClosed = false
    /// Operations that wait to be committed.
    var waiting: [Ticket] = []

    /// Runs on the connection's thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    private init(
        _ conninfo: String, thread: ConnectionThread, now: @escaping @Sendable () -> Int64
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
        let thread = ConnectionThread()
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
        if !connection.rollBack() { self.connection = nil }
    }

    /// Runs `body` in one transaction, acknowledged only once COMMIT was answered.
    ///
    /// `body` may run several times. No `await` happens within, so that calls never interleave.
    ///
    /// - Parameters:
    ///   - body: reads and decides; gives its result and the statements that write it, which are
    ///     sent with COMMIT as one pipeline.
    ///   - isCommitted: asks a fresh connection whether the work is there, should the answer to
    ///     COMMIT be lost.
    /// - Throws: what `body` throws; `.outcomeUnknown` if COMMIT was sent and what became of it
    ///   could not be found out.
    func transaction<Result>(
        _ body: (Connection) throws(LedgerError) -> (Result, [Query]),
        isCommitted: (Connection, Result) throws(LedgerError) -> Bool
    ) throws(LedgerError) -> Result {
        for attempt in 1... {
            let connection = try connected()
            var decided: Result?
            do throws(LedgerError) {
                connection.begin()
                let (result, writing) = try body(connection)
                decided = result
                _ = try connection.run(writing + [Query("COMMIT")])
                return result
            } catch {
                let trouble = connection.trouble
                abandonIfBroken(connection)
                guard trouble == .conflict || trouble == .lost, attempt < Self.attemptLimit else {
                    throw trouble == .lost && decided != nil ? Self.unknown(error, error) : error
                }
                if trouble == .lost, let decided {
                    if try isThere(decided, isCommitted, despite: error) { return decided }
                } else if trouble == .conflict {
                    // Those who met go on at different moments.
                    usleep(.random(in: 0...Self.conflictPause) * UInt32(attempt))
                }
            }
        }
        throw LedgerError(.other, "a transaction was never tried")
    }

    /// Looks for work whose COMMIT was sent and not answered.
    private func isThere<Result>(
        _ result: Result, _ isCommitted: (Connection, Result) throws(LedgerError) -> Bool,
        despite failure: LedgerError
    ) throws(LedgerError) -> Bool {
        for attempt in 1... {
            do throws(LedgerError) {
                return try isCommitted(try connected(), result)
            } catch {
                let trouble = connection?.trouble
                connection = nil
                let isWorthTrying = trouble == .conflict || trouble == .lost
                guard isWorthTrying, attempt < Self.attemptLimit else {
                    throw Self.unknown(failure, error)
                }
            }
        }
        throw Self.unknown(failure, failure)
    }

    private static func unknown(_ failure: LedgerError, _ second: LedgerError) -> LedgerError {
        LedgerError(
            .outcomeUnknown,
            "\(failure.reason); whether it took effect is unknown: \(second.reason)")
    }

    /// Runs `body` on one state of the books, without changing it.
    func reading<Result>(
        _ body: (Connection) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Result {
        for attempt in 1... {
            let connection = try connected()
            do throws(LedgerError) {
                connection.begin(reading: true)
                let result = try body(connection)
                abandonIfBroken(connection)
                return result
            } catch {
                let trouble = connection.trouble
                abandonIfBroken(connection)
                guard trouble == .lost, attempt < Self.attemptLimit else { throw error }
            }
        }
        throw LedgerError(.other, "a reading was never tried")
    }
}
#endif
