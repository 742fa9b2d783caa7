public import SolanaCodec

/// Why no refund can be prepared. Nothing has been written, and nothing can be signed.
public enum RefundError: Error, Hashable, Sendable {
    /// What arrived was no token.
    case notToken
    /// The books do not know how much arrived.
    case unknownAmount
    /// Nobody's token account paid: it was minted, made over, or is not known.
    case noPayer
    /// The mint is not what it was.
    case wrongMint(String)
    /// The treasury's token account cannot pay.
    case wrongSource(Address, String)
    /// The treasury's token account holds less, in base units.
    case insufficientTokens(needed: UInt64, available: UInt64)
    /// The account that the deposit came from cannot receive it.
    case wrongDestination(Address, String)
    /// A refund of this deposit was paid: its receipt exists.
    case paid(receipt: Address)
    /// The nonce account cannot be used.
    case wrongNonce(Address, String)
}
