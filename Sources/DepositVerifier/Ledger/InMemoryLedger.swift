public import DepositProgram
import SolanaCodec

/// Books that live as long as the process: for tests and for verifying without a file.
///
/// Same rules, outcomes and chain heads as the durable stores, given the same clock.
public actor InMemoryLedger {
    struct AssetKey: Hashable {
        var genesis: Blockhash
        var mint: Address
    }

    struct Asset {
        var key: AssetKey
        var symbol: String
        var decimals: UInt8
    }

    struct TransactionKey: Hashable {
        var genesis: Blockhash
        var signature: Signature
    }

    struct PostedTransaction {
        var eventSet: [UInt8]
        var deposits: [EventPath: PostedDeposit] = [:]
    }

    struct PostedDeposit {
        var record: DepositRecord
        /// How many operators told of it when it was written last.
        var operators: Int
        /// Net change of its token account, as its first posting said.
        var received: Int64?
        /// Whether a person credited it.
        var isAssigned = false

        /// What a posting and a verdict depend on.
        var prior: PriorPostings.Deposit {
            PriorPostings.Deposit(
                state: record.state, destination: record.destination, mint: record.mint,
                amount: record.amount.flatMap(LedgerRules.storable), code: record.code)
        }
    }

    /// An entry, and the deposit behind it.
    struct JournalLine {
        var entry: EntryRow
        var deposit: DepositRecord?
    }

    let now: @Sendable () -> Int64
    var agents: [String] = []
    var assets: [Asset] = []
    var assetNumbers: [AssetKey: Int64] = [:]
    var issued: [DepositCode] = []
    var records: [DepositCode: CodeRecord] = [:]
    var references: [CodeReference.Key: DepositCode] = [:]
    var transactions: [TransactionKey: PostedTransaction] = [:]
    var accounts: [EntryRow.Account: AccountBook.State] = [:]
    var journal: [EntryRow.Account: [JournalLine]] = [:]
    var holds: [HoldID: HoldRow] = [:]
    var credentials: [CredentialHash: CredentialRecord] = [:]
    var decisions: [DepositID: [RecordedDecision]] = [:]
    var reconciliations: [ReconciliationRecord] = []

    /// Empty books.
    ///
    /// - Parameter now: microseconds since 1970 UTC; recorded, never decided by.
    public init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    func agentNumber(_ name: String) -> Int64? {
        agents.firstIndex(of: name).map { Int64($0 + 1) }
    }
}

extension InMemoryLedger: Ledger {
    /// What the books know about one transaction.
    public func facts(for query: LedgerQuery) throws(LedgerError) -> LedgerFacts {
        let key = TransactionKey(genesis: query.genesis, signature: query.signature)
        var facts = LedgerFacts()
        for reference in query.references { facts.references[reference] = references[reference] }
        for agent in query.agents { facts.agents[agent] = oldestRecord(of: agent) }
        let transaction = transactions[key]
        facts.frozenEventSet = transaction?.eventSet
        for (path, deposit) in transaction?.deposits ?? [:] {
            facts.take(deposit.prior, at: path)
        }
        for code in facts.codesToKnow(for: query) { facts.codes[code] = records[code] }
        if query.wantsSingleOperatorCredits {
            facts.singleOperator = singleOperatorCredits(of: Set(facts.codes.keys))
        }
        return facts
    }

    /// Posts the findings of one transaction: all of it, or nothing.
    public func post(_ findings: TransactionFindings) throws(LedgerError) -> [CreditOutcome] {
        let plan = try PostingPlan(findings, prior: prior(to: findings))
        let createdAt = now()
        // First everything that can fail, on copies; then everything that changes the books.
        let numbers = numberAssets(of: plan, genesis: findings.genesis)
        var deposits: [PostedDeposit] = plan.reviews.map { review in
            let record = DepositRecord(
                review.fact, of: findings, state: .open, reason: review.reason,
                createdAt: createdAt)
            return PostedDeposit(
                record: record, operators: findings.operators,
                received: findings.received(at: review.fact.destination))
        }
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        var books: [EntryRow.Account: AccountBook] = [:]
        for credit in plan.credits {
            let account = EntryRow.Account(
                agent: agentNumber(credit.agent) ?? 0, asset: numbers[credit.fact.mint] ?? 0)
            try books[account, default: book(account, of: credit.agent)].receive(
                AccountBook.Line(crediting: credit, of: findings, createdAt: createdAt))
            let record = credited(credit, of: findings, createdAt: createdAt)
            let known = transactions[key]?.deposits[credit.fact.path]
            deposits.append(
                PostedDeposit(
                    record: record, operators: max(known?.operators ?? 0, findings.operators),
                    received: known?.received ?? findings.received(at: credit.fact.destination)))
        }
        write(deposits, of: findings, assets: plan.facts, numbers: numbers)
        for book in books.values { keep(book, deposits: deposits.map(\.record)) }
        return plan.outcomes
    }

