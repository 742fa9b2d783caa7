/// An amount of the native token in lamports (10⁻⁹ SOL).
public struct Lamports: Hashable, Sendable, Comparable {
    /// Lamports.
    public var rawValue: UInt64

    /// Wraps a number of lamports.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// By value.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// An amount of a token in base units (USDC: 10⁻⁶).
public struct TokenAmount: Hashable, Sendable, Comparable {
    /// Base units.
    public var rawValue: UInt64

    /// Wraps a number of base units.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// By value.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The sum, or `nil` beyond 64 bits.
    public func adding(_ other: TokenAmount) -> TokenAmount? {
        let (sum, overflow) = rawValue.addingReportingOverflow(other.rawValue)
        return overflow ? nil : TokenAmount(sum)
    }
}
