public import DepositProgram
public import SolanaCodec

/// The front door: a transaction's signature in, a decision out; with a ledger, the credit posted.
///
/// A decision is a pure function of the endpoints' answers, the policy and what the ledger knew. No
/// clock takes part in it: time only bounds how long answers are waited for.
public struct Verifier: Sendable {
    /// The rules.
    public let policy: DepositPolicy
    let pool: EndpointPool
    let ledger: (any Ledger)?
    let knownCodes: KnownCodes
    let judge: Judge
    let deadline: Duration
    private let evidence: EvidenceStore?

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
        /// The last height at which the transaction could land; not for one with a durable nonce.
        ///
        /// With it, a transaction that no endpoint knows is told to have expired in the end.
        public var lastValidBlockHeight: BlockHeight?

        /// A claim; empty by default.
        public init(
            code: DepositCode? = nil, amount: UInt64? = nil, minimum: UInt64? = nil,
            payer: Address? = nil, lastValidBlockHeight: BlockHeight? = nil
        ) {
            self.code = code
            self.amount = amount
            self.minimum = minimum
            self.payer = payer
            self.lastValidBlockHeight = lastValidBlockHeight
        }
    }

    /// A verifier whose endpoints serve the policy's cluster.
    ///
    /// Endpoints are asked in their order; one that fails, lags or limits its rate is passed over.
    /// Those of one name count as one operator.
    ///
    /// - Parameters:
    ///   - ledger: credits are posted there; without one nothing is posted and any code counts.
    ///   - knownCodes: codes whose references are recognised without a ledger.
    ///   - evidence: where the grounds of every decision are kept.
    ///   - retry: how often and how patiently an endpoint is asked again.
    ///   - deadline: the longest time for one decision.
    ///   - randomness: spreads the waits between attempts.
    /// - Throws: `VerifierError.wrongCluster` for any endpoint, `RPCError` if none answers.
    public init(
        policy: DepositPolicy, endpoints: [any RPCTransport], ledger: (any Ledger)? = nil,
        knownCodes: [DepositCode] = [], evidence: EvidenceStore? = nil,
        retry: RetryPolicy = RetryPolicy(), deadline: Duration = .seconds(30),
        clock: any Clock<Duration> = ContinuousClock(),
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) async throws {
        pool = EndpointPool(
            endpoints, genesis: policy.treasury.cluster.genesis,
            wantsCertificate: policy.commitment < .finalized, retry: retry,
            stopwatch: Stopwatch(clock), generator: SharedGenerator(randomness))
        self.policy = policy
        self.ledger = ledger
        self.knownCodes = KnownCodes(knownCodes, policy)
        self.evidence = evidence
        self.deadline = deadline
        judge = Judge(policy)
        try await pool.start(within: deadline)
    }

    /// Decides about one transaction and, with a ledger, posts what it credits.
    ///
    /// - Throws: `RPCError` if no answer came, `VerifierError.wrongCluster`, `LedgerError`,
    ///   `EvidenceError`. Nothing was posted then, except after `LedgerError.Code.outcomeUnknown`.
    public func verify(_ signature: Signature, claim: Claim = Claim()) async throws -> Decision {
        let checks = pool.checks
        let recordings = pool.transports.map(RecordingTransport.init)
        var (decision, judgement, facts) = try await decide(signature, claim, over: recordings)
        decision.unchecked = unchecked
        if let evidence {
            var answer = decision
            claim.check(&answer)
            let bundle = Evidence(
                decision: answer, claim: claim, policy: policy, knownCodes: knownCodes.codes,
                facts: facts, hasLedger: ledger != nil, operators: pool.operators,
                exchanges: zip(checks, recordings).map { $0 + $1.exchanges })
            decision.evidence = try evidence.keep(bundle.encoded)
        }
        if let judgement, let ledger { try await post(judgement, to: ledger, &decision) }
        claim.check(&decision)
        return decision
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
            operators: decision.operators.count, evidence: decision.evidence ?? "")
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
        if ledger == nil, policy.quorum?.hasCap ?? false { rules.append(.quorum) }
        return rules
    }
}

/// Why a verifier cannot work at all.
public enum VerifierError: Error, Hashable, Sendable {
    /// An endpoint serves another cluster than the policy names.
    case wrongCluster(found: Blockhash, expected: Blockhash, operatorName: String)
}
