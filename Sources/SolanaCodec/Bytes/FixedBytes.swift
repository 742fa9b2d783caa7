/// A fixed number of bytes, compared and hashed by content.
///
/// `InlineArray` is neither `Equatable` nor `Hashable`; this wraps it once for all fixed-size names.
@frozen
public struct FixedBytes<let count: Int>: Sendable {
    @usableFromInline var storage: InlineArray<count, UInt8>

    /// All bytes equal.
    @inlinable public init(repeating byte: UInt8) {
        storage = InlineArray(repeating: byte)
    }

    /// Exactly `count` bytes, or `nil`.
    @inlinable public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == count else { return nil }
        storage = InlineArray(repeating: 0)
        for (index, byte) in bytes.enumerated() { storage[index] = byte }
    }

    /// The bytes, in order.
    @inlinable public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
            for index in 0..<count { buffer[index] = storage[index] }
            initialised = count
        }
    }

    /// The byte at `index`, which must be below `count`.
    @inlinable public subscript(index: Int) -> UInt8 {
        get { storage[index] }
        set { storage[index] = newValue }
    }
}

extension FixedBytes: Hashable {
    /// Whether all bytes are equal. Not constant time: for public data.
    @inlinable public static func == (left: Self, right: Self) -> Bool {
        // Without an early end, so that it becomes a few wide comparisons.
        var difference: UInt8 = 0
        for index in 0..<count { difference |= left.storage[index] ^ right.storage[index] }
        return difference == 0
    }

    /// Hashes every byte.
    @inlinable public func hash(into hasher: inout Hasher) {
        storage.span.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension FixedBytes: Comparable {
    /// Byte by byte, the first byte first.
    @inlinable public static func < (left: Self, right: Self) -> Bool {
        for index in 0..<count where left.storage[index] != right.storage[index] {
            return left.storage[index] < right.storage[index]
        }
        return false
    }
}
