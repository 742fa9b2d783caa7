public import SolanaCodec

/// An agent's account for one token on one cluster.
public struct LedgerAccount: Hashable, Sendable {
    /// The agent.
    public var agent: String
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The token's mint.
    public var mint: Address

    /// An account from its parts.
    public init(agent: String, genesis: Blockhash, mint: Address) {
        self.agent = agent
        self.genesis = genesis
        self.mint = mint
    }
}

/// The other side of an entry: a book of the operator's own. Raw values are stored and hashed, so
/// append-only.
public enum SystemAccount: Int64, Hashable, Sendable, CaseIterable {
    /// Tokens in the treasury.
    case vault = 1
    /// What agents paid for services.
    case revenue = 2
    /// What waits to be explained.
    case suspense = 3
    /// Passes from one account to another; returns to zero.
    case clearing = 4
    /// Debt that will not be paid.
    case badDebt = 5
}
