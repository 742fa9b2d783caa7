internal import DepositProgram
internal import SolanaCodec

extension Verifier {
    /// Ends the deposits that a transaction paid back, and tells what people have decided about the
    /// deposits that it made.
    ///
    /// - Throws: `LedgerError`; what was ended until then stays ended, and is told the next time.
    func settle(
        _ judgement: Judgement, _ facts: LedgerFacts, _ decision: inout Decision
    ) async throws(LedgerError) {
        let named = judgement.refunds.deposits(on: decision.genesis)
        // Books without a queue know neither refunds nor refusals.
        guard !named.isEmpty || !facts.withheld.isEmpty, let queue = ledger as? any ReviewQueue
        else { return }
        for path in facts.withheld.sorted() {
            let id = DepositID(
                genesis: decision.genesis, signature: decision.signature, path: path)
            guard let review = try await queue.review(of: id) else { continue }
            decision.settled.append(Decision.Settled(path: path, state: review.deposit.state))
        }
        var records: [DepositRecord] = []
        for id in named {
            if let review = try await queue.review(of: id) { records.append(review.deposit) }
        }
        let paid = judgement.refunds.paid(of: records, by: policy.treasury.owner)
        for record in records {
            var refund = Decision.Refund(
                deposit: record.id, path: nil, state: record.state, isNew: false)
            if let payment = paid.first(where: { $0.deposit == record.id }) {
                refund.path = payment.path
                if record.state == .refunding {
                    refund.isNew = try await queue.decide(payment.completion) == .decided
                    refund.state = .refunded
                }
            }
            decision.refunds.append(refund)
        }
    }
}
