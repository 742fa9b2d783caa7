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
/// A commit holds up the thread that runs it until the disk is done: on a thread of its own, which
/// others would have to wake each time, a credit took a quarter longer.
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

    nonisolated let now: @Sendable () -> Int64
    private let fileSystem: String?
    var connection: Connection?
    /// Work that waits to be committed.
    nonisolated let waiting = Gathering<Work, Outcome>(limit: groupLimit, patience: turnLimit)
    /// The mark of the last commit that is known to be in the file.
    var lastCommit = CommitMark.none
    private var isClosed = false
    /// Whether the log holds work whose sync failed. It can be read, since it is in the system's
    /// cache, and syncing it again may wrongly succeed: only written back to the file it is safe.
    var isInDoubt = false

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
        let opened = try Connection.openLedger(
            at: path, create: create, fileSystem: fileSystem, now: now)
        lastCommit = try opened.lastCommit()
        connection = opened
    }

    /// The connection, opened anew if a failure made us let go of it.
    func connected() throws(LedgerError) -> Connection {
        if let connection, !isClosed { return connection }
        let connection = try reconnected()
        guard isInDoubt else { return connection }
        do throws(LedgerError) {
            try connection.checkpoint()
        } catch {
            self.connection = nil
            throw error
        }
        isInDoubt = false
        return connection
    }

    /// A new connection, of which nobody was told anything yet.
    func reconnected() throws(LedgerError) -> Connection {
        guard !isClosed else { throw LedgerError(.cannotOpen, "ledger \(path) was closed") }
        try connect(create: false)
        guard let connection else { throw LedgerError(.other, "ledger \(path) is not open") }
        return connection
    }
}
