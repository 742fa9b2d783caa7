public import DepositProgram
public import SolanaCodec

/// The front door: a transaction's signature in, a decision out; with a ledger, the credit posted.
///
/// A decision is a pure function of the endpoint's answers, the policy and what the ledger knew. No
/// clock takes part in it.
public struct Verifier: Sendable {
    /// The rules.
    public let policy: DepositPolicy
    private let transport: any RPCTransport
    private let ledger: (any Ledger)?
    private let knownCodes: [DepositCode]
    private let evidence: EvidenceStore?
    private let retry: RetryPolicy
    private let clock: any Clock<Duration>
    private let genesisExchanges: [RPCExchange]
    private let judge: Judge

    /// What a caller asks of one deposit, beyond the policy.
    public struct Claim: Hashable, Sendable {
        /// The code that the claimant says is the deposit's.
        public var code: DepositCode?
        /// The exact sum of the credits, in base units.
        public var amount: UInt64?
        /// The least sum of the credits, in base units.
        public var minimum: UInt64?
        /// Who is said to have paid.
        public var payer: Address?

        /// A claim; empty by default.
        public init(
            code: DepositCode? = nil, amount: UInt64? = nil, minimum: UInt64? = nil,
            payer: Address? = nil
        ) {
            self.code = code
            self.amount = amount
            self.minimum = minimum
            self.payer = payer
        }
    }

    /// A verifier whose endpoint serves the policy's cluster.
    ///
    /// - Parameters:
    ///   - ledger: credits are posted there; without one nothing is posted and any code counts.
    ///   - knownCodes: codes whose references are recognised without a ledger.
    ///   - evidence: where the grounds of every decision are kept.
    /// - Throws: `VerifierError.wrongCluster`, `RPCError`.
    public init(
        policy: DepositPolicy, transport: any RPCTransport, ledger: (any Ledger)? = nil,
        knownCodes: [DepositCode] = [], evidence: EvidenceStore? = nil,
        retry: RetryPolicy = RetryPolicy(), clock: any Clock<Duration> = ContinuousClock()
    ) async throws {
        let recording = RecordingTransport(transport)
        let reader = RPCReader(client: RPCClient(recording), retry: retry, clock: clock)
        let genesis = try await reader.read { try await $0.getGenesisHash() }
        guard genesis == policy.treasury.cluster.genesis else {
            throw VerifierError.wrongCluster(
                found: genesis, expected: policy.treasury.cluster.genesis)
        }
        self.policy = policy
        self.transport = transport
        self.ledger = ledger
        self.knownCodes = knownCodes
        self.evidence = evidence
        self.retry = retry
        self.clock = clock
        genesisExchanges = recording.exchanges
        judge = Judge(policy)
    }

    /// Decides about one transaction and, with a ledger, posts what it credits.
    ///
    /// - Throws: `RPCError` if no answer came, `LedgerError`, `EvidenceError`. Nothing was posted
    ///   then, except after `LedgerError.Code.outcomeUnknown`.
    public func verify(_ signature: Signature, claim: Claim = Claim()) async throws -> Decision {
        let recording = RecordingTransport(transport)
        let reader = RPCReader(client: RPCClient(recording), retry: retry, clock: clock)
        var (decision, judgement, facts) = try await decide(signature, reader)
        decision.unchecked = unchecked
        var answer = decision
        claim.check(&answer)
        let bundle = Evidence(
            decision: answer, claim: claim, policy: policy, knownCodes: knownCodes,
            facts: facts, hasLedger: ledger != nil,
            exchanges: genesisExchanges + recording.exchanges)
        decision.evidence = try evidence?.keep(bundle.encoded)
        if let judgement, let ledger { try await post(judgement, to: ledger, &decision) }
        claim.check(&decision)
        return decision
    }

    /// R2 to R18, without posting.
    private func decide(
        _ signature: Signature, _ reader: RPCReader
    ) async throws -> (Decision, Judgement?, LedgerFacts) {
        var decision = Decision(
            signature, genesis: policy.treasury.cluster.genesis,
            finding: Finding(.notFound, .execution))
        let observation: Observation
        do {
            observation = try await Observation.gather(signature, from: reader)
        } catch let finding as Finding {
            decision.end(with: finding)
            return (decision, nil, LedgerFacts())
        }
        decision.slot = observation.answer?.slot ?? observation.status?.slot
        decision.blockTime = observation.answer?.blockTime
        decision.commitment = observation.status?.confirmationStatus
        var facts = LedgerFacts()
        do {
            let view = try Examination.examine(
                signature, status: observation.status, answer: observation.answer)
            let surroundings = Judge.Surroundings(
                mints: try await readMints(for: view, reader),
                programs: try await readPrograms(for: view, reader))
            facts = try await self.facts(for: judge.query(for: view, signature: signature))
            let judgement = try judge.judge(view, surroundings, facts: facts, operators: 1)
            decision.adopt(judgement, facts: facts)
            return (decision, judgement, facts)
        } catch let finding as Finding {
            decision.end(with: finding)
            return (decision, nil, facts)
        } catch let error as RPCError {
            guard let finding = Observation.finding(for: error) else { throw error }
            decision.end(with: finding)
            return (decision, nil, facts)
        }
    }

