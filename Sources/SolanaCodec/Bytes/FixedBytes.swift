/// A fixed number of bytes, compared and hashed by content.
///
/// `InlineArray` is neither `Equatable` nor `Hashable`; this wraps it once for all fixed-size names.
public struct FixedBytes<let count: Int>: Sendable {
    private var storage: InlineArray<count, UInt8>

    /// All bytes equal.
    public init(repeating byte: UInt8) {
        storage = InlineArray(repeating: byte)
    }

    /// Exactly `count` bytes, or `nil`.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == count else { return nil }
        storage = InlineArray(repeating: 0)
        for (index, byte) in bytes.enumerated() { storage[index] = byte }
    }

    /// The bytes, in order.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            for index in 0..<count { buffer[index] = storage[index] }
            initialised = count
        }
    }

    /// The byte at `index`, which must be below `count`.
    public subscript(index: Int) -> UInt8 {
        get { storage[index] }
        set { storage[index] = newValue }
    }
}

extension FixedBytes: Hashable {
    /// Whether all bytes are equal. Not constant time: for public data.
    public static func == (left: Self, right: Self) -> Bool {
        for index in 0..<count where left.storage[index] != right.storage[index] { return false }
        return true
    }

    /// Hashes every byte.
    public func hash(into hasher: inout Hasher) {
        for index in 0..<count { hasher.combine(storage[index]) }
    }
}

extension FixedBytes: Comparable {
    /// Byte by byte, the first byte first.
    public static func < (left: Self, right: Self) -> Bool {
        for index in 0..<count where left.storage[index] != right.storage[index] {
            return left.storage[index] < right.storage[index]
        }
        return false
    }
}
