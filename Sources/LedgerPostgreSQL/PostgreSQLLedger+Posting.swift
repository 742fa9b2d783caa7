#if PostgreSQL
public import DepositVerifier
import DepositProgram
import SolanaCodec

extension PostgreSQLLedger: Ledger {
    /// What the books know about one transaction.
    public func facts(for query: LedgerQuery) throws(LedgerError) -> LedgerFacts {
        try reading { connection throws(LedgerError) in try connection.facts(for: query) }
    }

    /// Posts the findings of one transaction: all of it, or nothing.
    public func post(_ findings: TransactionFindings) async throws(LedgerError) -> [CreditOutcome] {
        guard case .credits(let outcomes) = try await submit(.post(findings)) else {
            throw LedgerRules.wrongOutcome
        }
        return outcomes
    }
}

extension LedgerRules {
    /// An operation gave the outcome of another: a bug.
    static let wrongOutcome = LedgerError(.other, "an operation gave the outcome of another")
}

extension Query {
    /// Columns: a reference's key, its code.
    static func references(_ keys: [CodeReference.Key]) -> Query {
        Query(
            """
            SELECT key.treasury_account, key.reference, code
            FROM unnest($1::bytea[], $2::bytea[]) AS key (treasury_account, reference)
            JOIN code_reference ON code_reference.treasury_account = key.treasury_account
              AND code_reference.reference = key.reference
            """,
            [.blobs(keys.map(\.treasuryAccount.bytes)), .blobs(keys.map(\.reference.bytes))])
    }
}

extension Row {
    /// Two columns: treasury account, reference.
    func referenceKey() throws(LedgerError) -> CodeReference.Key {
        CodeReference.Key(treasuryAccount: try address(0), reference: try address(1))
    }
}

extension Connection {
    fileprivate func facts(for query: LedgerQuery) throws(LedgerError) -> LedgerFacts {
        var facts = LedgerFacts()
        let transaction = [
            Query.Value.blob(query.genesis.bytes), .blob(query.signature.bytes),
        ]
        let answers = try run([
            .references(Array(query.references)),
            Query(
                "SELECT digest FROM event_set WHERE genesis = $1 AND signature = $2", transaction),
            Query(
                """
                SELECT path, code FROM deposit
                WHERE genesis = $1 AND signature = $2 AND state = 'credited'
                """, transaction),
        ])
        try answers[0].forEach { row throws(LedgerError) in
            facts.references[try row.referenceKey()] = try row.code(2)
        }
        facts.frozenEventSet = try answers[1].map { row throws(LedgerError) in try row.blob(0) }
            .first
        try answers[2].forEach { row throws(LedgerError) in
            facts.credited[try row.path(0)] = try row.code(1)
        }
        for record in try records(of: query.codes.union(facts.references.values)) {
            facts.codes[record.code] = record
        }
        if query.wantsSingleOperatorCredits {
            facts.singleOperator = try singleOperatorCredits(of: Set(facts.codes.keys))
        }
        return facts
    }

    func records(of codes: Set<DepositCode>) throws(LedgerError) -> [CodeRecord] {
        try run(
            """
            SELECT code, name, state FROM deposit_code JOIN agent ON agent.id = agent_id
            WHERE code = ANY($1::bytea[])
            """, [.blobs(codes.map(\.bytes))]
        ).map { row throws(LedgerError) in try row.codeRecord() }
    }

    /// Sums of what one operator alone has told of. Amounts are summed in two halves: a sum of whole
    /// ones could leave 64 bits.
    private func singleOperatorCredits(
        of codes: Set<DepositCode>
    ) throws(LedgerError) -> SingleOperatorCredits {
        var total: UInt128 = 0
        var byCode: [DepositCode: UInt128] = [:]
        try run(
            """
            SELECT code, coalesce(sum(amount >> 32), 0)::bigint,
              coalesce(sum(amount & 4294967295), 0)::bigint
            FROM deposit WHERE state = 'credited' AND operators = 1 GROUP BY code
            """
        ).forEach { row throws(LedgerError) in
            let sum =
                UInt128(clamping: try row.integer(1)) << 32 + UInt128(clamping: try row.integer(2))
            total += sum
            let code = try row.code(0)
            if codes.contains(code) { byCode[code] = sum }
        }
        return SingleOperatorCredits(total: total, byCode: byCode)
    }
}
#endif
