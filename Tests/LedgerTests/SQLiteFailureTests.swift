import CSQLite
import DepositVerifier
import Foundation
import Testing

@testable import LedgerSQLite

@Suite struct `SQLite failures` {
    static let codes: [(Int32, Int32, LedgerError.Code)] = [
        (SQLITE_BUSY, 0, .locked), (SQLITE_LOCKED, 0, .locked),
        (SQLITE_READONLY, 0, .readOnly), (SQLITE_PERM, 0, .readOnly),
        (SQLITE_FULL, 0, .diskFull), (SQLITE_NOTADB, 0, .incompatible),
        (SQLITE_CORRUPT, 0, .corrupt), (SQLITE_CONSTRAINT, 0, .inconsistent),
        (SQLITE_CANTOPEN, 0, .cannotOpen), (SQLITE_CANTOPEN, EACCES, .readOnly),
        (SQLITE_IOERR, EIO, .other), (SQLITE_IOERR, ENOSPC, .diskFull),
        (SQLITE_IOERR, EDQUOT, .diskFull), (SQLITE_IOERR, EROFS, .readOnly),
        (SQLITE_NOMEM, 0, .other),
        // Extended codes, as sqlite3.h defines them: READONLY_DBMOVED, IOERR_FSYNC.
        (1032, 0, .readOnly), (1034, ENOSPC, .diskFull),
    ]

    @Test(arguments: codes)
    func `lead to the code that callers act on`(
        _ result: Int32, _ number: Int32, _ code: LedgerError.Code
    ) {
        let error = SQLiteFailure.error(result, systemError: number, message: "m", path: "/p")
        #expect(error.code == code)
        #expect(error.reason.hasPrefix("ledger /p: "))
    }
}
