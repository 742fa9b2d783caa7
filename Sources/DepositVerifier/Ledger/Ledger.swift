public import DepositProgram
public import SolanaCodec

/// The books: who owns which code, what has been credited, and the one place where money becomes
/// somebody's credit.
///
/// An implementation guarantees that a deposit is credited at most once, across processes and
/// restarts, by a constraint of its store and not by memory.
public protocol Ledger: Sendable {
    /// What the books know that a verdict depends on.
    func facts(for query: LedgerQuery) async throws(LedgerError) -> LedgerFacts

    /// Posts the findings of one finalized transaction in one database transaction.
    ///
    /// Credits what is new, leaves alone what was settled before, keeps what waits for a person; a
    /// credit that waited until now, with the same amount and destination, is credited. Returns
    /// only after everything is durable.
    ///
    /// - Returns: what became of each credit, in the order given.
    /// - Throws: `.eventSetChanged` if the frozen set differs, `.capExceeded` if others have used up
    ///   the cap on one operator's word since `facts`, `.inconsistent` if a rule of the books forbids
    ///   the posting (then verify again: a code may have been closed since); nothing is posted in
    ///   any of these cases. After `.outcomeUnknown` look again, do not assume.
    func post(_ findings: TransactionFindings) async throws(LedgerError) -> [CreditOutcome]
}

/// The part of the books that issues and closes codes.
public protocol CodeRegistry: Sendable {
    /// Registers `code` for an agent, which is created if need be, with the references under which
    /// deposits to the treasury's token accounts may carry it.
    ///
    /// Doing so again for the same agent adds the references that are new and changes nothing else.
    ///
    /// - Parameter agent: 1 to 64 printable ASCII characters without a blank at either end.
    /// - Throws: `.codeTaken` if another agent owns the code, `.codeClosed` if it was closed,
    ///   `.invalidAgent` for a malformed name, `.inconsistent` for a reference of another code.
    func add(
        _ code: DepositCode, agent: String, references: [CodeReference]
    ) async throws(LedgerError)
    /// Adds references of codes that exist, closed ones included: money that carries a closed code
    /// waits for a person, so it must be recognised, too. Those that are there already change nothing.
    ///
    /// - Throws: `.unknownCode`, `.inconsistent` for a reference of another code; then nothing is
    ///   added.
    func extend(_ references: [CodeReference]) async throws(LedgerError)
    /// Closes a code: later deposits that carry it wait for a person. Its owner stays.
    ///
    /// Closing a closed code changes nothing.
    ///
    /// - Throws: `.unknownCode`.
    func close(_ code: DepositCode) async throws(LedgerError)
    /// Every code, in the order of issue.
    func codes() async throws(LedgerError) -> [CodeRecord]
}

/// What the verifier asks of the books about one transaction.
public struct LedgerQuery: Hashable, Sendable {
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The transaction's first signature.
    public var signature: Signature
    /// Codes that the transaction names.
    public var codes: Set<DepositCode>
    /// Pairs of a treasury token account and an extra account that may be a code's reference.
    public var references: Set<CodeReference.Key>
    /// Agents that a claim names.
    public var agents: Set<String>
    /// Whether a cap on one operator's word needs to know what was credited on it.
    public var wantsSingleOperatorCredits: Bool

    /// A query from its parts.
    public init(
        genesis: Blockhash, signature: Signature, codes: Set<DepositCode> = [],
        references: Set<CodeReference.Key> = [], agents: Set<String> = [],
        wantsSingleOperatorCredits: Bool = false
    ) {
        self.genesis = genesis
        self.signature = signature
        self.codes = codes
        self.references = references
        self.agents = agents
        self.wantsSingleOperatorCredits = wantsSingleOperatorCredits
    }
}

/// The address that tags a deposit to one treasury token account with a code.
public struct CodeReference: Hashable, Sendable {
    /// A treasury token account and a reference beside it.
    public struct Key: Hashable, Sendable {
        /// The token account that receives.
        public var treasuryAccount: Address
        /// The reference address.
        public var reference: Address

        /// A pair of both.
        public init(treasuryAccount: Address, reference: Address) {
            self.treasuryAccount = treasuryAccount
            self.reference = reference
        }
    }

    /// Where and under which address.
    public var key: Key
    /// The code that it stands for.
    public var code: DepositCode

    /// A reference for `code`.
    public init(key: Key, code: DepositCode) {
        self.key = key
        self.code = code
    }
}

/// A code as the books know it.
public struct CodeRecord: Hashable, Sendable {
    /// The code.
    public var code: DepositCode
    /// Whose credit its deposits are.
    public var agent: String
    /// Whether deposits are credited; a closed code's deposits wait for a person.
    public var isActive: Bool

    /// A code and its owner.
    public init(code: DepositCode, agent: String, isActive: Bool) {
        self.code = code
        self.agent = agent
        self.isActive = isActive
    }
}

