public import SolanaCodec

/// A Solana cluster, named by the hash of its first block.
///
/// The hash is the key everywhere; the names are for people.
public struct Cluster: Hashable, Sendable {
    /// The genesis hash.
    public var genesis: Blockhash

    /// The cluster with this genesis hash.
    public init(genesis: Blockhash) {
        self.genesis = genesis
    }

    /// Mainnet (mainnet-beta).
    public static let mainnet = known("5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpKuc147dw2N9d")
    /// Devnet.
    public static let devnet = known("EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG")
    /// Testnet.
    public static let testnet = known("4uhcVJyU9pJkvQyS88uRDiswHXSCkY3zQawwpjk2NsNY")

    /// `mainnet`, `devnet`, `testnet`, or `custom`.
    public var name: String {
        switch self {
        case .mainnet: "mainnet"
        case .devnet: "devnet"
        case .testnet: "testnet"
        default: "custom"
        }
    }

    /// Circle's USDC on this cluster; `nil` where there is none that we know.
    public var usdc: Asset? {
        switch self {
        case .mainnet: Asset.usdc(mint: "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v")
        case .devnet: Asset.usdc(mint: "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU")
        default: nil
        }
    }

    private static func known(_ genesis: Address) -> Cluster {
        Cluster(genesis: Blockhash(genesis.fixedBytes))
    }
}
