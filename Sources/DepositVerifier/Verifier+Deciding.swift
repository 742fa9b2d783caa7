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
        let rule = R16Claim(claim, gateway: gateway, of: signature, policy)
        var hearing = Hearing(
            Witness.Question(
                signature: signature, judge: judge, books: books,
                alpenglowSlot: pool.alpenglowSlot,
                lastValidBlockHeight: claim.lastValidBlockHeight,
                isOnlyOperator: operatorCount < 2),
            pool, over: recordings, within: decisionLimit)
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
            case .told(let telling):
                var decision = end(Finding(.behind, .quorum), at: telling.report.status)
                let assessment: Assessment
                do {
                    assessment = try await assess(telling, rule, books, &decision)
                } catch let finding as Finding {
                    hearing.discredit(telling.report, finding)
                    continue
                }
                missing = assessment.missing(of: operatorCount, behind: telling)
                guard missing <= 0 else {
                    undecided = end(
                        assessment.doubt(of: operatorCount, behind: telling),
                        at: telling.report.status)
                    break
                }
                decision.operators = telling.operators
                if !telling.opponents.isEmpty { decision.flags.append("operators_disagree") }
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

    /// What the rules make of a report, and who must stand behind it.
    private struct Assessment {
        /// What is to be posted.
        var judgement: Judgement?
        /// How many operators must tell it.
        var needed: Int
        /// Whether each of them must call it final: so must be what is not credited at once.
        var needsFinality: Bool

        func missing(of operatorCount: Int, behind telling: Inquiry.Telling) -> Int {
            let heard = needsFinality ? telling.finalOperators : telling.operators
            return min(needed, operatorCount) - heard.count
        }

        /// Why it is not decided although somebody tells it.
        func doubt(of operatorCount: Int, behind telling: Inquiry.Telling) -> Finding {
            if !telling.opponents.isEmpty { return Finding(.rpcInconsistent, .quorum) }
            return telling.operators.count < min(needed, operatorCount)
                // Those who could confirm it may come later.
                ? Finding(.behind, .quorum) : Finding(.awaitingFinality, .finality)
        }
    }

    /// Judges what operators tell alike.
    ///
    /// - Throws: a `Finding` that makes the report worthless; `LedgerError`.
    private func assess(
        _ telling: Inquiry.Telling, _ claim: R16Claim, _ books: Books, _ decision: inout Decision
    ) async throws -> Assessment {
        let report = telling.report
        decision.blockTime = report.blockTime
        let view: TransactionView
        switch report.outcome {
        case .success(let success): view = success
        case .failure(let finding):
            decision.end(with: finding)
            return Assessment(needed: R21Quorum.operatorsForObjections, needsFinality: true)
        }
        let query = self.judge.query(
            for: view, signature: decision.signature, claim, report.surroundings)
        let facts = try await books.ask(query)
        let judge = self.judge.informed(about: view, by: facts, report.surroundings)
        let judgement = try judge.judge(
            view, report.surroundings, facts: facts, operators: telling.operators.count,
            claim: claim)
        if let pending = judgement.pending {
            decision.end(with: pending)
            return Assessment(needed: 1, needsFinality: false)
        }
        decision.adopt(judgement, facts: facts)
        return Assessment(
            judgement: judgement,
            needed: R21Quorum.operatorsNeeded(for: judgement, in: view, judge),
            needsFinality: !judgement.isPlainCredit)
    }
}