/// What the books answered: only what was asked for and exists.
public struct LedgerFacts: Hashable, Sendable {
    /// Known codes: those that were asked for, that a reference stands for, and that a transfer of
    /// the transaction was credited to.
    public var codes: [DepositCode: CodeRecord]
    /// Known references.
    public var references: [CodeReference.Key: DepositCode]
    /// Of each agent that was asked for his oldest active code; if none is active, the oldest.
    public var agents: [String: CodeRecord]
    /// Paths of this transaction that are credited already, with the code they were credited to.
    public var credited: [EventPath: DepositCode]
    /// What they were credited with, in base units.
    public var creditedAmounts: [EventPath: UInt64]
    /// The event set frozen at the first final verdict (`TransactionFindings.eventSet`), if any.
    public var frozenEventSet: [UInt8]?
    /// What was credited on one operator's word, if it was asked for.
    public var singleOperator: SingleOperatorCredits

    /// Facts from their parts.
    public init(
        codes: [DepositCode: CodeRecord] = [:],
        references: [CodeReference.Key: DepositCode] = [:], agents: [String: CodeRecord] = [:],
        credited: [EventPath: DepositCode] = [:], creditedAmounts: [EventPath: UInt64] = [:],
        frozenEventSet: [UInt8]? = nil,
        singleOperator: SingleOperatorCredits = SingleOperatorCredits()
    ) {
        self.codes = codes
        self.references = references
        self.agents = agents
        self.credited = credited
        self.creditedAmounts = creditedAmounts
        self.frozenEventSet = frozenEventSet
        self.singleOperator = singleOperator
    }
}

/// One transfer into a treasury account, as the chain shows it.
public struct DepositFact: Hashable, Sendable {
    /// Where in the transaction.
    public var path: EventPath
    /// The token account that received.
    public var destination: Address
    /// The token's mint.
    public var mint: Address
    /// The token's symbol and decimals, for display.
    public var symbol: String
    /// Decimal places of the mint.
    public var decimals: UInt8
    /// What arrived, in base units. Never zero.
    public var amount: UInt64
    /// The transfer's authority.
    public var payer: Address
    /// The token account that paid.
    public var source: Address
    /// The code that the deposit carries, where it is known.
    public var code: DepositCode?

    /// A fact from its parts.
    public init(
        path: EventPath, destination: Address, mint: Address, symbol: String, decimals: UInt8,
        amount: UInt64, payer: Address, source: Address, code: DepositCode?
    ) {
        self.path = path
        self.destination = destination
        self.mint = mint
        self.symbol = symbol
        self.decimals = decimals
        self.amount = amount
        self.payer = payer
        self.source = source
        self.code = code
    }
}

/// A transfer that waits for a person.
public struct ReviewItem: Hashable, Sendable {
    /// The transfer.
    public var fact: DepositFact
    /// Why it waits: a review reason's raw value, as stored.
    public var reason: String

    /// A transfer and why it waits.
    public init(fact: DepositFact, reason: String) {
        self.fact = fact
        self.reason = reason
    }
}

/// What one finalized transaction means for the books.
public struct TransactionFindings: Hashable, Sendable {
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The transaction's first signature.
    public var signature: Signature
    /// The slot it landed in.
    public var slot: UInt64
    /// Transfers to credit; each has a code.
    public var credits: [DepositFact]
    /// Transfers that wait for a person, with the reason.
    public var reviews: [ReviewItem]
    /// Net change of each destination in base units: Σ credits on it never exceeds this.
    public var netReceived: [Address: UInt64]
    /// SHA-256 over every inbound event of the transaction. Freezes with the first posting.
    public var eventSet: [UInt8]
    /// How many operators gave the same answers, at least 1.
    public var operators: Int
    /// What the policy allows on one operator's word; counts if `operators` is 1.
    public var cap: SingleOperatorCap?
    /// SHA-256 of the evidence file, hexadecimal.
    public var evidence: String

    /// Findings from their parts.
    public init(
        genesis: Blockhash, signature: Signature, slot: UInt64, credits: [DepositFact],
        reviews: [ReviewItem], netReceived: [Address: UInt64],
        eventSet: [UInt8], operators: Int = 1, cap: SingleOperatorCap? = nil, evidence: String
    ) {
        self.genesis = genesis
        self.signature = signature
        self.slot = slot
        self.credits = credits
        self.reviews = reviews
        self.netReceived = netReceived
        self.eventSet = eventSet
        self.operators = operators
        self.cap = cap
        self.evidence = evidence
    }
}

/// What became of a credit.
public enum CreditOutcome: Hashable, Sendable {
    /// Posted now.
    case new
    /// Had been credited before, to the same code.
    case duplicate
    /// Had been credited before, to another code; `LedgerFacts.credited` says to which.
    case taken
    /// A person refused or refunded this deposit: it is settled and never credited.
    case withheld
}
