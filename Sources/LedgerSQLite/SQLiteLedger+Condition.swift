import CSQLite
import DepositProgram
public import DepositVerifier
public import SolanaCodec

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension SQLiteLedger: StoredLedger {
    /// What the file is like, and whether every active code has a reference at these accounts.
    ///
    /// Looks at the pages only quickly; `verifyIntegrity` recomputes everything.
    public func condition(at accounts: [Address]) throws(LedgerError) -> LedgerCondition {
        let connection = try connected()
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            throw LedgerError(.cannotOpen, "ledger \(path) cannot be looked at")
        }
        var bare: [Address: Int] = [:]
        for account in accounts {
            bare[account] = try connection.codesWithoutReference(at: account)
        }
        let file = LedgerFileCondition(
            mode: UInt16(truncatingIfNeeded: facts.st_mode) & 0o7777,
            library: String(cString: sqlite3_libversion()),
            libraryNumber: Int(sqlite3_libversion_number()),
            journalMode: try connection.setting("journal_mode"),
            synchronous: try connection.setting("synchronous"),
            damages: try connection.rows("PRAGMA quick_check(1)") { row throws(LedgerError) in
                try row.text(0)
            }.filter { $0 != "ok" }, neighbours: LedgerFile.neighbours(of: path))
        return LedgerCondition(
            place: path, store: .file(file), schema: Migration.latest,
            activeCodes: try connection.activeCodes(), accounts: try connection.knownAccounts(),
            codesWithoutReference: bare)
    }
}

extension Connection {
    fileprivate func activeCodes() throws(LedgerError) -> Int {
        let count = try row("SELECT count(*) FROM deposit_code WHERE state = 'active'") {
            row throws(LedgerError) in try row.integer(0)
        }
        return Int(clamping: count ?? 0)
    }

    fileprivate func codesWithoutReference(at account: Address) throws(LedgerError) -> Int {
        let count = try row(
            """
            SELECT count(*) FROM deposit_code WHERE state = 'active' AND code NOT IN
              (SELECT code FROM code_reference WHERE treasury_account = ?1)
            """, [.blob(account.bytes)]
        ) { row throws(LedgerError) in try row.integer(0) }
        return Int(clamping: count ?? 0)
    }

    fileprivate func knownAccounts() throws(LedgerError) -> Set<Address> {
        Set(
            try rows(
                """
                SELECT treasury_account FROM code_reference
                UNION SELECT destination FROM deposit
                """
            ) { row throws(LedgerError) in try row.address(0) })
    }
}
