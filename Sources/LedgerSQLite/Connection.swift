import CSQLite
import DepositVerifier

/// One connection to a SQLite file. Not for sharing: one actor owns it.
final class Connection {
    /// The file.
    let path: String

    private let handle: OpaquePointer
    private var statements: [StatementText: Statement] = [:]

    /// Opens an existing file, or memory for `:memory:`.
    ///
    /// - Parameters:
    ///   - path: absolute, so that no name has a special meaning.
    ///   - fileSystem: name of a registered SQLite VFS; `nil` is the system's.
    init(path: String, fileSystem: String? = nil) throws(LedgerError) {
        guard sqlite3_threadsafe() != 0 else {
            throw LedgerError(.incompatible, "this SQLite library was built for one thread only")
        }
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
            | SQLITE_OPEN_EXRESCODE
        var opened: OpaquePointer?
        let result = sqlite3_open_v2(path, &opened, flags, fileSystem)
        guard let opened, result == SQLITE_OK else {
            let number = opened.map(sqlite3_system_errno) ?? 0
            sqlite3_close(opened)
            throw SQLiteFailure.error(
                result, systemError: number, message: String(cString: sqlite3_errstr(result)),
                path: path)
        }
        handle = opened
        self.path = path
    }

    deinit {
        close()
    }

    private func close() {
        // Statements hold the connection open. What closing could still report is a failed
        // checkpoint, which loses nothing: the next opening reads the write-ahead log.
        statements.removeAll()
        sqlite3_close_v2(handle)
    }

    /// Whether the file could only be opened for reading.
    var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") == 1 }

    /// Whether a transaction is open.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// How many rows were changed so far, by statements and by triggers.
    var changes: Int64 { sqlite3_total_changes64(handle) }

    // MARK: Running SQL

    /// Runs statements without parameters and ignores their rows.
    func execute(_ script: String) throws(LedgerError) {
        try check(sqlite3_exec(handle, script, nil, nil, nil))
    }

    /// Runs one statement.
    ///
    /// - Returns: how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [Statement.Value] = []) throws(LedgerError) -> Int {
        let before = changes
        try forEach(sql, values) { _ in }
        return Int(clamping: changes - before)
    }

    /// Runs one statement and reads each of its rows.
    func rows<Value>(
        _ sql: String, _ values: [Statement.Value] = [],
        read: (Statement) throws(LedgerError) -> Value
    ) throws(LedgerError) -> [Value] {
        var found: [Value] = []
        try forEach(sql, values) { row throws(LedgerError) in found.append(try read(row)) }
        return found
    }

    /// Runs one statement and reads its only row, if there is one.
    func row<Value>(
        _ sql: String, _ values: [Statement.Value] = [],
        read: (Statement) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value? {
        try rows(sql, values, read: read).first
    }

    /// Runs one statement and visits each of its rows. The same text cannot run within the visit.
    func forEach(
        _ sql: String, _ values: [Statement.Value] = [],
        visit: (Statement) throws(LedgerError) -> Void
    ) throws(LedgerError) {
        let statement = try statement(sql)
        // What is bound lives until the statement is reset.
        defer { withExtendedLifetime(values) { statement.reset() } }
        try statement.bind(values)
        while try statement.step() { try visit(statement) }
    }

    // MARK: Errors

    func check(_ result: Int32) throws(LedgerError) {
        guard result == SQLITE_OK else { throw error(result) }
    }

    func error(_ result: Int32) -> LedgerError {
        SQLiteFailure.error(
            result, systemError: sqlite3_system_errno(handle),
            message: String(cString: sqlite3_errmsg(handle)), path: path)
    }

    // MARK: Details

    private func statement(_ sql: String) throws(LedgerError) -> Statement {
        if let known = statements[StatementText(sql)] { return known }
        var prepared: OpaquePointer?
        let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
        try check(sqlite3_prepare_v3(handle, sql, -1, flags, &prepared, nil))
        guard let prepared else { throw LedgerError(.other, "an empty statement was prepared") }
        let statement = Statement(handle: prepared, connection: self)
        statements[StatementText(sql)] = statement
        return statement
    }

    /// Syncs the write-ahead log, unless it is empty. Needs no space, other than writing it back.
    func syncLog() throws(LedgerError) {
        var log: UnsafeMutablePointer<sqlite3_file>?
        try check(sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log))
        guard let log, let methods = log.pointee.pMethods else { return }
        var size: Int64 = 0
        try check(methods.pointee.xFileSize(log, &size))
        guard size > 0 else { return }
        try check(methods.pointee.xSync(log, SQLITE_SYNC_FULL))
    }

    /// Forbids statements that could damage the file, even deliberate ones.
    func setDefensive() throws(LedgerError) {
        try check(l5_sqlite_set_defensive(handle))
    }
}

/// A statement's text, by which its prepared form is found again.
private struct StatementText: Hashable {
    private let sql: String

    init(_ sql: String) {
        self.sql = sql
    }

    /// Few texts have the same length, and hashing all of it costs more than a short statement.
    func hash(into hasher: inout Hasher) {
        hasher.combine(sql.utf8.count)
    }
}
