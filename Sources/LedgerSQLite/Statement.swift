import CSQLite
import DepositVerifier

/// A prepared statement: bind, step, read columns by type, reset.
///
/// Reading a column of another type than asked for is damage, not a conversion.
final class Statement: StoredRow {
    /// What may be bound.
    enum Value {
        case integer(Int64)
        case text(String)
        case blob([UInt8])
        case null

        static func blob(orNull bytes: [UInt8]?) -> Value { bytes.map(Value.blob) ?? .null }
        static func integer(orNull number: Int64?) -> Value { number.map(Value.integer) ?? .null }
        static func text(orNull text: String?) -> Value { text.map(Value.text) ?? .null }
    }

    private let handle: OpaquePointer
    private unowned let connection: Connection

    init(handle: OpaquePointer, connection: Connection) {
        self.handle = handle
        self.connection = connection
    }

    deinit {
        // Repeats the last step's result, which was thrown then.
        sqlite3_finalize(handle)
    }

    /// Binds `values` to the parameters 1 and up, all of them.
    ///
    /// Byte strings are not copied: the caller keeps `values` until it has reset the statement.
    func bind(_ values: [Value]) throws(LedgerError) {
        guard sqlite3_bind_parameter_count(handle) == Int32(values.count) else {
            throw LedgerError(.other, "a statement has other parameters than were bound")
        }
        for (offset, value) in values.enumerated() {
            let index = Int32(offset + 1)
            let result =
                switch value {
                case .integer(let number): sqlite3_bind_int64(handle, index, number)
                case .text(let text): bind(text, at: index)
                case .blob(let bytes): bind(bytes, at: index)
                case .null: sqlite3_bind_null(handle, index)
                }
            try connection.check(result)
        }
    }

    /// Goes on to the next row.
    ///
    /// - Returns: whether there is one.
    func step() throws(LedgerError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let failure: throw connection.error(failure)
        }
    }

    /// Ends the run and lets go of what was bound.
    func reset() {
        // Repeats the last step's result, which was thrown then.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    // MARK: Columns

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func isInteger(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_INTEGER
    }

    func integer(_ column: Int32) throws(LedgerError) -> Int64 {
        try require(SQLITE_INTEGER, at: column)
        return sqlite3_column_int64(handle, column)
    }

    func text(_ column: Int32) throws(LedgerError) -> String {
        try require(SQLITE_TEXT, at: column)
        guard let start = sqlite3_column_text(handle, column) else {
            throw connection.error(SQLITE_NOMEM)
        }
        let count = Int(sqlite3_column_bytes(handle, column))
        guard let text = String(stored: UnsafeBufferPointer(start: start, count: count)) else {
            throw damaged(column)
        }
        return text
    }

    func blob(_ column: Int32) throws(LedgerError) -> [UInt8] {
        try require(SQLITE_BLOB, at: column)
        let count = Int(sqlite3_column_bytes(handle, column))
        guard count > 0 else { return [] }
        guard let start = sqlite3_column_blob(handle, column) else {
            throw connection.error(SQLITE_NOMEM)
        }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    /// A column that its table's rules or our types do not allow.
    func damaged(_ column: Int32) -> LedgerError {
        let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "\(column)"
        return LedgerError(
            .corrupt, "ledger \(connection.path): a value of column \(name) is malformed")
    }

    // MARK: Details

    private func require(_ type: Int32, at column: Int32) throws(LedgerError) {
        guard sqlite3_column_type(handle, column) == type else { throw damaged(column) }
    }

    private func bind(_ text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            // An empty buffer may have no address, and no address would bind NULL.
            guard let start = bytes.baseAddress else {
                return l5_sqlite_bind_text(handle, index, "", 0)
            }
            return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                l5_sqlite_bind_text(handle, index, $0, Int32(bytes.count))
            }
        }
    }

    private func bind(_ bytes: [UInt8], at index: Int32) -> Int32 {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, !buffer.isEmpty else {
                return sqlite3_bind_zeroblob(handle, index, 0)
            }
            return l5_sqlite_bind_blob(handle, index, start, Int32(buffer.count))
        }
    }
}
