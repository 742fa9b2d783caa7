#if PostgreSQL
import DepositProgram
public import DepositVerifier
public import SolanaCodec

extension PostgreSQLLedger: StoredLedger {
    /// What the server is like, the way to it, and whether every active code has a reference at
    /// these accounts.
    public func condition(at accounts: [Address]) throws(LedgerError) -> LedgerCondition {
        try reading { connection throws(LedgerError) in
            let server = try connection.serverCondition()
            let references = try connection.run(
                """
                SELECT treasury_account FROM code_reference UNION SELECT destination FROM deposit
                """
            ).map { row throws(LedgerError) in try row.address(0) }
            let active = "SELECT count(*) FROM deposit_code WHERE state = 'active'"
            var bare: [Address: Int] = [:]
            for account in accounts {
                bare[account] = try connection.count(
                    active + """
                         AND NOT EXISTS (SELECT FROM code_reference
                          WHERE code_reference.code = deposit_code.code AND treasury_account = $1)
                        """, [.blob(account.bytes)])
            }
            return LedgerCondition(
                place: connection.place, store: .server(server),
                schema: Int64(Migration.all.count), activeCodes: try connection.count(active),
                accounts: Set(references), codesWithoutReference: bare)
        }
    }
}

extension Connection {
    /// What makes an acknowledged commit survive a power cut.
    private static let durability = ["fsync", "full_page_writes", "synchronous_commit"]

    /// Refuses a server that acknowledges what a power cut would undo, and a database that changes texts.
    func checkDurability() throws(LedgerError) {
        for (name, value) in try durabilitySettings().sorted(by: { $0.key < $1.key })
        where value != "on" {
            throw LedgerError(.incompatible, "the server runs with \(name) = \(value)")
        }
        // Others cannot hold every text, so that hashes over texts would not be the same.
        let encoding = try setting("server_encoding")
        guard encoding == "UTF8" else {
            throw LedgerError(.incompatible, "the database's encoding is \(encoding), not UTF8")
        }
    }

    private func durabilitySettings() throws(LedgerError) -> [String: String] {
        var settings: [String: String] = [:]
        for name in Self.durability { settings[name] = try setting(name) }
        return settings
    }

    private func setting(_ name: String) throws(LedgerError) -> String {
        try run("SELECT current_setting($1)", [.text(name)])
            .map { row throws(LedgerError) in try row.text(0) }.first ?? "nothing"
    }

    fileprivate func serverCondition() throws(LedgerError) -> LedgerServerCondition {
        // An owner grants himself what he likes; a superuser has every right.
        let rewriting = try count(
            """
            SELECT count(*) FROM pg_class WHERE oid = 'entry'::regclass AND (
              pg_has_role(relowner, 'MEMBER') OR has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE'))
            """)
        return LedgerServerCondition(
            version: try setting("server_version"), settings: try durabilitySettings(),
            hasChecksums: try setting("data_checksums") == "on", connection: way,
            mayRewrite: rewriting > 0)
    }

    fileprivate func count(
        _ sql: String, _ values: [Query.Value] = []
    ) throws(LedgerError) -> Int {
        let count = try run(sql, values).map { row throws(LedgerError) in try row.integer(0) }.first
        return Int(clamping: count ?? 0)
    }
}
#endif
