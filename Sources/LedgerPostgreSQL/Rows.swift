#if PostgreSQL
import CLibPQ
import DepositProgram
import DepositVerifier
import SolanaCodec

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
struct Row {
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

    func byte(_ column: Int32) throws(LedgerError) -> UInt8 {
        guard let value = UInt8(exactly: try integer(column)) else { throw damaged(column) }
        return value
    }

    func count(_ column: Int32) throws(LedgerError) -> UInt64 {
        guard let value = UInt64(exactly: try integer(column)) else { throw damaged(column) }
        return value
    }

    func address(_ column: Int32) throws(LedgerError) -> Address {
        guard let value = Address(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    func blockhash(_ column: Int32) throws(LedgerError) -> Blockhash {
        guard let value = Blockhash(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    func signature(_ column: Int32) throws(LedgerError) -> Signature {
        guard let value = Signature(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    func code(_ column: Int32) throws(LedgerError) -> DepositCode {
        guard let value = DepositCode(bytes: try blob(column)) else { throw damaged(column) }
        return value
    }

    func path(_ column: Int32) throws(LedgerError) -> EventPath {
        guard let value = EventPath(try text(column)) else { throw damaged(column) }
        return value
    }

    func state(_ column: Int32) throws(LedgerError) -> DepositState {
        guard let value = DepositState(rawValue: try text(column)) else { throw damaged(column) }
        return value
    }

    /// Three columns: genesis, signature, path.
    func depositID(_ column: Int32) throws(LedgerError) -> DepositID {
        DepositID(
            genesis: try blockhash(column), signature: try signature(column + 1),
            path: try path(column + 2))
    }

    /// Two columns: agent, asset.
    func account(_ column: Int32) throws(LedgerError) -> EntryRow.Account {
        EntryRow.Account(agent: try integer(column), asset: try integer(column + 1))
    }

    /// Five columns: balance, held, debt, seq, head.
    func accountState(_ column: Int32) throws(LedgerError) -> AccountBook.State {
        AccountBook.State(
            balance: try integer(column), held: try integer(column + 1),
            debt: try integer(column + 2), sequence: try integer(column + 3),
            head: try blob(column + 4))
    }

    func damaged(_ column: Int32) -> LedgerError { rows.damaged(column) }
}
#endif
