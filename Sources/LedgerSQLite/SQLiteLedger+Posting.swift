public import DepositVerifier
import DepositProgram
import SolanaCodec

extension SQLiteLedger: Ledger {
    /// What the books know about one transaction.
    public func facts(for query: LedgerQuery) throws(LedgerError) -> LedgerFacts {
        let connection = try connected()
        var facts = LedgerFacts()
        for key in query.references {
            facts.references[key] = try connection.code(of: key)
        }
        for agent in query.agents {
            facts.agents[agent] = try connection.oldestRecord(of: agent)
        }
        let transaction = TransactionKey(genesis: query.genesis, signature: query.signature)
        facts.frozenEventSet = try connection.eventSet(of: transaction)
        for (path, deposit) in try connection.deposits(of: transaction) {
            facts.take(deposit, at: path)
        }
        for code in facts.codesToKnow(for: query) {
            facts.codes[code] = try connection.record(of: code)
        }
        if query.wantsSingleOperatorCredits {
            facts.singleOperator = try connection.singleOperatorCredits(
                of: Set(facts.codes.keys), withTotal: true)
        }
        return facts
    }

    /// Posts the findings of one transaction: all of it, or nothing.
    public func post(_ findings: TransactionFindings) async throws(LedgerError) -> [CreditOutcome] {
        let createdAt = now()
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        let plan = try await transaction { connection throws(LedgerError) in
            let plan = try PostingPlan(findings, prior: connection.prior(to: findings))
            try connection.write(plan, of: findings, createdAt: createdAt)
            return plan
        } isCommitted: { connection, plan throws(LedgerError) in
            let there = try connection.deposits(of: key)
            return try connection.eventSet(of: key) == findings.eventSet
                && plan.credits.allSatisfy { there[$0.fact.path]?.state == .credited }
                && plan.reviews.allSatisfy { there[$0.fact.path] != nil }
        }
        return plan.outcomes
    }
}

/// What names a transaction in the books.
struct TransactionKey {
    var genesis: Blockhash
    var signature: Signature

    var values: [Statement.Value] { [.blob(genesis.bytes), .blob(signature.bytes)] }
}

extension Connection {
    // MARK: Reading what a posting depends on

    func prior(to findings: TransactionFindings) throws(LedgerError) -> PriorPostings {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        var prior = PriorPostings(
            frozenEventSet: try eventSet(of: key), deposits: try deposits(of: key), codes: [:],
            decimals: [:])
        for code in Set(findings.credits.compactMap(\.code)) {
            prior.codes[code] = try record(of: code)
        }
        for mint in Set((findings.credits + findings.reviews.map(\.fact)).map(\.mint)) {
            prior.decimals[mint] = try row(
                "SELECT decimals FROM asset WHERE genesis = ?1 AND mint = ?2",
                [.blob(findings.genesis.bytes), .blob(mint.bytes)]
            ) { row throws(LedgerError) in try row.byte(0) }
        }
        if let cap = findings.effectiveCap {
            prior.singleOperator = try singleOperatorCredits(
                of: Set(findings.credits.compactMap(\.code)), withTotal: cap.total != nil)
        }
        return prior
    }

    func eventSet(of key: TransactionKey) throws(LedgerError) -> [UInt8]? {
        try row(
            "SELECT digest FROM event_set WHERE genesis = ?1 AND signature = ?2", key.values
        ) { row throws(LedgerError) in try row.blob(0) }
    }

    func deposits(
        of key: TransactionKey
    ) throws(LedgerError) -> [EventPath: PriorPostings.Deposit] {
        var found: [EventPath: PriorPostings.Deposit] = [:]
        try forEach(
            """
            SELECT path, state, destination, mint, amount, code
            FROM deposit JOIN asset ON asset.id = deposit.asset_id
            WHERE deposit.genesis = ?1 AND signature = ?2
            """, key.values
        ) { row throws(LedgerError) in
            found[try row.path(0)] = PriorPostings.Deposit(
                state: try row.state(1), destination: try row.address(2),
                mint: try row.address(3), amount: row.isNull(4) ? nil : try row.integer(4),
                code: row.isNull(5) ? nil : try row.code(5))
        }
        return found
    }

    /// Sums of what one operator alone has told of. The index holds no other deposits.
    func singleOperatorCredits(
        of codes: Set<DepositCode>, withTotal: Bool
    ) throws(LedgerError) -> SingleOperatorCredits {
        var byCode: [DepositCode: UInt128] = [:]
        for code in codes {
            let sum = try singleOperatorSum("AND code = ?1", [.blob(code.bytes)])
            byCode[code] = sum > 0 ? sum : nil
        }
        let total = withTotal ? try singleOperatorSum("", []) : 0
        return SingleOperatorCredits(total: total, byCode: byCode)
    }