    private func facts(for query: LedgerQuery) async throws -> LedgerFacts {
        if let ledger { return try await ledger.facts(for: query) }
        var facts = LedgerFacts()
        for code in query.codes.union(knownCodes) {
            facts.codes[code] = CodeRecord(code: code, agent: "", isActive: true)
        }
        for key in query.references {
            facts.references[key] = knownCodes.first { code in
                Treasury.reference(
                    for: code, tokenAccount: key.treasuryAccount, genesis: query.genesis)
                    == key.reference
            }
        }
        return facts
    }

    private func readMints(
        for view: TransactionView, _ reader: RPCReader
    ) async throws -> [Address: MintState] {
        var mints: [Address: MintState] = [:]
        for mint in judge.mintsToRead(for: view) {
            let account = try await reader.read {
                try await $0.getAccountInfo(mint, commitment: .finalized)
            }
            guard let account = account.value, account.owner == Programs.token2022 else { continue }
            mints[mint] = try? MintState(decoding: account.data)
        }
        return mints
    }

    /// Programs as they are now. Bytes that were deployed before the transaction and still are there
    /// are those that ran in it.
    private func readPrograms(
        for view: TransactionView, _ reader: RPCReader
    ) async throws -> [Address: DeployedProgram] {
        var programs: [Address: DeployedProgram] = [:]
        for program in judge.programsToRead(for: view) {
            guard let data = DeployedProgram.dataAddress(of: program) else { continue }
            let accounts = try await reader.read {
                try await $0.getMultipleAccounts(
                    [program, data], commitment: .finalized, minContextSlot: view.slot)
            }
            guard accounts.value.count == 2 else { continue }
            programs[program] = DeployedProgram(
                program: accounts.value[0], data: accounts.value[1], dataAddress: data)
        }
        return programs
    }

    /// One database transaction: credits, reviews, and the frozen event set.
    private func post(
        _ judgement: Judgement, to ledger: any Ledger, _ decision: inout Decision
    ) async throws {
        guard !judgement.credits.isEmpty || !judgement.reviews.isEmpty, let slot = decision.slot
        else { return }
        // The books keep one item for each path; two sightings of one call are one matter.
        var paths = Set(judgement.credits.map(\.fact.path))
        let reviews = judgement.reviews.filter { paths.insert($0.fact.path).inserted }
        let findings = TransactionFindings(
            genesis: decision.genesis, signature: decision.signature, slot: slot,
            credits: judgement.credits.map(\.fact),
            reviews: reviews.map {
                ReviewItem(fact: $0.fact, reason: $0.finding.reason.rawValue)
            },
            netReceived: judgement.netReceived, eventSet: judgement.eventSet,
            evidence: decision.evidence ?? "")
        let outcomes: [CreditOutcome]
        do throws(LedgerError) {
            outcomes = try await ledger.post(findings)
        } catch {
            guard error.code == .eventSetChanged else { throw error }
            decision.end(with: Finding(.eventSetChanged, .once))
            return
        }
        decision.take(outcomes, rejections: judgement.rejections)
    }

    /// What cannot be checked here.
    private var unchecked: [Rule] {
        var rules: [Rule] = ledger == nil ? [.beneficiary, .once, .codeState] : []
        let quorum = policy.quorum
        if quorum?.capPerCode != nil || quorum?.capTotal != nil { rules.append(.quorum) }
        return rules
    }
}

/// Why a verifier cannot work at all.
public enum VerifierError: Error, Hashable, Sendable {
    /// The endpoint serves another cluster than the policy names.
    case wrongCluster(found: Blockhash, expected: Blockhash)
}

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
                code: item.fact.code)
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
    /// R15: a claimant learns whether the deposit is his; the code's owner is credited either way.
    func check(_ decision: inout Decision) {
        guard !decision.credits.isEmpty else { return }
        let mine = decision.credits.filter { code == nil || $0.fact.code == code }
        let sum = mine.reduce(UInt128(0)) { $0 + UInt128($1.fact.amount) }
        let isMine =
            !mine.isEmpty && (amount.map { UInt128($0) == sum } ?? true)
            && (minimum.map { UInt128($0) <= sum } ?? true)
            && (payer.map { payer in mine.allSatisfy { $0.fact.payer == payer } } ?? true)
        guard !isMine else { return }
        (decision.verdict, decision.finding) = (.reject, Finding(.claimMismatch, .beneficiary))
        // Without a ledger nobody was credited, so there is nothing to report.
        if decision.unchecked.contains(.once) { decision.credits = [] }
    }
}
