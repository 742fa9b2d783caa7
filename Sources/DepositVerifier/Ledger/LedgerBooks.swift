public import DepositProgram
public import SolanaCodec

/// The part of the books that people read: balances, entries, what waits, and whether it all adds up.
public protocol LedgerBooks: Sendable {
    /// Balances in the order in which agents and assets came to the books: those after `last`, at
    /// most `limit` of them.
    ///
    /// - Parameter agent: only this one's.
    func balances(
        agent: String?, after last: LedgerAccount?, limit: Int
    ) async throws(LedgerError) -> [AgentBalance]

    /// Entries of an account by their numbers, in order. They are numbered from 1 without a gap, so
    /// any page of a long account costs what it holds; the account's `entryCount` is the last.
    func entries(
        of account: LedgerAccount, numbered numbers: ClosedRange<UInt64>
    ) async throws(LedgerError) -> [Entry]

    /// The oldest deposits that wait for a person first: those after `last`, at most `limit` of them.
    func openReviews(
        after last: DepositRecord?, limit: Int
    ) async throws(LedgerError) -> [DepositRecord]

    /// The clusters that the books know, by their genesis hashes, the oldest first.
    func clusters() async throws(LedgerError) -> [Blockhash]

    /// Recomputes every sum and every hash from the entries.
    ///
    /// Cannot see that the newest entries of an account are gone if whoever removed them with all
    /// that belongs to them also set the account back: keep chain heads elsewhere to see that, too.
    ///
    /// - Returns: each difference found; none if the books are sound.
    func verifyIntegrity() async throws(LedgerError) -> [LedgerDifference]
}

extension LedgerBooks {
    /// Every balance, in the order in which agents and assets came to the books.
    public func balances() async throws(LedgerError) -> [AgentBalance] {
        try await balances(agent: nil, after: nil, limit: .max)
    }

    /// The oldest deposits that wait for a person first, at most `limit` of them.
    public func openReviews(limit: Int) async throws(LedgerError) -> [DepositRecord] {
        try await openReviews(after: nil, limit: limit)
    }

    /// An agent's newest entries first, of all his accounts together, at most `limit` of them; none
    /// for an unknown agent.
    public func entries(agent: String, limit: Int) async throws(LedgerError) -> [Entry] {
        var newest: [Entry] = []
        for balance in try await balances(agent: agent, after: nil, limit: .max) {
            let last = balance.entryCount
            guard limit > 0, last > 0 else { continue }
            let first = last - min(last - 1, UInt64(clamping: limit) - 1)
            newest += try await entries(of: balance.account, numbered: first...last).reversed()
        }
        // Of equals the account that stands first, and in it the newest.
        return newest.enumerated().sorted {
            ($1.element.createdAt, $0.offset) < ($0.element.createdAt, $1.offset)
        }.prefix(max(0, limit)).map(\.element)
    }
}

/// What an agent holds of one asset.
public struct AgentBalance: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The token's mint.
    public var mint: Address
    /// The token's symbol, for display.
    public var symbol: String
    /// Decimal places of the mint.
    public var decimals: UInt8
    /// Base units, those of open holds included.
    public var balance: UInt64
    /// Base units reserved by open holds.
    public var held: UInt64
    /// Base units that were spent without being there.
    public var debt: UInt64
    /// How many entries led to it.
    public var entryCount: UInt64
    /// SHA-256 chain over those entries, 32 bytes: equal heads mean equal books.
    public var head: [UInt8]

    /// The account.
    public var account: LedgerAccount {
        LedgerAccount(agent: agent, genesis: genesis, mint: mint)
    }

    /// A balance from its parts.
    public init(
        agent: String, genesis: Blockhash, mint: Address, symbol: String, decimals: UInt8,
        balance: UInt64, held: UInt64 = 0, debt: UInt64 = 0, entryCount: UInt64, head: [UInt8]
    ) {
        self.agent = agent
        self.genesis = genesis
        self.mint = mint
        self.symbol = symbol
        self.decimals = decimals
        self.balance = balance
        self.held = held
        self.debt = debt
        self.entryCount = entryCount
        self.head = head
    }
}

/// What kind of movement an entry records. Raw values are stored and hashed, so append-only.
public enum EntryKind: Int64, Hashable, Sendable {
    /// A deposit found on chain.
    case deposit = 1
    /// Paid for a service.
    case debit = 2
    /// What was paid for a service, given back.
    case refund = 3
    /// Tokens left the treasury for the agent.
    case withdrawal = 4
    /// A correction by a person.
    case adjustment = 5
    /// Debt that was paid from what became available. (6 is kept for conversions.)
    case debtPaid = 7
}

/// One immutable line of the journal.
public struct Entry: Hashable, Sendable {
    /// Number within the agent's account for this mint, from 1.
    public var sequence: UInt64
    /// Whose account.
    public var agent: String
    /// What kind of movement.
    public var kind: EntryKind
    /// The operator's account on the other side.
    public var contra: SystemAccount
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The token's mint.
    public var mint: Address
    /// The token's symbol, for display.
    public var symbol: String
    /// Decimal places of the mint.
    public var decimals: UInt8
    /// Base units: positive to the agent, negative from the agent.
    public var amount: Int64
    /// Base units after this entry.
    public var balanceAfter: UInt64
    /// The deposit behind the entry.
    public var deposit: DepositID?
    /// The code that the deposit was credited by.
    public var code: DepositCode?
    /// What made the entry unique: `sol:…` for a deposit, `hold:` and the hold's identifier,
    /// `adm:` and a movement's, `debt:` and the key of what made the payment possible.
    public var key: String
    /// Canonical JSON.
    public var meta: String
    /// Microseconds since 1970 UTC.
    public var createdAt: Int64

