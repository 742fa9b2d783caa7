import SolanaProgram

/// The instruction's data, read from the front.
struct Script {
    private let data: InstructionData
    private var place = 0

    @inline(__always)
    init(_ data: InstructionData) {
        self.data = data
    }

    /// Whether everything was read.
    @inline(__always)
    var isAtEnd: Bool { place == data.count }

    @inline(__always)
    mutating func readByte() throws(ProgramError) -> UInt8 {
        guard place < data.count else { throw .malformedData }
        let byte = data[byte: place]
        place += 1
        return byte
    }

    /// A little-endian `u16`.
    @inline(__always)
    mutating func readNumber() throws(ProgramError) -> UInt16 {
        let low = try readByte()
        return UInt16(low) | UInt16(try readByte()) << 8
    }

    /// Where the next bytes stand; they are not copied.
    @inline(__always)
    mutating func readBytes(_ count: Int) throws(ProgramError) -> UnsafeRawPointer {
        guard count <= data.count - place else { throw .malformedData }
        let start = data.pointer(at: place)
        place += count
        return start
    }
}