    /// Amounts are summed in two halves: a sum of whole ones could leave 64 bits.
    private func singleOperatorSum(
        _ condition: String, _ values: [Statement.Value]
    ) throws(LedgerError) -> UInt128 {
        try row(
            """
            SELECT coalesce(sum(amount >> 32), 0), coalesce(sum(amount & 4294967295), 0)
            FROM deposit WHERE state = 'credited' AND operators = 1 AND assigned = 0 \(condition)
            """, values
        ) { row throws(LedgerError) in
            UInt128(clamping: try row.integer(0)) << 32 + UInt128(clamping: try row.integer(1))
        } ?? 0
    }

    // MARK: Writing

    func write(
        _ plan: PostingPlan, of findings: TransactionFindings, createdAt: Int64
    ) throws(LedgerError) {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        if plan.freezesEventSet {
            try run(
                """
                INSERT INTO event_set (genesis, signature, digest, slot, created_at)
                VALUES (?1, ?2, ?3, ?4, ?5)
                """,
                key.values + [
                    .blob(findings.eventSet), .integer(Int64(clamping: findings.slot)),
                    .integer(createdAt),
                ])
        }
        var assets: [Address: Int64] = [:]
        for fact in plan.facts where assets[fact.mint] == nil {
            assets[fact.mint] = try number(ofAsset: fact, genesis: findings.genesis)
        }
        for review in plan.reviews {
            try insert(
                review.fact, of: findings, asset: assets[review.fact.mint], reason: review.reason,
                createdAt: createdAt)
        }
        for credit in plan.credits {
            guard let asset = assets[credit.fact.mint] else { continue }
            if !credit.wasOpen {
                try insert(
                    credit.fact, of: findings, asset: asset, reason: nil, createdAt: createdAt)
            }
            try settle(credit, of: findings, asset: asset, createdAt: createdAt)
        }
    }

    /// The asset's number; the next one for a mint that is new to the books.
    private func number(
        ofAsset fact: DepositFact, genesis: Blockhash
    ) throws(LedgerError) -> Int64? {
        let key: [Statement.Value] = [.blob(genesis.bytes), .blob(fact.mint.bytes)]
        try run(
            """
            INSERT INTO asset (id, genesis, mint, symbol, decimals)
            VALUES ((SELECT coalesce(max(id), 0) + 1 FROM asset), ?1, ?2, ?3, ?4)
            ON CONFLICT (genesis, mint) DO NOTHING
            """, key + [.text(fact.symbol), .integer(Int64(fact.decimals))])
        return try row("SELECT id FROM asset WHERE genesis = ?1 AND mint = ?2", key) {
            row throws(LedgerError) in try row.integer(0)
        }
    }

    /// Writes a deposit as one that waits; a credit settles it in the same transaction.
    private func insert(
        _ fact: DepositFact, of findings: TransactionFindings, asset: Int64?, reason: String?,
        createdAt: Int64
    ) throws(LedgerError) {
        try run(
            """
            INSERT INTO deposit (genesis, signature, path, slot, destination, asset_id, amount,
              payer, source, code, state, reason, evidence, created_at, operators, received)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'open', ?11, ?12, ?13, ?14, ?15)
            """,
            [
                .blob(findings.genesis.bytes), .blob(findings.signature.bytes),
                .text(fact.path.description), .integer(Int64(clamping: findings.slot)),
                .blob(fact.destination.bytes), .integer(orNull: asset),
                .integer(orNull: LedgerRules.storable(fact.amount)), .blob(fact.payer.bytes),
                .blob(fact.source.bytes), .blob(orNull: fact.code?.bytes), .text(orNull: reason),
                .text(findings.evidence), .integer(createdAt),
                .integer(Int64(findings.operators)),
                .integer(orNull: findings.received(at: fact.destination)),
            ])
    }

    /// Appends the entry and moves the deposit from open to credited, which only one caller can.
    private func settle(
        _ credit: PostingPlan.Credit, of findings: TransactionFindings, asset: Int64,
        createdAt: Int64
    ) throws(LedgerError) {
        let agent = try row("SELECT id FROM agent WHERE name = ?1", [.text(credit.agent)]) {
            row throws(LedgerError) in try row.integer(0)
        }
        guard let agent else {
            throw LedgerError(.corrupt, "ledger \(path): a code's agent is missing")
        }
        let id = DepositID(
            genesis: findings.genesis, signature: findings.signature, path: credit.fact.path)
        var book = try book(EntryRow.Account(agent: agent, asset: asset), of: credit.agent)
        let sequence = try book.receive(
            AccountBook.Line(crediting: credit, of: findings, createdAt: createdAt))
        try keep(book, at: createdAt)
        let settled = try run(
            """
            UPDATE deposit SET state = 'credited', agent_id = ?4, entry_seq = ?5, code = ?6,
              evidence = ?7, operators = max(operators, ?8)
            WHERE genesis = ?1 AND signature = ?2 AND path = ?3 AND state = 'open'
            """,
            [
                .blob(findings.genesis.bytes), .blob(findings.signature.bytes),
                .text(id.path.description), .integer(agent), .integer(sequence),
                .blob(credit.code.bytes), .text(findings.evidence),
                .integer(Int64(findings.operators)),
            ])
        guard settled == 1 else {
            throw LedgerError(.inconsistent, "transfer \(id.path) is settled already")
        }
    }
}
