public import DepositProgram
public import SolanaCodec

/// The answer about one signature.
public struct Decision: Hashable, Sendable {
    /// The transaction's first signature.
    public var signature: Signature
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// What to do.
    public var verdict: Verdict
    /// Why, and by which rule; `nil` for accept and duplicate.
    public var finding: Finding?
    /// The slot it landed in, if it is known to have landed.
    public var slot: UInt64?
    /// The cluster's estimate of the time, in seconds since 1970. Decides nothing.
    public var blockTime: Int64?
    /// The commitment that was observed.
    public var commitment: Commitment?
    /// The operators that told it alike, in the order of their names; empty if nobody told it whole.
    public var operators: [String] = []
    /// What is credited, or was before.
    public var credits: [Credit] = []
    /// What waits for a person.
    public var reviews: [Review] = []
    /// Transfers that a person has refused, or that go or went back; of books that tell it.
    public var settled: [Settled] = []
    /// Deposits that the transaction says it pays back; of books that know them.
    public var refunds: [Refund] = []
    /// Observations that change no verdict.
    public var flags: [String] = []
    /// Rules that could not be applied, a ledger missing.
    public var unchecked: [Rule] = []
    /// SHA-256 of the evidence file, hexadecimal; `nil` if none was kept.
    public var evidence: String?

    /// A transfer that is somebody's credit.
    public struct Credit: Hashable, Sendable {
        /// The transfer; its code is set.
        public var fact: DepositFact
        /// `memo`, `reference`, `deposit_address`, `deposit_direct` or `claim`: what named the code;
        /// `ledger` if it was credited before.
        public var attribution: String
        /// Who owned the token account that paid.
        public var sourceOwner: Address?
        /// Whether it was not credited before.
        public var isNew: Bool
    }

    /// A transfer that a person has decided about, and that is nobody's credit.
    public struct Settled: Hashable, Sendable {
        /// Where in the transaction.
        public var path: EventPath
        /// What became of it.
        public var state: DepositState
    }

    /// A deposit that the transaction names as paid back by it.
    public struct Refund: Hashable, Sendable {
        /// The deposit.
        public var deposit: DepositID
        /// The transfer that paid it back; `nil` if none did: to another account, of another amount.
        public var path: EventPath?
        /// Where the deposit stands now.
        public var state: DepositState
        /// Whether this decision has ended it.
        public var isNew: Bool
    }

    /// Money that waits for a person.
    public struct Review: Hashable, Sendable {
        /// Where in the transaction; `nil` if the whole transaction waits.
        public var path: EventPath?
        /// Why.
        public var finding: Finding
        /// Base units, where they are known.
        public var amount: UInt64?
        /// The code, where one is named.
        public var code: DepositCode?
        /// The transfer's authority.
        public var payer: Address?
        /// The token's mint.
        public var mint: Address?
    }
}

extension Decision {
    /// An answer that looks at no money yet.
    init(_ signature: Signature, genesis: Blockhash, finding: Finding) {
        self.signature = signature
        self.genesis = genesis
        verdict = finding.reason.verdict
        self.finding = finding
    }

    /// The verdict over all parts: new credits, earlier ones, reviews, then the refusal that stands
    /// first in the order of judgement.
    mutating func conclude(rejections: [Finding]) {
        if credits.contains(where: \.isNew) {
            (verdict, finding) = (.accept, nil)
        } else if !credits.isEmpty {
            (verdict, finding) = (.duplicate, nil)
        } else if let review = reviews.first {
            (verdict, finding) = (.review, review.finding)
        } else {
            let first = rejections.min { $0.rule.position < $1.rule.position }
            finding = first ?? Finding(.noMatchingTransfer, .destination)
            verdict = .reject
        }
    }
}

extension Rule {
    /// Its place in the order of judgement.
    var position: Int { Self.order.firstIndex(of: self) ?? Self.order.count }
}
