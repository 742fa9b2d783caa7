import DepositProgram
import DepositVerifier
import SolanaCodec

/// Columns that hold one of our types; another content is damage.
extension Statement {
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
}
