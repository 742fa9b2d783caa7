#if PostgreSQL
public import DepositProgram
public import DepositVerifier
import SolanaCodec

extension PostgreSQLLedger: CodeRegistry {
    /// Registers a code for an agent, with its references.
    public func add(
        _ code: DepositCode, agent: String, references: [CodeReference]
    ) throws(LedgerError) {
        try LedgerRules.checkAgent(agent)
        try LedgerRules.check(references, of: code)
        let createdAt = now()
        try transaction { connection throws(LedgerError) in
            let known = try connection.records(of: [code]).first
            try LedgerRules.checkOwner(known, of: code, agent: agent)
            let owners = try connection.codes(of: references.map(\.key))
            for reference in references {
                try LedgerRules.check(owner: owners[reference.key], of: reference)
            }
            let new = references.filter { owners[$0.key] == nil }
            let writing =
                known == nil ? Query.registering(code, agent: agent, createdAt: createdAt) : []
            return ((), writing + Query.inserting(new))
        }
    }

    /// Adds references of codes that exist.
    public func extend(_ references: [CodeReference]) throws(LedgerError) {
        try transaction { connection throws(LedgerError) in
            let known = Set(try connection.records(of: Set(references.map(\.code))).map(\.code))
            let owners = try connection.codes(of: references.map(\.key))
            for reference in references {
                guard known.contains(reference.code) else {
                    throw LedgerRules.unknown(reference.code)
                }
                try LedgerRules.check(owner: owners[reference.key], of: reference)
            }
            return ((), Query.inserting(references.filter { owners[$0.key] == nil }))
        }
    }

    /// Closes a code.
    public func close(_ code: DepositCode) throws(LedgerError) {
        try transaction { connection throws(LedgerError) in
            guard try !connection.records(of: [code]).isEmpty else {
                throw LedgerRules.unknown(code)
            }
            let closing = Query(
                "UPDATE deposit_code SET state = 'closed' WHERE code = $1", [.blob(code.bytes)])
            return ((), [closing])
        }
    }

    /// Every code, in the order of issue.
    public func codes() throws(LedgerError) -> [CodeRecord] {
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT code, name, state FROM deposit_code JOIN agent ON agent.id = agent_id
                ORDER BY number
                """
            ).map { row throws(LedgerError) in try row.codeRecord() }
        }
    }
}

extension PostgreSQLLedger: CredentialRegistry {
    /// Registers a secret's hash for an agent.
    public func add(
        _ hash: CredentialHash, kind: CredentialKind, agent: String
    ) throws(LedgerError) {
        try LedgerRules.checkAgent(agent)
        let record = CredentialRecord(hash: hash, kind: kind, agent: agent, isActive: true)
        let createdAt = now()
        try transaction { connection throws(LedgerError) in
            let known = try connection.credential(hash)
            try LedgerRules.check(known, for: record)
            guard known == nil else { return ((), []) }
            let inserting = Query(
                """
                INSERT INTO credential (hash, kind, agent_id, created_at)
                SELECT $1, $2, id, $4 FROM agent WHERE name = $3
                """,
                [.blob(hash.bytes), .integer(kind.rawValue), .text(agent), .integer(createdAt)])
            return (
                (), [.registeringTurn, .inserting(agent: agent, createdAt: createdAt), inserting]
            )
        }
    }

    /// Ends a credential.
    public func revoke(_ hash: CredentialHash) throws(LedgerError) {
        let time = now()
        try transaction { connection throws(LedgerError) in
            guard try connection.credential(hash) != nil else {
                throw LedgerRules.unknownCredential
            }
            let revoking = Query(
                "UPDATE credential SET revoked_at = $2 WHERE hash = $1 AND revoked_at IS NULL",
                [.blob(hash.bytes), .integer(time)])
            return ((), [revoking])
        }
    }

    /// What the books know of a secret.
    public func credential(_ hash: CredentialHash) throws(LedgerError) -> CredentialRecord? {
        try reading { connection throws(LedgerError) in try connection.credential(hash) }
    }
}

extension Query {
    /// Lets one register at a time, who takes the next numbers. Those who move money do not wait.
    fileprivate static let registeringTurn = Query(
        "SELECT id FROM turn WHERE id = 2 FOR NO KEY UPDATE")

    /// Adds an agent unless he is there. Comes after the turn.
    fileprivate static func inserting(agent: String, createdAt: Int64) -> Query {
        Query(
            """
            INSERT INTO agent (id, name, created_at)
            SELECT coalesce(max(id), 0) + 1, $1, $2 FROM agent
            ON CONFLICT (name) DO NOTHING
            """, [.text(agent), .integer(createdAt)])
    }

    fileprivate static func registering(
        _ code: DepositCode, agent: String, createdAt: Int64
    ) -> [Query] {
        [
            registeringTurn, inserting(agent: agent, createdAt: createdAt),
            Query(
                """
                INSERT INTO deposit_code (code, number, agent_id, state, created_at)
                SELECT $1, (SELECT coalesce(max(number), 0) + 1 FROM deposit_code), id, 'active', $3
                FROM agent WHERE name = $2
                """, [.blob(code.bytes), .text(agent), .integer(createdAt)]),
        ]
    }

    fileprivate static func inserting(_ references: [CodeReference]) -> [Query] {
        guard !references.isEmpty else { return [] }
        let insert = Query(
            """
            INSERT INTO code_reference (treasury_account, reference, code)
            SELECT DISTINCT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[]) ORDER BY 1, 2
            """,
            [
                .blobs(references.map(\.key.treasuryAccount.bytes)),
                .blobs(references.map(\.key.reference.bytes)), .blobs(references.map(\.code.bytes)),
            ])
        return [insert]
    }
}

extension Connection {
    fileprivate func codes(
        of keys: [CodeReference.Key]
    ) throws(LedgerError) -> [CodeReference.Key: DepositCode] {
        var codes: [CodeReference.Key: DepositCode] = [:]
        try run(.references(keys)).forEach { row throws(LedgerError) in
            codes[try row.referenceKey()] = try row.code(2)
        }
        return codes
    }

    fileprivate func credential(
        _ hash: CredentialHash
    ) throws(LedgerError) -> CredentialRecord? {
        try run(
            """
            SELECT kind, name, revoked_at FROM credential JOIN agent ON agent.id = agent_id
            WHERE hash = $1
            """, [.blob(hash.bytes)]
        ).map { row throws(LedgerError) in
            guard let kind = CredentialKind(rawValue: try row.integer(0)) else {
                throw row.damaged(0)
            }
            return CredentialRecord(
                hash: hash, kind: kind, agent: try row.text(1), isActive: row.isNull(2))
        }.first
    }
}
#endif
