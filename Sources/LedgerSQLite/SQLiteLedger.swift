public import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Books in one SQLite file that one process owns, with one connection.
///
/// The file is locked against every other process, readers included, from opening to closing.
/// Commits are durable before anything is acknowledged (write-ahead log, `synchronous=FULL`).
/// Keep it on a local disk: network file systems do not keep locks or the order of writes. Within
/// the owning process nothing else may open and close the file, which would drop its locks.
public actor SQLiteLedger {
    /// How long opening waits for another process to let go of the file.
    public static let lockWait: Duration = .seconds(5)
    /// Pause between two attempts to get the lock: short for a person, long for a disk.
    static let lockRetry: Duration = .milliseconds(50)

    /// The file, absolute, symbolic links resolved.
    public nonisolated let path: String

    let now: @Sendable () -> Int64
    private let fileSystem: String?
    private var connection: Connection?
    private var isClosed = false

    private init(path: String, fileSystem: String?, now: @escaping @Sendable () -> Int64) {
        self.path = path
        self.fileSystem = fileSystem
        self.now = now
    }

    /// Opens a ledger, waiting for the lock if need be.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - create: whether to make a missing file into an empty ledger (mode 0600).
    ///   - wait: how long to wait for another process that owns the file; zero tries once.
    ///   - clock: what the wait is measured with.
    ///   - now: microseconds since 1970 UTC; recorded, never decided by.
    /// - Throws: `.locked` after the wait, `.cannotOpen` for a missing file or anything but a
    ///   regular one, `.readOnly`, `.diskFull`, `.corrupt`, `.incompatible` for a file that is no
    ///   ledger or has a newer schema. A file that is not ours is left as it is.
    public static func open(
        at path: String, create: Bool, waiting wait: Duration = lockWait,
        clock: some Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int64 = systemTime
    ) async throws(LedgerError) -> SQLiteLedger {
        try await open(
            at: path, create: create, waiting: wait, clock: clock, fileSystem: nil, now: now)
    }

    static func open(
        at path: String, create: Bool, waiting wait: Duration, clock: some Clock<Duration>,
        fileSystem: String?, now: @escaping @Sendable () -> Int64
    ) async throws(LedgerError) -> SQLiteLedger {
        let file = try LedgerFile.locate(path, create: create)
        let ledger = SQLiteLedger(path: file, fileSystem: fileSystem, now: now)
        let deadline = clock.now.advanced(by: wait)
        while true {
            do throws(LedgerError) {
                try await ledger.connect(create: create)
                return ledger
            } catch {
                guard error.code == .locked, clock.now < deadline else { throw error }
                // Cancelling the wait ends it with the error at hand.
                guard (try? await clock.sleep(for: lockRetry)) != nil else { throw error }
            }
        }
    }

    /// Lets go of the file. Later calls fail with `.cannotOpen`.
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

    private func connect(create: Bool) throws(LedgerError) {
        connection = try Connection.openLedger(
            at: path, create: create, fileSystem: fileSystem, now: now)
    }

    /// The connection, opened anew if a failure made us let go of it.
    func connected() throws(LedgerError) -> Connection {
        guard !isClosed else { throw LedgerError(.cannotOpen, "ledger \(path) was closed") }
        if let connection { return connection }
        try connect(create: false)
        guard let connection else { throw LedgerError(.other, "ledger \(path) is not open") }
        return connection
    }

    // MARK: Transactions

    /// Runs `body` in one transaction, acknowledged only once COMMIT has returned.
    ///
    /// No `await` happens within, so that calls never interleave.
    ///
    /// - Parameter isCommitted: asks a fresh connection whether the work of `body` is there, should
    ///   COMMIT fail: after a failed write or sync either may be true.
    /// - Throws: what `body` throws; the failure of COMMIT if the work is not there;
    ///   `.outcomeUnknown` if that could not be found out.
    func transaction<Result>(
        _ body: (Connection) throws(LedgerError) -> Result,
        isCommitted: (Connection, Result) throws(LedgerError) -> Bool
    ) throws(LedgerError) -> Result {
        switch try attempt(body) {
        case .committed(let result):
            return result
        case .commitFailed(let failure, let result):
            // Nothing refers to the old connection any more: this closes it and frees its lock.
            connection = nil
            guard try isThere(result, isCommitted, despite: failure) else { throw failure }
            return result
        }
    }

    private enum Attempt<Result> {
        case committed(Result)
        case commitFailed(LedgerError, Result)
    }

    private func attempt<Result>(
        _ body: (Connection) throws(LedgerError) -> Result
    ) throws(LedgerError) -> Attempt<Result> {
        let connection = try connected()
        try connection.execute("BEGIN IMMEDIATE")
        let result: Result
        do throws(LedgerError) {
            result = try body(connection)
        } catch {
            rollBack(connection)
            throw error
        }
        do throws(LedgerError) {
            try connection.execute("COMMIT")
            return .committed(result)
        } catch {
            rollBack(connection)
            return .commitFailed(error, result)
        }
    }

    /// Whether the work of a transaction is there, durably, although its COMMIT failed.
    private func isThere<Result>(
        _ result: Result, _ isCommitted: (Connection, Result) throws(LedgerError) -> Bool,
        despite failure: LedgerError
    ) throws(LedgerError) -> Bool {
        do throws(LedgerError) {
            let connection = try connected()
            guard try isCommitted(connection, result) else { return false }
            // What is there may be only in the system's cache, after a sync that failed: write and
            // sync it again, into another file, before anything is said about it.
            try connection.checkpoint()
            return true
        } catch {
            connection = nil
            throw LedgerError(
                .outcomeUnknown,
                "\(failure.reason); whether it took effect is unknown: \(error.reason)")
        }
    }

    /// Ends a failed transaction; a connection that cannot do so is given up.
    private func rollBack(_ connection: Connection) {
        guard connection.isInTransaction else { return }
        guard (try? connection.execute("ROLLBACK")) == nil else { return }
        self.connection = nil
    }
}
