public import SolanaCodec

/// Who receives deposits: a wallet on one cluster, and the tokens that it takes.
public struct Treasury: Hashable, Sendable {
    /// The cluster.
    public var cluster: Cluster
    /// The wallet that owns the receiving token accounts.
    public var owner: Address
    /// The tokens that it takes.
    public var assets: [Asset]

    /// A treasury from its parts.
    public init(cluster: Cluster, owner: Address, assets: [Asset]) {
        self.cluster = cluster
        self.owner = owner
        self.assets = assets
    }

    /// The token account that receives `asset`: the owner's associated account.
    public func tokenAccount(for asset: Asset) -> Address {
        AssociatedTokenAccount.find(
            owner: owner, mint: asset.mint, tokenProgram: asset.tokenProgram
        ).address
    }

    /// The address that tags a deposit of `asset` with `code`:
    /// SHA-256("usdc-deposit/ref/v1" ‖ genesis 32 ‖ treasury token account 32 ‖ code 8).
    ///
    /// Nobody holds a key for it. Whoever knows the code can list its deposits by this address.
    public func reference(for code: DepositCode, asset: Asset) -> Address {
        Self.reference(
            for: code, tokenAccount: tokenAccount(for: asset), genesis: cluster.genesis)
    }

    /// The reference of `code` at one treasury token account.
    public static func reference(
        for code: DepositCode, tokenAccount: Address, genesis: Blockhash
    ) -> Address {
        Address(
            SHA256.hash(
                Array("usdc-deposit/ref/v1".utf8) + genesis.bytes + tokenAccount.bytes
                    + code.bytes))
    }
}
