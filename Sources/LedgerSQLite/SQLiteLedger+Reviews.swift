public import DepositVerifier
import DepositProgram
import SolanaCodec

extension SQLiteLedger: ReviewQueue {
    /// A deposit and what was decided about it.
    public func review(of deposit: DepositID) throws(LedgerError) -> Review? {
        try connected().review(of: deposit)
    }

    /// Deposits that are on their way back.
    public func refunds(limit: Int) throws(LedgerError) -> [DepositRecord] {
        try connected().rows(
            """
            SELECT \(DepositRecord.columns)
            FROM deposit JOIN asset ON asset.id = asset_id WHERE state = 'refunding'
            ORDER BY slot, signature, path, deposit.genesis LIMIT ?1
            """, [.integer(Int64(max(0, limit)))]
        ) { row throws(LedgerError) in try row.deposit() }
    }

    /// Decides about a deposit.
    public nonisolated func decide(_ decision: ReviewDecision) async throws(LedgerError)
        -> ReviewOutcome
    {
        try LedgerRules.check(decision)
        let createdAt = now()
        return try await transaction { connection throws(LedgerError) in
            let prior = try connection.prior(to: decision)
            let plan = try ReviewPlan(decision, prior: prior, createdAt: createdAt)
            if plan.outcome == .decided { try connection.write(plan, of: prior.record) }
            return plan.outcome
        }
    }
}

extension DepositID {
    var values: [Statement.Value] {
        [.blob(genesis.bytes), .blob(signature.bytes), .text(path.description)]
    }
}

extension Connection {
    fileprivate func review(of deposit: DepositID) throws(LedgerError) -> Review? {
        let found = try row(
            """
            SELECT \(DepositRecord.columns), received
            FROM deposit JOIN asset ON asset.id = asset_id
            WHERE deposit.genesis = ?1 AND signature = ?2 AND path = ?3
            """, deposit.values
        ) { row throws(LedgerError) in
            (try row.deposit(), row.isNull(16) ? nil : try row.count(16))
        }
        guard let (record, received) = found else { return nil }
        return Review(
            deposit: record, received: received, decisions: try decisions(about: deposit))
    }

    private func decisions(
        about deposit: DepositID
    ) throws(LedgerError) -> [RecordedDecision] {
        try rows(
            """
            SELECT state, detail, person, reason, created_at FROM decision
            WHERE genesis = ?1 AND signature = ?2 AND path = ?3
            ORDER BY state = 'refunded'
            """, deposit.values
        ) { row throws(LedgerError) in try row.decision(0) }
    }

    /// Tells deposits of steps 1 and 2 that still wait what their token account received.
    ///
    /// Call it once the findings are known to show the transfers that were first posted.
    func completeWaiting(by findings: TransactionFindings) throws(LedgerError) {
        for fact in findings.reviews.map(\.fact) {
            guard let received = findings.received(at: fact.destination) else { continue }
            try run(
                """
                UPDATE deposit SET received = ?4 WHERE genesis = ?1 AND signature = ?2
                  AND path = ?3 AND destination = ?5 AND received IS NULL AND state = 'open'
                """,
                [
                    .blob(findings.genesis.bytes), .blob(findings.signature.bytes),
                    .text(fact.path.description), .integer(received),
                    .blob(fact.destination.bytes),
                ])
        }
    }

    fileprivate func prior(to decision: ReviewDecision) throws(LedgerError) -> ReviewPlan.Prior {
        guard let review = try review(of: decision.deposit) else {
            throw LedgerRules.unknown(decision.deposit)
        }
        let key = TransactionKey(
            genesis: decision.deposit.genesis, signature: decision.deposit.signature)
        let taken = try deposits(of: key).values.filter {
            $0.state.takesFunds && $0.destination == review.deposit.destination
        }
        var owner: CodeRecord?
        if let code = decision.action.code { owner = try record(of: code) }
        return ReviewPlan.Prior(
            record: review.deposit, received: review.received.flatMap(Int64.init(exactly:)),
            taken: taken.reduce(0) { $0 + UInt128(clamping: $1.amount ?? 0) },
            decisions: review.decisions, code: owner)
    }

    fileprivate func write(
        _ plan: ReviewPlan, of record: DepositRecord
    ) throws(LedgerError) {
        let decision = plan.decision
        try run(
            """
            INSERT INTO decision (genesis, signature, path, state, detail, person, reason,
              created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            record.id.values + [
                .text(decision.state.rawValue), .text(orNull: decision.detail),
                .text(decision.person), .text(decision.reason), .integer(decision.createdAt),
            ])
        guard let credit = plan.credit else {
            try run(
                """
                UPDATE deposit SET state = ?4
                WHERE genesis = ?1 AND signature = ?2 AND path = ?3
                """, record.id.values + [.text(decision.state.rawValue)])
            return
        }
        var book = try book(
            LedgerAccount(
                agent: credit.code.agent, genesis: record.id.genesis, mint: record.mint))
        let sequence = try book.receive(
            AccountBook.Line(assigning: credit, of: record.id, createdAt: decision.createdAt))
        try keep(book, at: decision.createdAt)
        try run(
            """
            UPDATE deposit SET state = 'credited', agent_id = ?4, entry_seq = ?5, code = ?6,
              assigned = 1
            WHERE genesis = ?1 AND signature = ?2 AND path = ?3 AND state = 'open'
            """,
            record.id.values + [
                .integer(book.account.agent), .integer(sequence), .blob(credit.code.code.bytes),
            ])
    }
}
