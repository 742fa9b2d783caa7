public import DepositProgram
public import DepositVerifier
import SolanaCodec

extension SQLiteLedger: CodeRegistry {
    /// Registers a code for an agent, with its references.
    public nonisolated func add(
        _ code: DepositCode, agent: String, references: [CodeReference]
    ) async throws(LedgerError) {
        try LedgerRules.checkAgent(agent)
        try LedgerRules.check(references, of: code)
        let createdAt = now()
        try await transaction { connection throws(LedgerError) in
            let known = try connection.record(of: code)
            try LedgerRules.checkOwner(known, of: code, agent: agent)
            for reference in references {
                try LedgerRules.check(
                    owner: try connection.code(of: reference.key), of: reference)
            }
            if known == nil {
                try connection.insert(code, agent: agent, createdAt: createdAt)
            }
            for reference in references { try connection.insert(reference) }
        }
    }

    /// Adds references of codes that exist.
    public nonisolated func extend(_ references: [CodeReference]) async throws(LedgerError) {
        try await transaction { connection throws(LedgerError) in
            for reference in references {
                guard try connection.record(of: reference.code) != nil else {
                    throw LedgerRules.unknown(reference.code)
                }
                try LedgerRules.check(
                    owner: try connection.code(of: reference.key), of: reference)
                try connection.insert(reference)
            }
        }
    }

    /// Closes a code.
    public nonisolated func close(_ code: DepositCode) async throws(LedgerError) {
        try await transaction { connection throws(LedgerError) in
            guard try connection.record(of: code) != nil else { throw LedgerRules.unknown(code) }
            try connection.run(
                "UPDATE deposit_code SET state = 'closed' WHERE code = ?1", [.blob(code.bytes)])
        }
    }

    /// Every code, in the order of issue.
    public func codes() throws(LedgerError) -> [CodeRecord] {
        try connected().rows(
            """
            SELECT code, name, state FROM deposit_code JOIN agent ON agent.id = agent_id
            ORDER BY number
            """
        ) { row throws(LedgerError) in try row.codeRecord() }
    }
}

extension Connection {
    func record(of code: DepositCode) throws(LedgerError) -> CodeRecord? {
        try row(
            """
            SELECT code, name, state FROM deposit_code JOIN agent ON agent.id = agent_id
            WHERE code = ?1
            """, [.blob(code.bytes)]
        ) { row throws(LedgerError) in try row.codeRecord() }
    }

    /// An agent's oldest active code; if none is active, his oldest.
    func oldestRecord(of agent: String) throws(LedgerError) -> CodeRecord? {
        try row(
            """
            SELECT code, name, state FROM deposit_code JOIN agent ON agent.id = agent_id
            WHERE name = ?1 ORDER BY state <> 'active', number LIMIT 1
            """, [.text(agent)]
        ) { row throws(LedgerError) in try row.codeRecord() }
    }

    func code(of key: CodeReference.Key) throws(LedgerError) -> DepositCode? {
        try row(
            "SELECT code FROM code_reference WHERE treasury_account = ?1 AND reference = ?2",
            [.blob(key.treasuryAccount.bytes), .blob(key.reference.bytes)]
        ) { row throws(LedgerError) in try row.code(0) }
    }

    fileprivate func insert(
        _ code: DepositCode, agent: String, createdAt: Int64
    ) throws(LedgerError) {
        try insert(agent: agent, createdAt: createdAt)
        try run(
            """
            INSERT INTO deposit_code (code, number, agent_id, state, created_at)
            VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM deposit_code),
              (SELECT id FROM agent WHERE name = ?2), 'active', ?3)
            """, [.blob(code.bytes), .text(agent), .integer(createdAt)])
    }

    fileprivate func insert(_ reference: CodeReference) throws(LedgerError) {
        try run(
            """
            INSERT INTO code_reference (treasury_account, reference, code) VALUES (?1, ?2, ?3)
            ON CONFLICT (treasury_account, reference) DO NOTHING
            """,
            [
                .blob(reference.key.treasuryAccount.bytes), .blob(reference.key.reference.bytes),
                .blob(reference.code.bytes),
            ])
    }
}
