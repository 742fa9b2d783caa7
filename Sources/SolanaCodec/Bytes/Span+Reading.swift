/// The cursor of every decoder: a span eaten from the front.
///
/// Each read checks, reads, and advances; what a value means is judged afterwards.
extension Span<UInt8> {
    /// One byte.
    public mutating func readByte() throws(WireError) -> UInt8 {
        guard count >= 1 else { throw .truncated(missing: 1) }
        let byte = self[0]
        self = extracting(droppingFirst: 1)
        return byte
    }

    /// The next `needed` bytes as an array.
    public mutating func readBytes(count needed: Int) throws(WireError) -> [UInt8] {
        guard needed <= count else { throw .truncated(missing: needed - count) }
        let head = self
        self = extracting(droppingFirst: needed)
        return [UInt8](unsafeUninitializedCapacity: needed) { output, initialised in
            for index in 0..<needed { output[index] = head[index] }
            initialised = needed
        }
    }

    /// The next `size` bytes as a fixed-size value.
    public mutating func readFixed<let size: Int>() throws(WireError) -> FixedBytes<size> {
        guard size <= count else { throw .truncated(missing: size - count) }
        // Any bytes are a value of this type, and the load checks its bounds.
        let value = bytes.unsafeLoadUnaligned(as: FixedBytes<size>.self)
        self = extracting(droppingFirst: size)
        return value
    }

    /// The next `number` values of a type that any bytes of its size are a value of.
    mutating func readRecords<Record: BitwiseCopyable>(
        _ number: Int, as type: Record.Type = Record.self
    ) throws(WireError) -> [Record] {
        let (needed, overflow) = number.multipliedReportingOverflow(
            by: MemoryLayout<Record>.stride)
        guard !overflow, needed <= count else { throw .truncated(missing: needed - count) }
        let source = bytes
        var records: [Record] = []
        // Reserving is what the compiler specialises; initialisers with a capacity look the type up.
        records.reserveCapacity(number)
        for index in 0..<number {
            let offset = index * MemoryLayout<Record>.stride
            records.append(source.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
        }
        self = extracting(droppingFirst: needed)
        return records
    }

    /// Passes over the next `needed` bytes.
    ///
    /// - Parameter total: the length of the input that this is the rest of.
    /// - Returns: where they lie in that input.
    mutating func skip(_ needed: Int, of total: Int) throws(WireError) -> Range<Int> {
        guard needed <= count else { throw .truncated(missing: needed - count) }
        let start = total - count
        self = extracting(droppingFirst: needed)
        return start..<(start + needed)
    }

    /// A little-endian integer.
    public mutating func readInteger<T: FixedWidthInteger & UnsignedInteger>(
        _ type: T.Type = T.self
    ) throws(WireError) -> T {
        let size = T.bitWidth / 8
        guard size <= count else { throw .truncated(missing: size - count) }
        var value: T = 0
        for index in 0..<size { value |= T(self[index]) << (8 * index) }
        self = extracting(droppingFirst: size)
        return value
    }

    /// A compact-u16: seven bits a byte, least significant first, at most three bytes, shortest form.
    ///
    /// Rust sources call it shortvec. Source: Solana docs, "Transactions", compact-array format.
    public mutating func readCompactU16() throws(WireError) -> UInt16 {
        var value: UInt32 = 0
        for position in 0..<3 {
            let byte = try readByte()
            // A zero byte after a continued one would encode nothing: not the shortest form.
            guard position == 0 || byte != 0 else { throw .invalidCompactU16 }
            value |= UInt32(byte & 0x7F) << UInt32(7 * position)
            guard byte & 0x80 != 0 else {
                guard let short = UInt16(exactly: value) else { throw .invalidCompactU16 }
                return short
            }
        }
        throw .invalidCompactU16
    }

    /// Refuses bytes that no decoder has asked for.
    public func expectEnd() throws(WireError) {
        guard isEmpty else { throw .trailingBytes(count: count) }
    }
}
