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
        let owners = try receive(plan, of: findings, createdAt)
        if plan.freezesEventSet {
            eventSets[key] = findings.eventSet
            newEventSets.append(
                NewEventSet(
                    key: key, digest: findings.eventSet, slot: findings.slot,
                    createdAt: createdAt))
        }
        for review in plan.reviews {
            let record = DepositRecord(
                review.fact, of: findings, state: .open, reason: review.reason,
                createdAt: createdAt)
            write(record, of: findings, owner: nil)
        }
        for (credit, owner) in zip(plan.credits, owners) {
            let record = DepositRecord(
                credit.fact, of: findings, state: .credited, reason: nil, createdAt: createdAt)
            write(record, of: findings, owner: owner)
        }
        return plan.outcomes
    }

    /// Numbers the assets of a plan and enters its credits: all of them, or none.
    ///
    /// - Returns: whose each credit is, and by which entry.
    private mutating func receive(
        _ plan: PostingPlan, of findings: TransactionFindings, _ createdAt: Int64
    ) throws(LedgerError) -> [(agent: Int64, sequence: Int64)] {
        let before = (assets, lastAsset)
        for fact in plan.facts { number(fact, genesis: findings.genesis) }
        var received: [EntryRow.Account: AccountBook] = [:]
        var owners: [(agent: Int64, sequence: Int64)] = []
        do throws(LedgerError) {
            for credit in plan.credits {
                guard let agent = codes[credit.code]?.agent else {
                    throw LedgerRules.unknown(credit.code)
                }
                let account = EntryRow.Account(
                    agent: agent, asset: asset(credit.fact.mint, genesis: findings.genesis))
                let line = AccountBook.Line(crediting: credit, of: findings, createdAt: createdAt)
                let sequence = try received[account, default: book(account, of: credit.agent)]
                    .receive(line)
                owners.append((agent, sequence))
            }
        } catch {
            (assets, lastAsset) = before
            throw error
        }
        for book in received.values { keep(book, at: createdAt) }
        return owners
    }

    private func prior(to findings: TransactionFindings) -> PriorPostings {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        var decimals: [Address: UInt8] = [:]
        var records: [DepositCode: CodeRecord] = [:]
        for fact in findings.credits + findings.reviews.map(\.fact) {
            let asset = assets[AssetKey(genesis: findings.genesis, mint: fact.mint)]
            decimals[fact.mint] = asset?.decimals
            if let code = fact.code { records[code] = codes[code]?.record }
        }
        var prior = PriorPostings(
            frozenEventSet: eventSets[key], deposits: deposits[key] ?? [:], codes: records,
            decimals: decimals)
        prior.singleOperator = singleOperator
        return prior
    }

    private mutating func write(
        _ record: DepositRecord, of findings: TransactionFindings,
        owner: (agent: Int64, sequence: Int64)?
    ) {
        let key = TransactionKey(genesis: findings.genesis, signature: findings.signature)
        let path = record.id.path
        let stood = deposits[key]?[path]?.state
        let pending =
            stood == nil ? nil : newDeposits.firstIndex { $0.record.id == record.id }
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
                received: findings.received(at: record.destination),
                asset: asset(record.mint, genesis: key.genesis), owner: owner, stood: stood))
    }

    /// Adds a credit to what was credited on one operator's word.
    private mutating func count(_ record: DepositRecord) {
        guard let code = record.code else { return }
        singleOperator.add(UInt128(record.amount ?? 0), to: code)
    }

    /// Gives a mint that is new to the books the next number.
    private mutating func number(_ fact: DepositFact, genesis: Blockhash) {
        let key = AssetKey(genesis: genesis, mint: fact.mint)
        guard assets[key] == nil else { return }
        lastAsset += 1
        assets[key] = Asset(
            id: lastAsset, decimals: fact.decimals, isNew: true, symbol: fact.symbol)
    }

    /// The number of an asset that the set has.
    func asset(_ mint: Address, genesis: Blockhash) -> Int64 {
        assets[AssetKey(genesis: genesis, mint: mint)]?.id ?? 0
    }
}
#endif
