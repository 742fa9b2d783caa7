import DepositProgram
import SolanaCodec

extension InMemoryLedger: ReviewQueue {
    /// A deposit and what was decided about it.
    public func review(of deposit: DepositID) throws(LedgerError) -> Review? {
        let key = TransactionKey(genesis: deposit.genesis, signature: deposit.signature)
        guard let posted = transactions[key]?.deposits[deposit.path] else { return nil }
        return Review(
            deposit: named(posted.record), received: posted.received.flatMap(UInt64.init(exactly:)),
            decisions: decisions[deposit] ?? [])
    }

    /// Deposits that are on their way back.
    public func refunds(limit: Int) throws(LedgerError) -> [DepositRecord] {
        deposits(in: .refunding, limit: limit)
    }

    /// Decides about a deposit.
    public func decide(_ decision: ReviewDecision) throws(LedgerError) -> ReviewOutcome {
        try LedgerRules.check(decision)
        let id = decision.deposit
        let key = TransactionKey(genesis: id.genesis, signature: id.signature)
        guard let transaction = transactions[key], var posted = transaction.deposits[id.path]
        else { throw LedgerRules.unknown(id) }
        let taken = transaction.deposits.values.filter {
            $0.record.state.takesFunds && $0.record.destination == posted.record.destination
        }
        let prior = ReviewPlan.Prior(
            record: posted.record, received: posted.received,
            taken: taken.reduce(0) { $0 + UInt128($1.record.amount ?? 0) },
            decisions: decisions[id] ?? [], code: decision.action.code.flatMap { records[$0] })
        let createdAt = now()
        let plan = try ReviewPlan(decision, prior: prior, createdAt: createdAt)
        guard plan.outcome == .decided else { return plan.outcome }
        posted.record.state = plan.decision.state
        if let credit = plan.credit {
            posted.record.code = credit.code.code
            posted.isAssigned = true
            let asset = assetNumbers[AssetKey(genesis: id.genesis, mint: posted.record.mint)]
            let agent = agentNumber(credit.code.agent)
            var book = book(
                EntryRow.Account(agent: agent ?? 0, asset: asset ?? 0), of: credit.code.agent)
            try book.receive(AccountBook.Line(assigning: credit, of: id, createdAt: createdAt))
            keep(book, deposits: [posted.record])
        }
        transactions[key]?.deposits[id.path] = posted
        decisions[id, default: []].append(plan.decision)
        return .decided
    }

    /// A record with the symbol under which its mint came to the books first, as a table would say.
    func named(_ record: DepositRecord) -> DepositRecord {
        var record = record
        let key = AssetKey(genesis: record.id.genesis, mint: record.mint)
        record.symbol = assets.first { $0.key == key }?.symbol ?? record.symbol
        return record
    }
}
