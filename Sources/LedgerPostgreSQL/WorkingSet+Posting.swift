#if PostgreSQL
import DepositProgram
import DepositVerifier
import SolanaCodec

extension WorkingSet {
    mutating func post(
        _ findings: TransactionFindings, _ createdAt: Int64
    ) throws(LedgerError) -> [CreditOutcome] {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        let plan = try PostingPlan(findings, prior: prior(to: findings))
        if plan.freezesEventSet {
            eventSets[key] = findings.eventSet
            newEventSets.append(
                NewEventSet(
                    key: key, digest: findings.eventSet, slot: findings.slot,
                    createdAt: createdAt))
        }
        for fact in plan.facts { _ = number(ofAsset: fact, genesis: findings.genesis) }
        for review in plan.reviews {
            let record = DepositRecord(
                review.fact, of: findings, state: .open, reason: review.reason,
                createdAt: createdAt)
            write(record, of: findings, owner: nil)
        }
        for credit in plan.credits {
            try write(credit, of: findings, createdAt)
        }
        return plan.outcomes
    }

    private func prior(to findings: TransactionFindings) -> PriorPostings {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        var decimals: [Address: UInt8] = [:]
        for fact in findings.credits + findings.reviews.map(\.fact) {
            let asset = assets[AssetKey(genesis: findings.genesis, mint: fact.mint)]
            decimals[fact.mint] = asset?.decimals
        }
        var prior = PriorPostings(
            frozenEventSet: eventSets[key], deposits: deposits[key] ?? [:],
            codes: codes.mapValues(\.record), decimals: decimals)
        prior.singleOperator = singleOperator
        return prior
    }

    private mutating func write(
        _ credit: PostingPlan.Credit, of findings: TransactionFindings, _ createdAt: Int64
    ) throws(LedgerError) {
        guard let agent = codes[credit.code]?.agent else {
            throw LedgerRules.unknown(credit.code)
        }
        let asset = number(ofAsset: credit.fact, genesis: findings.genesis)
        let account = EntryRow.Account(agent: agent, asset: asset)
        var book = book(account, of: credit.agent)
        let sequence = try book.receive(
            AccountBook.Line(crediting: credit, of: findings, createdAt: createdAt))
        keep(book, at: createdAt)
        let record = DepositRecord(
            credit.fact, of: findings, state: .credited, reason: nil, createdAt: createdAt)
        write(record, of: findings, owner: (agent, sequence))
    }

    private mutating func write(
        _ record: DepositRecord, of findings: TransactionFindings,
        owner: (agent: Int64, sequence: Int64)?
    ) {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        let path = record.id.path
        let asset = assets[AssetKey(genesis: key.genesis, mint: record.mint)]?.id ?? 0
        let pending = newDeposits.firstIndex { $0.record.id == record.id }
        let known = deposits[key]?[path] != nil
        let told = max(operators[key]?[path] ?? 0, findings.operators)
        operators[key, default: [:]][path] = told
        if told < 2 && record.state == .credited { count(record) }
        deposits[key, default: [:]][path] = PriorPostings.Deposit(
            state: record.state, destination: record.destination, mint: record.mint,
            amount: record.amount.flatMap(LedgerRules.storable), code: record.code)
        if let pending {
            // It came to wait in this very group: written once, as it is now.
            newDeposits[pending].record.state = record.state
            newDeposits[pending].record.code = record.code
            newDeposits[pending].record.evidence = record.evidence
            newDeposits[pending].operators = told
            newDeposits[pending].owner = owner
            return
        }
        newDeposits.append(
            NewDeposit(
                record: record, operators: findings.operators,
                received: findings.received(at: record.destination), asset: asset, owner: owner,
                wasOpen: known))
    }

    /// Adds a credit to what was credited on one operator's word.
    private mutating func count(_ record: DepositRecord) {
        guard let code = record.code else { return }
        let amount = UInt128(record.amount ?? 0)
        var byCode = singleOperator.byCode
        byCode[code, default: 0] += amount
        singleOperator = SingleOperatorCredits(
            total: singleOperator.total + amount, byCode: byCode)
    }

    /// The asset's number; the next one for a mint that is new to the books.
    private mutating func number(ofAsset fact: DepositFact, genesis: Blockhash) -> Int64 {
        let key = AssetKey(genesis: genesis, mint: fact.mint)
        if let known = assets[key] { return known.id }
        lastAsset += 1
        assets[key] = Asset(
            id: lastAsset, decimals: fact.decimals, isNew: true, symbol: fact.symbol)
        return lastAsset
    }
}
#endif
