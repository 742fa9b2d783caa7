internal import DepositProgram
internal import SolanaCodec

/// Mints that everybody means by a symbol, so that a look-alike in a policy file is refused.
///
/// The policy decides what is credited; this table only says no to an evident mistake. Source: the
/// issuers' lists (Circle, Tether, Paxos) as of 2026.
enum KnownMints {
    struct Mint {
        var symbol: String
        var genesis: Cluster
        var address: Address
        var decimals: UInt8 = 6
    }

    static let all = [
        Mint(
            symbol: "USDC", genesis: .mainnet,
            address: "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"),
        Mint(
            symbol: "USDC", genesis: .devnet,
            address: "4zMMC9srt5Ri5X14GAgXhaHii3GnPAEERYPJgZJDncDU"),
        Mint(
            symbol: "USDT", genesis: .mainnet,
            address: "Es9vMFrzaCERmJfrF4H2FYD4KCoNkY11McCe8BenwNYB"),
        Mint(
            symbol: "PYUSD", genesis: .mainnet,
            address: "2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo"),
        Mint(
            symbol: "EURC", genesis: .mainnet,
            address: "HzwqbKZw8HxMN6bF2yFZNrht3c2iXXzpKcFu7uBEDKtr"),
        Mint(
            symbol: "USDG", genesis: .mainnet,
            address: "2u1tszSeqZ3qBWF3uNGPFc8TzMk2tdiwknnRMWGWjGWH"),
        Mint(
            symbol: "CASH", genesis: .mainnet,
            address: "CASHx9KJUStyftLFWGvEVf59SGeG9sh5FfcnZMVPCASH"),
    ]

    /// Characters of base58 that a look-alike shares with the mint it imitates; honest mints share
    /// one by chance, vanity searches reach about ten.
    static let suspiciousPrefix = 6

    /// What is wrong with an asset of a policy, or `nil`.
    static func objection(to asset: Asset, on cluster: Cluster) -> String? {
        if let objection = objection(to: asset.mint) { return objection }
        let known = all.filter { $0.genesis == cluster }
        if let mint = known.first(where: { $0.address == asset.mint }) {
            guard mint.decimals == asset.decimals else {
                return "\(mint.symbol) has \(mint.decimals) decimals, not \(asset.decimals)"
            }
            return nil
        }
        // Symbols are compared as people read them; only ASCII letters matter here.
        if let mint = known.first(where: { $0.symbol == asset.symbol.uppercased() }) {
            return "the mint of \(mint.symbol) on \(cluster.name) is \(mint.address)"
        }
        return nil
    }

    /// What is wrong with a mint alone: it looks like a known one and is not.
    static func objection(to mint: Address) -> String? {
        guard !all.contains(where: { $0.address == mint }) else { return nil }
        let text = mint.description
        for known in all {
            let name = known.address.description
            if text.utf8.prefix(suspiciousPrefix).elementsEqual(name.utf8.prefix(suspiciousPrefix))
            {
                return "it looks like \(known.symbol) (\(name)) and is another mint"
            }
        }
        return nil
    }
}
