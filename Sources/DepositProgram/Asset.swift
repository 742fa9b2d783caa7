public import SolanaCodec

/// A token that a treasury takes: its mint decides, never its symbol.
public struct Asset: Hashable, Sendable {
    /// What people call it; for display only.
    public var symbol: String
    /// The mint.
    public var mint: Address
    /// The program that owns the mint: Token or Token-2022.
    public var tokenProgram: Address
    /// Decimal places: 10^decimals base units are one token.
    public var decimals: UInt8
    /// The least that is credited, in base units, for one code in one transaction.
    public var minimum: UInt64

    /// An asset from its parts.
    public init(
        symbol: String, mint: Address, tokenProgram: Address = Programs.token, decimals: UInt8,
        minimum: UInt64 = 1
    ) {
        self.symbol = symbol
        self.mint = mint
        self.tokenProgram = tokenProgram
        self.decimals = decimals
        self.minimum = minimum
    }

    static func usdc(mint: Address) -> Asset {
        Asset(symbol: "USDC", mint: mint, decimals: 6)
    }
}
