#if PostgreSQL
import CLibPQ
import DepositVerifier

/// The rows that a statement gave, in PostgreSQL's binary form.
final class Rows {
    private let result: OpaquePointer
    let count: Int32

    /// Takes over a result of libpq.
    init(_ result: OpaquePointer) {
        self.result = result
        count = PQntuples(result)
    }

    deinit {
        PQclear(result)
    }

    /// How many rows the statement wrote.
    var changed: Int {
        PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// Reads every row.
    func map<Value>(
        _ read: (Row) throws(LedgerError) -> Value
    ) throws(LedgerError) -> [Value] {
        var values: [Value] = []
        for index in 0..<count { values.append(try read(Row(rows: self, index: index))) }
        return values
    }

    /// Visits every row.
    func forEach(_ visit: (Row) throws(LedgerError) -> Void) throws(LedgerError) {
        for index in 0..<count { try visit(Row(rows: self, index: index)) }
    }

    /// Reads a value's bytes where libpq has them.
    ///
    /// - Returns: `nil` if the column has another type, or no value, or `read` makes nothing of it.
    fileprivate func read<Value>(
        _ row: Int32, _ column: Int32, type: UInt32, as read: (UnsafeRawBufferPointer) -> Value?
    ) throws(LedgerError) -> Value {
        let value: Value? = withExtendedLifetime(self) {
            guard PQftype(result, column) == type, PQgetisnull(result, row, column) == 0,
                let start = PQgetvalue(result, row, column)
            else { return nil }
            let count = Int(PQgetlength(result, row, column))
            return read(UnsafeRawBufferPointer(start: start, count: count))
        }
        guard let value else { throw damaged(column) }
        return value
    }

    fileprivate func isNull(_ row: Int32, _ column: Int32) -> Bool {
        PQgetisnull(result, row, column) != 0
    }

    fileprivate func damaged(_ column: Int32) -> LedgerError {
        let name = PQfname(result, column).map { String(cString: $0) } ?? "\(column)"
        return LedgerError(.corrupt, "the ledger's value of column \(name) is malformed")
    }
}

/// One row: columns by type; another type or content than expected is damage.
struct Row: StoredRow {
    fileprivate let rows: Rows
    fileprivate let index: Int32

    func isNull(_ column: Int32) -> Bool { rows.isNull(index, column) }

    func integer(_ column: Int32) throws(LedgerError) -> Int64 {
        try rows.read(index, column, type: Query.Value.int8) { bytes in
            bytes.count == MemoryLayout<Int64>.size
                ? Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)) : nil
        }
    }

    func text(_ column: Int32) throws(LedgerError) -> String {
        try rows.read(index, column, type: Query.Value.textType) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { String(stored: $0) }
        }
    }

    func blob(_ column: Int32) throws(LedgerError) -> [UInt8] {
        try rows.read(index, column, type: Query.Value.bytea) { bytes in Array(bytes) }
    }

    func damaged(_ column: Int32) -> LedgerError { rows.damaged(column) }
}
#endif
