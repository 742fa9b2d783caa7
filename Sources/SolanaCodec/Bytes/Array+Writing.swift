/// The counterpart of the reading cursor: every encoder appends here.
extension [UInt8] {
    /// Appends a little-endian integer.
    public mutating func append<T: FixedWidthInteger & UnsignedInteger>(integer value: T) {
        for index in 0..<(T.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: value >> (8 * index)))
        }
    }

    /// Appends a compact-u16 in its shortest form.
    public mutating func append(compactU16 value: UInt16) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    /// Appends the bytes of a fixed-size value.
    public mutating func append<let size: Int>(fixed value: FixedBytes<size>) {
        value.storage.span.withUnsafeBytes { append(contentsOf: $0) }
    }
}
