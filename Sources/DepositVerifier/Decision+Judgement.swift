internal import DepositProgram
internal import SolanaCodec

extension Decision {
    /// Takes over what the rules found.
    mutating func adopt(_ judgement: Judgement, facts: LedgerFacts) {
        credits = judgement.credits.map { credit in
            Credit(
                fact: credit.fact, attribution: credit.attribution.rawValue,
                sourceOwner: credit.sourceOwner,
                isNew: facts.credited[credit.fact.path] == nil)
        }
        reviews = judgement.reviews.map { item in
            Review(
                path: item.fact.path, finding: item.finding, amount: item.fact.amount,
                code: item.fact.code, payer: item.fact.payer, mint: item.fact.mint)
        }
        flags = judgement.flags
        conclude(rejections: judgement.rejections)
    }

    /// Takes over what the books say: a deposit that a person has refused or refunded is nobody's.
    mutating func take(_ outcomes: [CreditOutcome], rejections: [Finding]) {
        var kept: [Credit] = []
        var rejections = rejections
        for (credit, outcome) in zip(credits, outcomes) {
            if outcome == .withheld {
                rejections.append(Finding(.alreadyClaimed, .once))
            } else {
                kept.append(credit)
                kept[kept.count - 1].isNew = outcome == .new
            }
        }
        credits = kept
        conclude(rejections: rejections)
    }

    /// Makes one objection the whole answer.
    mutating func end(with finding: Finding) {
        (credits, reviews) = ([], [])
        (verdict, self.finding) = (finding.reason.verdict, finding)
        if verdict == .review { reviews = [Review(path: nil, finding: finding)] }
    }
}

extension Verifier.Claim {
    /// R15, R16: a claimant learns whether the deposit is his; its owner is credited either way.
    func check(_ decision: inout Decision, _ judgement: Judgement?, _ facts: LedgerFacts) {
        if let objection = judgement?.claim?.objection {
            refuse(objection, &decision)
        } else if !decision.credits.isEmpty, !isMine(decision, judgement?.claim, facts) {
            refuse(Finding(.claimMismatch, .beneficiary), &decision)
        }
    }

    private func isMine(_ decision: Decision, _ claim: R16Claim?, _ facts: LedgerFacts) -> Bool {
        let mine = decision.credits.filter { credit in
            guard let owner = credit.fact.code else { return false }
            return (code == nil || owner == code)
                && (wallet == nil || claim?.owns(owner, facts) ?? false)
        }
        let sum = mine.reduce(UInt128(0)) { $0 + UInt128($1.fact.amount) }
        return !mine.isEmpty && (amount.map { UInt128($0) == sum } ?? true)
            && (minimum.map { UInt128($0) <= sum } ?? true)
            && (payer.map { payer in mine.allSatisfy { $0.fact.payer == payer } } ?? true)
    }

    private func refuse(_ finding: Finding, _ decision: inout Decision) {
        (decision.verdict, decision.finding) = (.reject, finding)
        // Without a ledger nobody was credited, so there is nothing to report.
        if decision.unchecked.contains(.once) { decision.credits = [] }
    }
}
