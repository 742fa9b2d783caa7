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
    public nonisolated func post(_ findings: TransactionFindings) async throws(LedgerError)
        -> [CreditOutcome]
    {
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
                SELECT path, state, destination, mint, amount, code
                FROM deposit JOIN asset ON asset.id = asset_id
                WHERE deposit.genesis = $1 AND signature = $2
                """, transaction),
        ])
        try answers[0].forEach { row throws(LedgerError) in
            facts.references[try row.referenceKey()] = try row.code(2)
        }
        facts.frozenEventSet = try answers[1].map { row throws(LedgerError) in try row.blob(0) }
            .first
        try answers[2].forEach { row throws(LedgerError) in
            facts.take(try row.priorDeposit(1), at: try row.path(0))
        }
        for agent in query.agents { facts.agents[agent] = try oldestRecord(of: agent) }
        let codes = facts.codesToKnow(for: query)
        for record in try records(of: codes) { facts.codes[record.code] = record }
        if query.wantsSingleOperatorCredits {
            let sums = try run([
                .singleOperator(of: Set(facts.codes.keys)), .singleOperatorTotal,
            ])
            try sums[0].forEach { row throws(LedgerError) in
                try facts.singleOperator.takeCode(row)
            }
            try sums[1].forEach { row throws(LedgerError) in
                try facts.singleOperator.takeTotal(row)
            }
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

    /// An agent's oldest active code; if none is active, his oldest.
    private func oldestRecord(of agent: String) throws(LedgerError) -> CodeRecord? {
        // A malformed name is nobody's, and might hold what the server does not take.
        guard (try? LedgerRules.checkAgent(agent)) != nil else { return nil }
        return try run(
            """
            SELECT code, name, state FROM deposit_code JOIN agent ON agent.id = agent_id
            WHERE name = $1 ORDER BY state <> 'active', number LIMIT 1
            """, [.text(agent)]
        ).map { row throws(LedgerError) in try row.codeRecord() }.first
    }
}

extension Query {
    /// What one operator alone has told of and no person has decided about. An index holds exactly
    /// these; a confirmation by another operator takes them out of it.
    private static let counted =
        "FROM deposit WHERE state = 'credited' AND operators = 1 AND assigned = 0"

    /// Sums of some codes.
    static func singleOperator(of codes: Set<DepositCode>) -> Query {
        Query(
            """
            SELECT code, sum(amount)::text \(counted) AND code = ANY($1::bytea[])
            GROUP BY code
            """, [.blobs(codes.map(\.bytes))])
    }

    /// The sum of all codes.
    static let singleOperatorTotal = Query("SELECT sum(amount)::text \(counted)")
}

extension SingleOperatorCredits {
    /// Two columns: a code, its sum.
    mutating func takeCode(_ row: Row) throws(LedgerError) {
        var byCode = byCode
        byCode[try row.code(0)] = try row.sum(1)
        self = SingleOperatorCredits(total: total, byCode: byCode)
    }

    /// One column: the sum of all codes.
    mutating func takeTotal(_ row: Row) throws(LedgerError) {
        self = SingleOperatorCredits(total: row.isNull(0) ? 0 : try row.sum(0), byCode: byCode)
    }
}

extension Row {
    /// A sum of amounts, which may leave 64 bits.
    fileprivate func sum(_ column: Int32) throws(LedgerError) -> UInt128 {
        guard let sum = UInt128(try text(column)) else { throw damaged(column) }
        return sum
    }
}
#endif
