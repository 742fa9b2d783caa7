#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

extension WorkingSet {
    mutating func decide(
        _ decision: ReviewDecision, _ createdAt: Int64
    ) throws(LedgerError) -> ReviewOutcome {
        let id = decision.deposit
        let key = TransactionKey(genesis: id.genesis, signature: id.signature)
        guard let review = reviews[id], let now = deposits[key]?[id.path] else {
            throw LedgerRules.unknown(id)
        }
        var record = review.deposit
        record.state = now.state
        let taken = (deposits[key] ?? [:]).values.filter {
            $0.state.takesFunds && $0.destination == record.destination
        }
        let prior = ReviewPlan.Prior(
            record: record, received: review.received.flatMap(Int64.init(exactly:)),
            taken: taken.reduce(0) { $0 + UInt128(clamping: $1.amount ?? 0) },
            decisions: review.decisions, code: decision.action.code.flatMap { codes[$0]?.record })
        let plan = try ReviewPlan(decision, prior: prior, createdAt: createdAt)
        guard plan.outcome == .decided else { return plan.outcome }
        try write(plan, of: record, asset: asset(record.mint, genesis: id.genesis))
        reviews[id]?.decisions.append(plan.decision)
        newDecisions.append(NewDecision(deposit: id, decision: plan.decision))
        return .decided
    }

    private mutating func write(
        _ plan: ReviewPlan, of record: DepositRecord, asset: Int64
    ) throws(LedgerError) {
        var record = record
        let stood = record.state
        record.state = plan.decision.state
        var owner: (agent: Int64, sequence: Int64)?
        if let credit = plan.credit, let agent = codes[credit.code.code]?.agent {
            record.code = credit.code.code
            var book = book(EntryRow.Account(agent: agent, asset: asset), of: credit.code.agent)
            let sequence = try book.receive(
                AccountBook.Line(
                    assigning: credit, of: record.id, createdAt: plan.decision.createdAt))
            keep(book, at: plan.decision.createdAt)
            owner = (agent, sequence)
        }
        let key = TransactionKey(genesis: record.id.genesis, signature: record.id.signature)
        deposits[key]?[record.id.path]?.state = record.state
        deposits[key]?[record.id.path]?.code = record.code
        let told = operators[key]?[record.id.path] ?? 1
        newDeposits.append(
            NewDeposit(
                record: record, operators: told, received: nil, asset: asset, owner: owner,
                stood: stood, isAssigned: plan.credit != nil))
    }

    /// The decisions to write.
    var decisionInserts: Query? {
        guard !newDecisions.isEmpty else { return nil }
        let decisions = newDecisions.map(\.decision)
        return Query(
            """
            INSERT INTO decision (genesis, signature, path, state, detail, person, reason,
              created_at)
            SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::text[],
              $6::text[], $7::text[], $8::bigint[])
            """,
            DepositID.values(newDecisions.map(\.deposit)) + [
                .texts(decisions.map(\.state.rawValue)), .texts(decisions.map(\.detail)),
                .texts(decisions.map(\.person)), .texts(decisions.map(\.reason)),
                .integers(decisions.map(\.createdAt)),
            ])
    }

    // MARK: Reading

    static func reviews(_ keys: GroupKeys) -> Reading {
        Reading(query: .reviews(Array(keys.reviews))) { row, set throws(LedgerError) in
            let review = try row.review()
            let record = review.deposit
            let id = record.id
            let key = TransactionKey(genesis: id.genesis, signature: id.signature)
            guard set.eventSets[key] != nil else { return }
            set.reviews[id] = review
            let asset = AssetKey(genesis: record.id.genesis, mint: record.mint)
            set.assets[asset] = Asset(id: try row.integer(17), decimals: record.decimals)
        }
    }

    static func decisions(_ keys: GroupKeys) -> Reading {
        Reading(query: .decisions(Array(keys.reviews))) { row, set throws(LedgerError) in
            set.reviews[try row.depositID(0)]?.decisions.append(try row.decision(3))
        }
    }
}

extension DepositID {
    static func values(_ ids: [DepositID]) -> [Query.Value] {
        [
            .blobs(ids.map(\.genesis.bytes)), .blobs(ids.map(\.signature.bytes)),
            .texts(ids.map(\.path.description)),
        ]
    }
}

extension Query {
    /// What `Row.review` reads, then the asset's number.
    static func reviews(_ ids: [DepositID]) -> Query {
        Query(
            """
            SELECT \(DepositRecord.columns), received, asset.id
            FROM unnest($1::bytea[], $2::bytea[], $3::text[]) AS key (genesis, signature, path)
            JOIN deposit ON deposit.genesis = key.genesis AND deposit.signature = key.signature
              AND deposit.path = key.path
            JOIN asset ON asset.id = asset_id
            """, DepositID.values(ids))
    }

    /// A deposit's key, then what `Row.decision` reads.
    static func decisions(_ ids: [DepositID]) -> Query {
        Query(
            """
            SELECT decision.genesis, decision.signature, decision.path, state, detail, person,
              reason, created_at
            FROM unnest($1::bytea[], $2::bytea[], $3::text[]) AS key (genesis, signature, path)
            JOIN decision ON decision.genesis = key.genesis
              AND decision.signature = key.signature AND decision.path = key.path
            ORDER BY state = 'refunded'
            """, DepositID.values(ids))
    }
}

extension Row {
    /// A deposit without its decisions: `DepositRecord.columns`, received.
    func review() throws(LedgerError) -> Review {
        Review(
            deposit: try deposit(), received: isNull(16) ? nil : try count(16), decisions: [])
    }
}
#endif
