public import SolanaCodec

/// Where in a transaction a transfer stands: top-level instruction, inner instruction, batch child.
///
/// Its inner index counts the instructions that the chain recorded under the top-level one, without
/// echoes of batch children.
public typealias EventPath = InstructionPath

/// The key of a deposit: cluster, transaction, and where in the transaction.
public struct DepositID: Hashable, Sendable {
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The transaction's first signature.
    public var signature: Signature
    /// The transfer within the transaction.
    public var path: EventPath

    /// A key from its parts.
    public init(genesis: Blockhash, signature: Signature, path: EventPath) {
        self.genesis = genesis
        self.signature = signature
        self.path = path
    }
}
