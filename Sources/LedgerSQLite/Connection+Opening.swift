import DepositVerifier

extension Connection {
    /// KiB of pages kept in memory: those of some 100,000 deposits, a third of what a verifier may use.
    private static let cacheSize = 32_768
    /// Pages of the write-ahead log that begin a checkpoint: 16 MiB, read in a moment after a crash.
    private static let checkpointPages = 4_096

    /// Opens a ledger as its one owner, with every setting read back.
    ///
    /// The lock comes first and is held until the connection closes: it keeps out other processes,
    /// readers too, and with them the WAL-reset defect of SQLite before 3.51.3, which needs two
    /// connections. The journal mode comes after the file is known to be ours, since it is written
    /// into the file.
    ///
    /// - Throws: `.locked`, `.readOnly`, `.incompatible`, `.cannotOpen`, `.diskFull`, `.corrupt`.
    static func openLedger(
        at path: String, create: Bool, fileSystem: String?, now: () -> Int64
    ) throws(LedgerError) -> Connection {
        let connection = try Connection(path: path, fileSystem: fileSystem)
        guard !connection.isReadOnly else {
            throw LedgerError(.readOnly, "ledger \(path) cannot be written")
        }
        try connection.set("locking_mode", to: "EXCLUSIVE", reading: "exclusive")
        _ = try connection.identify(create: create)
        try connection.set("journal_mode", to: "WAL", reading: "wal")
        // WAL with NORMAL loses acknowledged commits when the power fails.
        try connection.set("synchronous", to: "FULL", reading: "2")
        try connection.set("foreign_keys", to: "ON", reading: "1")
        // Effective on macOS, where fsync alone does not reach the medium; no cost elsewhere.
        try connection.set("fullfsync", to: "ON", reading: "1")
        try connection.set("checkpoint_fullfsync", to: "ON", reading: "1")
        // What a file brings along (views, triggers) may not call functions or harm the file.
        try connection.set("trusted_schema", to: "OFF", reading: "0")
        try connection.set("recursive_triggers", to: "ON", reading: "1")
        // Deposits come in no order of keys, so each writes several pages: SQLite's 2 MB of cache and
        // 4 MB between checkpoints would read and write them again and again.
        try connection.set("cache_size", to: "-\(cacheSize)", reading: "-\(cacheSize)")
        try connection.set(
            "wal_autocheckpoint", to: "\(checkpointPages)", reading: "\(checkpointPages)")
        try connection.setDefensive()

        // Also takes the write lock, whether or not there is something to migrate.
        try connection.execute("BEGIN IMMEDIATE")
        try connection.migrate(create: create, now: now())
        try connection.execute("COMMIT")
        // What a killed process left in the log may be in the system's cache only: it becomes
        // durable before anything is said about it.
        try connection.syncLog()
        return connection
    }

    /// Sets a pragma and refuses to go on unless it reads back as expected.
    private func set(
        _ pragma: String, to value: String, reading expected: String
    ) throws(LedgerError) {
        try execute("PRAGMA \(pragma) = \(value)")
        let found = try setting(pragma)
        guard found == expected else {
            throw LedgerError(
                .incompatible,
                "ledger \(path): SQLite set \(pragma) to \(found) instead of \(expected)")
        }
    }

    /// The value of a pragma in force, as text.
    func setting(_ pragma: String) throws(LedgerError) -> String {
        let value = try row("PRAGMA \(pragma)") { row throws(LedgerError) in
            row.isInteger(0) ? String(try row.integer(0)) : try row.text(0)
        }
        return value ?? ""
    }

    /// Moves the write-ahead log into the file and syncs both.
    ///
    /// - Throws: `.locked` if it could not be moved whole.
    func checkpoint() throws(LedgerError) {
        let isBusy = try row("PRAGMA wal_checkpoint(TRUNCATE)") { row throws(LedgerError) in
            try row.integer(0)
        }
        guard isBusy == 0 else {
            throw LedgerError(.locked, "ledger \(path): its log could not be written back")
        }
    }
}
