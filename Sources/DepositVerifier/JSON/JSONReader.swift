/// Reads a JSON text from front to back, each value straight into the type that is asked for.
///
/// It holds the text to the same rules as `JSONDocument`, which is built with it: what is skipped is
/// checked like what is read. It stops at the first surprise, so text behind an error is unchecked.
///
/// Memory: the text is lent for as long as the reader lives, and the reader can neither be copied nor
/// leave the function that it is lent to. It is touched by `byte(at:)`, `word(at:)` and `bytes(_:)`
/// only, which check the upper bound in every build: their callers have just compared it, so that the
/// compiler drops most checks. Places only grow from the start, so none is negative; debug builds
/// check that too.
struct JSONReader: ~Copyable {
    private let base: UnsafePointer<UInt8>
    /// The length of the text.
    let count: Int
    /// The place of the next byte to be read, at most `count`.
    var position: Int
    /// How many arrays and objects are open.
    private var depth = 0

    private init(base: UnsafePointer<UInt8>, count: Int, position: Int) {
        self.base = base
        self.count = count
        self.position = position
    }

    /// Reads one value that is all of the text.
    @inline(__always) static func readAll<Value>(
        of text: [UInt8], _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        try self.read(text, from: 0) { json throws(JSONError) in
            let value = try read(&json)
            json.skipBlanks()
            guard json.position == json.count else { throw json.error(.trailingContent) }
            return value
        }
    }

    /// Reads the value at `offset`.
    @inline(__always) static func read<Value>(
        _ text: [UInt8], from offset: Int,
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        try text.withUnsafeBufferPointer { text throws(JSONError) in
            guard let base = text.baseAddress, offset >= 0, offset < text.count else {
                throw JSONError(.unexpectedEnd, offset: text.count)
            }
            if text.count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF {
                throw JSONError(.byteOrderMark, offset: 0)
            }
            var reader = JSONReader(base: base, count: text.count, position: offset)
            return try read(&reader)
        }
    }

    // MARK: Bytes

    /// The byte at `index`, which is below `count`.
    @inline(__always) func byte(at index: Int) -> UInt8 {
        assert(index >= 0)
        precondition(index < count)
        return base[index]
    }

    /// The eight bytes from `index`, the first one lowest; `index + 8` is at most `count`.
    @inline(__always) func word(at index: Int) -> UInt64 {
        assert(index >= 0)
        precondition(index + 8 <= count)
        return UInt64(
            littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    }

    /// The bytes in `range`, which ends at or before `count`. Valid while the reader lives.
    @inline(__always) func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        assert(range.lowerBound >= 0)
        precondition(range.upperBound <= count)
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    // MARK: Between values

    /// The next byte that is no blank; it is not consumed.
    @inline(__always) mutating func peek() throws(JSONError) -> UInt8 {
        // Nodes write no blanks.
        if position < count, byte(at: position) > 0x20 { return byte(at: position) }
        skipBlanks()
        guard position < count else { throw error(.unexpectedEnd) }
        return byte(at: position)
    }

    @inline(never) private mutating func skipBlanks() {
        while position < count {
            switch byte(at: position) {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Passes over `byte` behind blanks.
    @inline(__always) mutating func expect(_ expected: UInt8) throws(JSONError) {
        let found = try peek()
        guard found == expected else { throw error(.unexpectedByte(found)) }
        position += 1
    }

    /// Enters an array or an object at its bracket.
    @inline(__always) mutating func open() throws(JSONError) {
        guard depth < JSONDocument.depthLimit else { throw error(.tooDeep) }
        depth += 1
        position += 1
    }

    /// Leaves it.
    @inline(__always) mutating func close() {
        depth -= 1
        position += 1
    }

    // MARK: Errors

    /// An error at the next byte.
    @inline(never) func error(_ kind: JSONError.Kind) -> JSONError {
        JSONError(kind, offset: position)
    }

    /// That the value at the next byte is not of the kind that was asked for.
    @inline(never) func unexpected(_ expected: JSONValue.Kind) -> JSONError {
        guard position < count else { return error(.unexpectedEnd) }
        guard let kind = JSONValue.Kind(startingWith: byte(at: position)) else {
            return error(.unexpectedByte(byte(at: position)))
        }
        return error(.wrongKind(found: kind, expected: expected))
    }
}

extension JSONValue.Kind {
    /// The kind of the value that starts with this byte.
    @inline(__always) init?(startingWith byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): self = .string
        case UInt8(ascii: "{"): self = .object
        case UInt8(ascii: "["): self = .array
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): self = .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .boolean
        case UInt8(ascii: "n"): self = .null
        default: return nil
        }
    }
}
