internal import DepositProgram
internal import SolanaCodec

extension Verifier {
    /// Asks until enough operators say the same, and judges it: R2 to R21, without posting.
    ///
    /// - Returns: the decision, what of it is to be posted, and all that the ledger knew on the way.
    func decide(
        _ signature: Signature, _ claim: Claim, over recordings: [RecordingTransport]
    ) async throws -> (Decision, Judgement?, LedgerFacts) {
        let operatorCount = Set(pool.operators).count
        let books = Books(ledger, knownCodes)
        var hearing = Hearing(
            Witness.Question(
                signature: signature, judge: judge, books: books, alpenglowSlot: pool.alpenglowSlot,
                lastValidBlockHeight: claim.lastValidBlockHeight,
                isOnlyOperator: operatorCount < 2),
            pool, over: recordings, within: deadline)
        func end(_ finding: Finding, at status: SignatureStatus? = nil) -> Decision {
            var decision = Decision(
                signature, genesis: policy.treasury.cluster.genesis, finding: finding)
            decision.end(with: finding)
            decision.slot = status?.slot
            decision.commitment = status?.confirmationStatus
            return decision
        }
        while true {
            var missing = 1
            let undecided: Decision
            switch hearing.inquiry.agreement {
            case .told(let report, let by, let against):
                // Those who could confirm it may come later.
                undecided = end(Finding(.behind, .quorum), at: report.status)
                var decision = undecided
                let assessment: (judgement: Judgement?, needed: Int)
                do {
                    assessment = try await assess(report, by: by, books, &decision)
                } catch let finding as Finding {
                    hearing.discredit(report, finding)
                    continue
                }
                missing = min(assessment.needed, operatorCount) - by.count
                guard missing <= 0 else { break }
                decision.operators = by
                if !against.isEmpty { decision.flags.append("operators_disagree") }
                return (decision, assessment.judgement, books.facts)
            case .contradicted: undecided = end(Finding(.rpcInconsistent, .quorum))
            case .open(let finding, let status): undecided = end(finding, at: status)
            case .silent(let error):
                guard try await hearing.ask(missing) else {
                    throw error ?? RPCError(.timeout, "no endpoint could be asked in time")
                }
                continue
            }
            guard try await hearing.ask(missing) else { return (undecided, nil, books.facts) }
        }
    }

    /// Judges what operators tell alike.
    ///
    /// - Returns: what is to be posted, and how many operators must tell it.
    /// - Throws: a `Finding` that makes the report worthless; `LedgerError`.
    private func assess(
        _ report: TransactionReport, by operators: [String], _ books: Books,
        _ decision: inout Decision
    ) async throws -> (Judgement?, needed: Int) {
        decision.blockTime = report.blockTime
        let view: TransactionView
        switch report.outcome {
        case .success(let success): view = success
        case .failure(let finding):
            decision.end(with: finding)
            return (nil, R21Quorum.operatorsForObjections)
        }
        let query = self.judge.query(
            for: view, signature: decision.signature, report.surroundings)
        let facts = try await books.ask(query)
        let judge = self.judge.informed(about: view, by: facts, report.surroundings)
        let judgement = try judge.judge(
            view, report.surroundings, facts: facts, operators: operators.count)
        let needed = R21Quorum.operatorsNeeded(for: judgement, in: view, judge)
        if let pending = judgement.pending {
            decision.end(with: pending)
            return (nil, needed)
        }
        guard report.isFinal || judgement.isPlainCredit else {
            decision.end(with: Finding(.awaitingFinality, .finality))
            return (nil, needed)
        }
        decision.adopt(judgement, facts: facts)
        return (judgement, needed)
    }
}
