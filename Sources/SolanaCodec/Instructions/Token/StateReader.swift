/// Reads the fixed part of a mint or token account, whose length has been checked.
struct StateReader {
    private var rest: ArraySlice<UInt8>

    init(_ data: [UInt8]) { rest = data[...] }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func integer<T: FixedWidthInteger & UnsignedInteger>(_ type: T.Type = T.self) -> T {
        var value: T = 0
        for index in 0..<(T.bitWidth / 8) { value |= T(byte()) << (8 * index) }
        return value
    }

    mutating func address() -> Address {
        var bytes = FixedBytes<32>(repeating: 0)
        for index in 0..<32 { bytes[index] = byte() }
        return Address(bytes)
    }

    /// Four bytes 1 or 0, and a value that counts only after 1.
    mutating func optional<T>(
        _ read: (inout StateReader) -> T
    ) throws(TokenStateError) -> T? {
        let offset = rest.startIndex
        let tag = integer(UInt32.self)
        let value = read(&self)
        switch tag {
        case 0: return nil
        case 1: return value
        default: throw .invalidOptionTag(tag, offset: offset)
        }
    }
}
