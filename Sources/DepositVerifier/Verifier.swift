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
    /// The host under which this gateway is known.
    let gateway: String?
    let judge: Judge
    let decisionLimit: Duration
    private let evidence: EvidenceStore?
    /// The rules part of the policy as evidence has it, the same for every decision.
    private let policyText: JSONOutput

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
        /// Whose credit a transfer without a code is, by its authority's word.
        public var wallet: WalletClaim?
        /// The last height at which the transaction could land; not for one with a durable nonce.
        ///
        /// With it, a transaction that no endpoint knows is told to have expired in the end.
        public var lastValidBlockHeight: BlockHeight?

        /// A claim; empty by default.
        public init(
            code: DepositCode? = nil, amount: UInt64? = nil, minimum: UInt64? = nil,
            payer: Address? = nil, wallet: WalletClaim? = nil,
            lastValidBlockHeight: BlockHeight? = nil
        ) {
            self.code = code
            self.amount = amount
            self.minimum = minimum
            self.payer = payer
            self.wallet = wallet
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
    ///   - gateway: the host that wallets name in claims, in lower case; without it no claim counts.
    ///   - evidence: where the grounds of every decision are kept.
    ///   - retry: how often and how patiently an endpoint is asked again.
    ///   - deadline: the longest time for the start and one decision together. A quarter of it is
    ///     for the start, and each decision has the rest.
    ///   - randomness: spreads the waits between attempts.
    /// - Throws: `VerifierError.wrongCluster` for any endpoint, `.malformedGateway`, `RPCError` if
    ///   none answers.
    public init(
        policy: DepositPolicy, endpoints: [any RPCTransport], ledger: (any Ledger)? = nil,
        knownCodes: [DepositCode] = [], gateway: String? = nil, evidence: EvidenceStore? = nil,
        retry: RetryPolicy = RetryPolicy(), deadline: Duration = .seconds(30),
        clock: any Clock<Duration> = ContinuousClock(),
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) async throws {
        if let gateway, !WalletClaim.isGateway(gateway) {
            throw VerifierError.malformedGateway(gateway)
        }
        pool = EndpointPool(
            endpoints, genesis: policy.treasury.cluster.genesis,
            wantsCertificate: policy.commitment < .finalized, retry: retry,
            stopwatch: Stopwatch(clock), generator: SharedGenerator(randomness))
        self.policy = policy
        self.ledger = ledger
        self.knownCodes = KnownCodes(knownCodes, policy)
        self.gateway = gateway
        self.evidence = evidence
        policyText = .raw(String(decoding: policy.json.encoded(), as: UTF8.self))
        let start = deadline / Self.shareOfStart
        decisionLimit = deadline - start
        judge = Judge(policy)
        try await pool.start(within: start)
    }

    /// What part of the deadline the start may take: one question, asked of all at the same time.
    private static let shareOfStart = 4

    /// Decides about one transaction and, with a ledger, posts what it credits.
    ///
    /// - Throws: `RPCError` if no answer came, `VerifierError.wrongCluster`, `LedgerError`,
    ///   `EvidenceError`. Nothing was posted then, except after `LedgerError.Code.outcomeUnknown`.
    public func verify(_ signature: Signature, claim: Claim = Claim()) async throws -> Decision {
        for _ in 0..<Self.mostTurns {
            if let decision = try await verifyOnce(signature, claim) { return decision }
        }
        throw LedgerError(.inconsistent, "the books changed under every decision")
    }

    /// How often a decision is made anew because a transfer of it was credited to somebody else in
    /// between, which happens to each transfer once at most, or because others have used up a cap,
    /// which the books tell the next time.
    static let mostTurns = 8

    /// - Returns: `nil` if the books changed under the decision, which then is worth nothing.
    private func verifyOnce(_ signature: Signature, _ claim: Claim) async throws -> Decision? {
        let checks = pool.checks
        let limit = Self.answerLimit / max(1, pool.transports.count)
        let recordings = pool.transports.map { RecordingTransport($0, keeping: limit) }
        var (decision, judgement, facts) = try await decide(signature, claim, over: recordings)
        decision.unchecked = unchecked
        if let evidence {
            var answer = decision
            claim.check(&answer, judgement, facts)
            let bundle = Evidence(
                decision: answer, claim: claim, policy: policyText, knownCodes: knownCodes.codes,
                gateway: gateway, facts: facts, hasLedger: ledger != nil,
                operators: pool.operators,
                exchanges: zip(checks, recordings).map { $0 + $1.exchanges })
            decision.evidence = try await evidence.keep(bundle.encoded)
        }
        if let judgement, let ledger {
            guard try await post(judgement, to: ledger, &decision) else { return nil }
            try await settle(judgement, facts, &decision)
        }
        claim.check(&decision, judgement, facts)
        return decision
    }

    /// The longest that all answers about one transaction may be together, in bytes: they are kept
    /// until it is decided, and the evidence holds them a second time.
    private static let answerLimit = 25_165_824

    /// One database transaction: credits, reviews, and the frozen event set.
    ///
    /// - Returns: whether the books still held what the judgement rests on.
    private func post(
        _ judgement: Judgement, to ledger: any Ledger, _ decision: inout Decision
    ) async throws -> Bool {
        guard !judgement.credits.isEmpty || !judgement.reviews.isEmpty, let slot = decision.slot
        else { return true }
        let findings = TransactionFindings(
            genesis: decision.genesis, signature: decision.signature, slot: slot,
            credits: judgement.credits.map(\.fact),
            reviews: judgement.filedReviews.map {
                ReviewItem(fact: $0.fact, reason: $0.finding.reason.rawValue)
            },
            netReceived: judgement.netReceived, eventSet: judgement.eventSet,
            operators: decision.operators.count, cap: policy.quorum?.cap,
            evidence: decision.evidence ?? "")
        let outcomes: [CreditOutcome]
        do throws(LedgerError) {
            outcomes = try await ledger.post(findings)
        } catch {
            switch error.code {
            case .capExceeded: return false
            case .eventSetChanged: decision.end(with: Finding(.eventSetChanged, .once))
            default: throw error
            }
            return true
        }
        guard !outcomes.contains(.taken) else { return false }
        decision.take(outcomes, rejections: judgement.rejections)
        return true
    }

    /// What cannot be checked here.
    private var unchecked: [Rule] {
        var rules: [Rule] = ledger == nil ? [.beneficiary, .once, .codeState] : []
        if ledger == nil, policy.quorum?.cap != nil { rules.append(.quorum) }
        return rules
    }
}

/// Why a verifier cannot work at all.
public enum VerifierError: Error, Hashable, Sendable {
    /// An endpoint serves another cluster than the policy names.
    case wrongCluster(found: Blockhash, expected: Blockhash, operatorName: String)
    /// The gateway's own host is none in lower case, so no claim could ever name it.
    case malformedGateway(String)
}
