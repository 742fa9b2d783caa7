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
    public nonisolated func post(_ findings: TransactionFindings) async throws(LedgerError)
        -> [CreditOutcome]
    {
        let createdAt = now()
        let plan = try await transaction { connection throws(LedgerError) in
            let prior = try connection.prior(to: findings)
            let plan = try PostingPlan(findings, prior: prior.postings)
            try connection.write(plan, of: findings, prior: prior, createdAt: createdAt)
            try connection.completeWaiting(by: findings)
            return plan
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

/// What a posting depends on, with the numbers of the rows that it refers to.
private struct Prior {
    var postings: PriorPostings
    var agents: [DepositCode: Int64] = [:]
    var assets: [Address: Int64] = [:]
}

extension Connection {
    // MARK: Reading what a posting depends on

    fileprivate func prior(to findings: TransactionFindings) throws(LedgerError) -> Prior {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        let frozen = try eventSet(of: key)
        var prior = Prior(
            postings: PriorPostings(
                frozenEventSet: frozen,
                // A deposit refers to its event set: where there is none, there is no deposit.
                deposits: frozen == nil ? [:] : try deposits(of: key), codes: [:], decimals: [:]))
        for fact in findings.credits {
            guard let code = fact.code, prior.agents[code] == nil else { continue }
            guard let (record, agent) = try owner(of: code) else { continue }
            prior.postings.codes[code] = record
            prior.agents[code] = agent
        }
        for fact in findings.credits { try read(fact.mint, of: findings, into: &prior) }
        for review in findings.reviews { try read(review.fact.mint, of: findings, into: &prior) }
        if let cap = findings.effectiveCap {
            prior.postings.singleOperator = try singleOperatorCredits(
                of: Set(findings.credits.compactMap(\.code)), withTotal: cap.total != nil)
        }
        return prior
    }

    /// A code's record with its agent's number.
    private func owner(of code: DepositCode) throws(LedgerError) -> (CodeRecord, Int64)? {
        try row(
            """
            SELECT code, name, state, agent_id FROM deposit_code JOIN agent ON agent.id = agent_id
            WHERE code = ?1
            """, [.blob(code.bytes)]
        ) { row throws(LedgerError) in (try row.codeRecord(), try row.integer(3)) }
    }

    private func read(
        _ mint: Address, of findings: TransactionFindings, into prior: inout Prior
    ) throws(LedgerError) {
        guard prior.assets[mint] == nil else { return }
        let known = try row(
            "SELECT id, decimals FROM asset WHERE genesis = ?1 AND mint = ?2",
            [.blob(findings.genesis.bytes), .blob(mint.bytes)]
        ) { row throws(LedgerError) in (id: try row.integer(0), decimals: try row.byte(1)) }
        prior.assets[mint] = known?.id
        prior.postings.decimals[mint] = known?.decimals
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

    fileprivate func write(
        _ plan: PostingPlan, of findings: TransactionFindings, prior: Prior, createdAt: Int64
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
        var assets = prior.assets
        for fact in plan.facts where assets[fact.mint] == nil {
            assets[fact.mint] = try insert(assetOf: fact, genesis: findings.genesis)
        }
        for review in plan.reviews {
            guard let asset = assets[review.fact.mint] else { continue }
            try insert(
                NewDeposit(fact: review.fact, asset: asset, reason: review.reason), of: findings,
                createdAt: createdAt)
        }
        for credit in plan.credits {
            guard let asset = assets[credit.fact.mint], let agent = prior.agents[credit.code] else {
                throw LedgerError(.other, "a credit's agent or token was not read")
            }
            try write(
                credit, to: EntryRow.Account(agent: agent, asset: asset), of: findings,
                createdAt: createdAt)
        }
    }

    /// The next number, for a mint that is new to the books.
    private func insert(
        assetOf fact: DepositFact, genesis: Blockhash
    ) throws(LedgerError) -> Int64? {
        try row(
            """
            INSERT INTO asset (id, genesis, mint, symbol, decimals)
            VALUES ((SELECT coalesce(max(id), 0) + 1 FROM asset), ?1, ?2, ?3, ?4) RETURNING id
            """,
            [
                .blob(genesis.bytes), .blob(fact.mint.bytes), .text(fact.symbol),
                .integer(Int64(fact.decimals)),
            ]
        ) { row throws(LedgerError) in try row.integer(0) }
    }

    /// A deposit's row as it is first written: it waits, or it is credited by an entry.
    private struct NewDeposit {
        var fact: DepositFact
        var asset: Int64
        var reason: String?
        var entry: (agent: Int64, sequence: Int64)?
    }

    private func insert(
        _ deposit: NewDeposit, of findings: TransactionFindings, createdAt: Int64
    ) throws(LedgerError) {
        let fact = deposit.fact
        let state = deposit.entry == nil ? DepositState.open : .credited
        try run(
            """
            INSERT INTO deposit (genesis, signature, path, slot, destination, asset_id, amount,
              payer, source, code, agent_id, entry_seq, state, reason, evidence, created_at,
              operators, received)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
            """,
            [
                .blob(findings.genesis.bytes), .blob(findings.signature.bytes),
                .text(fact.path.description), .integer(Int64(clamping: findings.slot)),
                .blob(fact.destination.bytes), .integer(deposit.asset),
                .integer(orNull: LedgerRules.storable(fact.amount)), .blob(fact.payer.bytes),
                .blob(fact.source.bytes), .blob(orNull: fact.code?.bytes),
                .integer(orNull: deposit.entry?.agent),
                .integer(orNull: deposit.entry?.sequence), .text(state.rawValue),
                .text(orNull: deposit.reason), .text(findings.evidence), .integer(createdAt),
                .integer(Int64(findings.operators)),
                .integer(orNull: findings.received(at: fact.destination)),
            ])
    }

    /// Appends the entry and writes its deposit, or settles the one that waited: which only one
    /// caller can.
    private func write(
        _ credit: PostingPlan.Credit, to account: EntryRow.Account,
        of findings: TransactionFindings, createdAt: Int64
    ) throws(LedgerError) {
        var book = try book(account, of: credit.agent)
        let sequence = try book.receive(
            AccountBook.Line(crediting: credit, of: findings, createdAt: createdAt))
        try keep(book, at: createdAt)
        guard credit.wasOpen else {
            return try insert(
                NewDeposit(
                    fact: credit.fact, asset: account.asset, entry: (account.agent, sequence)),
                of: findings, createdAt: createdAt)
        }
        let settled = try run(
            """
            UPDATE deposit SET state = 'credited', agent_id = ?4, entry_seq = ?5, code = ?6,
              evidence = ?7, operators = max(operators, ?8)
            WHERE genesis = ?1 AND signature = ?2 AND path = ?3 AND state = 'open'
            """,
            [
                .blob(findings.genesis.bytes), .blob(findings.signature.bytes),
                .text(credit.fact.path.description), .integer(account.agent), .integer(sequence),
                .blob(credit.code.bytes), .text(findings.evidence),
                .integer(Int64(findings.operators)),
            ])
        guard settled == 1 else {
            throw LedgerError(.inconsistent, "transfer \(credit.fact.path) is settled already")
        }
    }
}