    private func oldestRecord(of agent: String) -> CodeRecord? {
        let own = issued.compactMap { records[$0] }.filter {
            $0.agent.utf8.elementsEqual(agent.utf8)
        }
        return own.first(where: \.isActive) ?? own.first
    }

    private func singleOperatorCredits(of codes: Set<DepositCode>) -> SingleOperatorCredits {
        var total: UInt128 = 0
        var byCode: [DepositCode: UInt128] = [:]
        for deposit in transactions.values.flatMap(\.deposits.values)
        where deposit.record.state == .credited && deposit.operators < 2 && !deposit.isAssigned {
            let amount = UInt128(deposit.record.amount ?? 0)
            total += amount
            guard let code = deposit.record.code, codes.contains(code) else { continue }
            byCode[code, default: 0] += amount
        }
        return SingleOperatorCredits(total: total, byCode: byCode)
    }

    private func prior(to findings: TransactionFindings) -> PriorPostings {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        let transaction = transactions[key]
        let deposits = (transaction?.deposits ?? [:]).mapValues(\.prior)
        var decimals: [Address: UInt8] = [:]
        for asset in assets where asset.key.genesis == findings.genesis {
            decimals[asset.key.mint] = asset.decimals
        }
        var prior = PriorPostings(
            frozenEventSet: transaction?.eventSet, deposits: deposits, codes: records,
            decimals: decimals)
        if findings.effectiveCap != nil {
            prior.singleOperator = singleOperatorCredits(
                of: Set(findings.credits.compactMap(\.code)))
        }
        return prior
    }

    /// The asset number of every mint that the plan writes, new ones after the last.
    private func numberAssets(of plan: PostingPlan, genesis: Blockhash) -> [Address: Int64] {
        var numbers: [Address: Int64] = [:]
        var next = Int64(assets.count)
        for fact in plan.facts where numbers[fact.mint] == nil {
            if let known = assetNumbers[AssetKey(genesis: genesis, mint: fact.mint)] {
                numbers[fact.mint] = known
            } else {
                next += 1
                numbers[fact.mint] = next
            }
        }
        return numbers
    }

    private func credited(
        _ credit: PostingPlan.Credit, of findings: TransactionFindings, createdAt: Int64
    ) -> DepositRecord {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        guard var record = transactions[key]?.deposits[credit.fact.path]?.record else {
            return DepositRecord(
                credit.fact, of: findings, state: .credited, reason: nil, createdAt: createdAt)
        }
        record.state = .credited
        record.code = credit.code
        record.evidence = findings.evidence
        return record
    }

    private func write(
        _ deposits: [PostedDeposit], of findings: TransactionFindings, assets facts: [DepositFact],
        numbers: [Address: Int64]
    ) {
        for fact in facts {
            let key = AssetKey(genesis: findings.genesis, mint: fact.mint)
            guard assetNumbers[key] == nil else { continue }
            assets.append(Asset(key: key, symbol: fact.symbol, decimals: fact.decimals))
            assetNumbers[key] = numbers[fact.mint]
        }
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        for deposit in deposits {
            transactions[key, default: PostedTransaction(eventSet: findings.eventSet)]
                .deposits[deposit.record.id.path] = deposit
        }
        if transactions[key] == nil {
            transactions[key] = PostedTransaction(eventSet: findings.eventSet)
        }
    }
}

extension InMemoryLedger: CodeRegistry {
    /// Registers a code for an agent, with its references.
    public func add(
        _ code: DepositCode, agent: String, references new: [CodeReference]
    ) throws(LedgerError) {
        try LedgerRules.checkAgent(agent)
        try LedgerRules.check(new, of: code)
        try LedgerRules.checkOwner(records[code], of: code, agent: agent)
        for reference in new {
            try LedgerRules.check(owner: references[reference.key], of: reference)
        }
        if agentNumber(agent) == nil { agents.append(agent) }
        if records[code] == nil {
            issued.append(code)
            records[code] = CodeRecord(code: code, agent: agent, isActive: true)
        }
        for reference in new { references[reference.key] = code }
    }

    /// Adds references of codes that exist.
    public func extend(_ new: [CodeReference]) throws(LedgerError) {
        for reference in new {
            guard records[reference.code] != nil else { throw LedgerRules.unknown(reference.code) }
            try LedgerRules.check(owner: references[reference.key], of: reference)
        }
        for reference in new { references[reference.key] = reference.code }
    }

    /// Closes a code.
    public func close(_ code: DepositCode) throws(LedgerError) {
        guard records[code] != nil else { throw LedgerRules.unknown(code) }
        records[code]?.isActive = false
    }

    /// Every code, in the order of issue.
    public func codes() throws(LedgerError) -> [CodeRecord] {
        issued.compactMap { records[$0] }
    }
}
