import CSQLite
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Turns SQLite's result codes and the system's error numbers into ledger errors.
enum SQLiteFailure {
    /// The error for a result code of SQLite, primary or extended.
    ///
    /// - Parameters:
    ///   - systemError: `errno` behind an input/output error, 0 if there is none.
    ///   - message: SQLite's own words; never contains bound values.
    static func error(
        _ result: Int32, systemError: Int32, message: String, path: String
    ) -> LedgerError {
        let code = code(result, systemError: systemError)
        return LedgerError(code, "ledger \(path): \(sentence(code)) (\(message))")
    }

    /// The error for a failed system call.
    static func error(errno number: Int32, doing what: String, path: String) -> LedgerError {
        let code = code(errno: number) ?? .cannotOpen
        return LedgerError(code, "ledger \(path): cannot \(what), error \(number)")
    }

    static func code(_ result: Int32, systemError: Int32) -> LedgerError.Code {
        switch result & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: .locked
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_FULL: .diskFull
        case SQLITE_CANTOPEN: code(errno: systemError) ?? .cannotOpen
        case SQLITE_IOERR: code(errno: systemError) ?? .other
        case SQLITE_NOTADB: .incompatible
        case SQLITE_CORRUPT, SQLITE_FORMAT: .corrupt
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: .inconsistent
        default: .other
        }
    }

    private static func code(errno number: Int32) -> LedgerError.Code? {
        switch number {
        case ENOSPC, EDQUOT: .diskFull
        case EROFS, EACCES, EPERM: .readOnly
        default: nil
        }
    }

    private static func sentence(_ code: LedgerError.Code) -> String {
        switch code {
        case .locked: "another process is using it; one process owns a ledger at a time"
        case .readOnly: "it cannot be written"
        case .diskFull: "no space is left"
        case .cannotOpen: "it cannot be opened"
        case .incompatible: "this is not a ledger"
        case .corrupt: "the file is damaged"
        case .inconsistent: "a rule of the books forbids this"
        default: "SQLite failed"
        }
    }
}
