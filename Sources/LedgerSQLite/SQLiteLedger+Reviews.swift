public import DepositVerifier
import DepositProgram
import SolanaCodec

extension SQLiteLedger: ReviewQueue {
    /// A deposit and what was decided about it.
    public func review(of deposit: DepositID) throws(LedgerError) -> Review? {
        try connected().review(of: deposit)
    }

    /// Decides about a deposit.
    public func decide(_ decision: ReviewDecision) async throws(LedgerError) -> ReviewOutcome {
        try LedgerRules.check(decision)
        let createdAt = now()
        return try await transaction { connection throws(LedgerError) in
            let prior = try connection.prior(to: decision)
            let plan = try ReviewPlan(decision, prior: prior, createdAt: createdAt)
            if plan.outcome == .decided { try connection.write(plan, of: prior.record) }
            return plan.outcome
        } isCommitted: { connection, outcome throws(LedgerError) in
            guard outcome == .decided else { return true }
            let review = try connection.review(of: decision.deposit)
            return review?.decisions.contains { $0.state == decision.action.state } ?? false
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
            ORDER BY created_at, state = 'refunded'
            """, deposit.values
        ) { row throws(LedgerError) in
            RecordedDecision(
                state: try row.state(0), detail: row.isNull(1) ? nil : try row.text(1),
                person: try row.text(2), reason: try row.text(3), createdAt: try row.integer(4))
        }
    }

    fileprivate func prior(to decision: ReviewDecision) throws(LedgerError) -> ReviewPlan.Prior {
        guard let review = try review(of: decision.deposit) else {
            throw LedgerRules.unknown(decision.deposit)
        }
        let key = TransactionKey(
            genesis: decision.deposit.genesis, signature: decision.deposit.signature)
        let credited = try deposits(of: key).values.filter {
            $0.state == .credited && $0.destination == review.deposit.destination
        }
        var owner: CodeRecord?
        if let code = decision.action.code { owner = try record(of: code) }
        return ReviewPlan.Prior(
            record: review.deposit, received: review.received.flatMap(Int64.init(exactly:)),
            credited: credited.reduce(0) { $0 + UInt128(clamping: $1.amount ?? 0) },
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
            UPDATE deposit SET state = 'credited', agent_id = ?4, entry_seq = ?5, code = ?6
            WHERE genesis = ?1 AND signature = ?2 AND path = ?3 AND state = 'open'
            """,
            record.id.values + [
                .integer(book.account.agent), .integer(sequence), .blob(credit.code.code.bytes),
            ])
    }
}
