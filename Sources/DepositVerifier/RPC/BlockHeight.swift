/// A number of blocks below a block. Slots may stay empty, so this is not a slot: a transaction's
/// life ends at a block height.
public struct BlockHeight: Hashable, Sendable, Comparable {
    /// Blocks.
    public var rawValue: UInt64

    /// Blocks for which a blockhash is valid. Source: agave `MAX_PROCESSING_AGE`.
    static let blockhashAge: UInt64 = 150

    /// Wraps a number of blocks.
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    /// Order of numbers.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