    /// An entry from its parts.
    public init(
        sequence: UInt64, agent: String, kind: EntryKind, contra: SystemAccount,
        genesis: Blockhash, mint: Address, symbol: String, decimals: UInt8, amount: Int64,
        balanceAfter: UInt64, deposit: DepositID?,
        code: DepositCode?, key: String, meta: String, createdAt: Int64
    ) {
        self.sequence = sequence
        self.agent = agent
        self.kind = kind
        self.contra = contra
        self.genesis = genesis
        self.mint = mint
        self.symbol = symbol
        self.decimals = decimals
        self.amount = amount
        self.balanceAfter = balanceAfter
        self.deposit = deposit
        self.code = code
        self.key = key
        self.meta = meta
        self.createdAt = createdAt
    }
}

/// Where a deposit stands. Raw values are stored, so append-only.
public enum DepositState: String, Hashable, Sendable {
    /// Waits for a person.
    case open
    /// Belongs to an agent; has an entry.
    case credited
    /// A person decided that it is nobody's.
    case refused
    /// A refund is being signed.
    case refunding
    /// Was sent back.
    case refunded
}

extension DepositState {
    /// Whether the money is somebody's: an agent's, or on its way back.
    package var takesFunds: Bool {
        switch self {
        case .credited, .refunding, .refunded: true
        case .open, .refused: false
        }
    }
}

/// A deposit as the books know it.
public struct DepositRecord: Hashable, Sendable {
    /// Cluster, transaction and transfer.
    public var id: DepositID
    /// The slot it landed in.
    public var slot: UInt64
    /// The token account that received.
    public var destination: Address
    /// The token's mint.
    public var mint: Address
    /// The token's symbol, for display.
    public var symbol: String
    /// Decimal places of the mint.
    public var decimals: UInt8
    /// Base units; `nil` if unknown or beyond 2⁶³−1, which is never credited.
    public var amount: UInt64?
    /// The transfer's authority.
    public var payer: Address
    /// The token account that paid.
    public var source: Address
    /// The code it carries, known to the books or not.
    public var code: DepositCode?
    /// Where it stands.
    public var state: DepositState
    /// Why it waits or waited, a review reason's raw value.
    public var reason: String?
    /// SHA-256 of the evidence file, hexadecimal.
    public var evidence: String
    /// Microseconds since 1970 UTC.
    public var createdAt: Int64

    /// A record from its parts.
    public init(
        id: DepositID, slot: UInt64, destination: Address, mint: Address, symbol: String,
        decimals: UInt8, amount: UInt64?, payer: Address, source: Address, code: DepositCode?,
        state: DepositState, reason: String?, evidence: String, createdAt: Int64
    ) {
        self.id = id
        self.slot = slot
        self.destination = destination
        self.mint = mint
        self.symbol = symbol
        self.decimals = decimals
        self.amount = amount
        self.payer = payer
        self.source = source
        self.code = code
        self.state = state
        self.reason = reason
        self.evidence = evidence
        self.createdAt = createdAt
    }
}

/// Something in the books that does not add up.
public struct LedgerDifference: Hashable, Sendable {
    /// What was compared.
    public enum Check: String, Hashable, Sendable {
        /// An account's balance is the sum of its entries and the last balance after one.
        case balance
        /// Entries are numbered without a gap.
        case sequence
        /// Every hash follows from the one before it.
        case chain
        /// Every deposit entry has its deposit, and the reverse; the deposit's code is the agent's.
        case deposit
        /// Of what a token account received in a transaction, no more is credited or paid back.
        case received
        /// A deposit stands where the decisions about it led, and nobody else could lead it there.
        case decision
        /// An account's held funds are those of its open holds, and its debits those that its holds
        /// captured.
        case hold
        /// An account's debt is what its holds came to beyond what was captured, less what was paid.
        case debt
        /// The store itself: pages, references between tables, constraints, triggers.
        case store
    }

    /// What was compared.
    public var check: Check
    /// One sentence for a person.
    public var detail: String

    /// A difference from its parts.
    public init(
        check: Check, detail: String
    ) {
        self.check = check
        self.detail = detail
    }
}

extension DepositRecord {
    /// The record of a transfer as it is first written.
    package init(
        _ fact: DepositFact, of findings: TransactionFindings, state: DepositState,
        reason: String?, createdAt: Int64
    ) {
        self.init(
            id: DepositID(
                genesis: findings.genesis, signature: findings.signature, path: fact.path),
            slot: findings.slot, destination: fact.destination, mint: fact.mint,
            symbol: fact.symbol, decimals: fact.decimals,
            amount: LedgerRules.storable(fact.amount) == nil ? nil : fact.amount,
            payer: fact.payer, source: fact.source, code: fact.code, state: state, reason: reason,
            evidence: findings.evidence, createdAt: createdAt)
    }
}
