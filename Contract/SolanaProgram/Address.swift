/// A 32-byte account name, as four little-endian words.
///
/// The VM keeps every address 8-aligned, so that two of them are compared by at most four loads a
/// side. Source: the VM's input buffer; SolanaCodec's `Address` is the same 32 bytes.
public struct Address: BitwiseCopyable, Equatable, Sendable {
    /// Bytes 0–7 as a little-endian `u64`.
    public let word0: UInt64
    /// Bytes 8–15.
    public let word1: UInt64
    /// Bytes 16–23.
    public let word2: UInt64
    /// Bytes 24–31.
    public let word3: UInt64

    /// Bytes of an address.
    public static let length = 32

    /// An address from its words.
    @inline(__always)
    public init(_ word0: UInt64, _ word1: UInt64, _ word2: UInt64, _ word3: UInt64) {
        self.word0 = word0
        self.word1 = word1
        self.word2 = word2
        self.word3 = word3
    }

    /// Whether all 32 bytes agree; stops at the first word that differs.
    @inline(__always)
    public static func == (left: Self, right: Self) -> Bool {
        left.word0 == right.word0 && left.word1 == right.word1 && left.word2 == right.word2
            && left.word3 == right.word3
    }
}

/// Whether two addresses in memory agree: the same as `==`, but one function for all callers, for
/// programs whose size counts more than eight units.
@inline(never)
public func areSame(
    _ left: UnsafePointer<Address>, _ right: UnsafePointer<Address>
) -> Bool {
    left.pointee == right.pointee
}
