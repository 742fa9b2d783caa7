import DepositProgram
import DepositVerifier
import SolanaCodec

/// Values as people read them.
enum Text {
    /// `0.000005 SOL`.
    static func sol(_ lamports: Lamports) -> String {
        "\(DecimalAmount.format(lamports.rawValue, decimals: 9, least: 0)) SOL"
    }

    /// `42.50 USDC`.
    static func amount(_ units: UInt64, _ asset: Asset) -> String {
        "\(DecimalAmount.format(units, decimals: asset.decimals)) \(Failure.quote(asset.symbol))"
    }

    /// The first and last four characters.
    static func short(_ address: Address) -> String { short(address.description) }

    /// The first and last four characters.
    static func short(_ text: String) -> String {
        text.count > 9 ? "\(text.prefix(4))…\(text.suffix(4))" : text
    }

    /// The page of an explorer; `nil` for a cluster that none shows.
    static func explorer(_ signature: Signature, _ cluster: Cluster) -> String? {
        let page = "https://explorer.solana.com/tx/\(signature)"
        return switch cluster {
        case .mainnet: page
        case .devnet, .testnet: "\(page)?cluster=\(cluster.name)"
        default: nil
        }
    }
}
