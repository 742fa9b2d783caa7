public import DepositVerifier
import SolanaCodec

extension SQLiteLedger: Movements {
    /// Books one movement, once.
    public nonisolated func book(_ movement: Movement) async throws(LedgerError) -> MovementOutcome
    {
        try LedgerRules.check(movement)
        let createdAt = now()
        return try await transaction { connection throws(LedgerError) in
            var book = try connection.book(movement.account)
            let existing = try connection.entry(movement.idem, of: book.account)
            let outcome = try book.book(movement, existing: existing, createdAt: createdAt)
            try connection.keep(book, at: createdAt)
            return outcome
        }
    }
}

extension SQLiteLedger: CredentialRegistry {
    /// Registers a secret's hash for an agent.
    public nonisolated func add(
        _ hash: CredentialHash, kind: CredentialKind, agent: String
    ) async throws(LedgerError) {
        try LedgerRules.checkAgent(agent)
        let record = CredentialRecord(hash: hash, kind: kind, agent: agent, isActive: true)
        let createdAt = now()
        try await transaction { connection throws(LedgerError) in
            let known = try connection.credential(hash)
            try LedgerRules.check(known, for: record)
            guard known == nil else { return }
            try connection.insert(agent: agent, createdAt: createdAt)
            try connection.run(
                """
                INSERT INTO credential (hash, kind, agent_id, created_at)
                VALUES (?1, ?2, (SELECT id FROM agent WHERE name = ?3), ?4)
                """,
                [.blob(hash.bytes), .integer(kind.rawValue), .text(agent), .integer(createdAt)])
        }
    }

    /// Ends a credential.
    public nonisolated func revoke(_ hash: CredentialHash) async throws(LedgerError) {
        let time = now()
        try await transaction { connection throws(LedgerError) in
            guard try connection.credential(hash) != nil else {
                throw LedgerRules.unknownCredential
            }
            try connection.run(
                "UPDATE credential SET revoked_at = ?2 WHERE hash = ?1 AND revoked_at IS NULL",
                [.blob(hash.bytes), .integer(time)])
        }
    }

    /// What the books know of a secret.
    public func credential(_ hash: CredentialHash) throws(LedgerError) -> CredentialRecord? {
        try connected().credential(hash)
    }
}

extension Connection {
    fileprivate func credential(
        _ hash: CredentialHash
    ) throws(LedgerError) -> CredentialRecord? {
        try row(
            """
            SELECT kind, name, revoked_at FROM credential JOIN agent ON agent.id = agent_id
            WHERE hash = ?1
            """, [.blob(hash.bytes)]
        ) { row throws(LedgerError) in
            guard let kind = CredentialKind(rawValue: try row.integer(0)) else {
                throw row.damaged(0)
            }
            return CredentialRecord(
                hash: hash, kind: kind, agent: try row.text(1), isActive: row.isNull(2))
        }
    }
}
