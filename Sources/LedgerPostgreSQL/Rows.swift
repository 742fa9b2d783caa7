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

    fileprivate func bytes(
        _ row: Int32, _ column: Int32, type: UInt32
    ) throws(LedgerError) -> [UInt8] {
        guard PQftype(result, column) == type, PQgetisnull(result, row, column) == 0,
            let start = PQgetvalue(result, row, column)
        else { throw damaged(column) }
        let count = Int(PQgetlength(result, row, column))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
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
        let bytes = try rows.bytes(index, column, type: Query.Value.int8)
        guard bytes.count == MemoryLayout<Int64>.size else { throw damaged(column) }
        return bytes.reduce(0) { $0 << 8 | Int64($1) }
    }

    func text(_ column: Int32) throws(LedgerError) -> String {
        let bytes = try rows.bytes(index, column, type: Query.Value.textType)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw damaged(column) }
        return text
    }

    func blob(_ column: Int32) throws(LedgerError) -> [UInt8] {
        try rows.bytes(index, column, type: Query.Value.bytea)
    }

    func damaged(_ column: Int32) -> LedgerError { rows.damaged(column) }
}
#endif
