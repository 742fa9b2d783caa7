/// Strings: quotation marks, UTF-8, escapes.
extension JSONReader {
    /// Where the body of a string lies, and whether it holds escapes.
    struct StringBody {
        var range: Range<Int>
        var isEscaped: Bool
    }

    /// Passes over a string, checking it.
    @inline(__always) mutating func string() throws(JSONError) -> StringBody {
        guard try peek() == UInt8(ascii: "\"") else { throw unexpected(.string) }
        position += 1
        let start = position
        position = endOfPlain(from: start)
        if position < count, byte(at: position) == UInt8(ascii: "\"") {
            position += 1
            return StringBody(range: start..<position - 1, isEscaped: false)
        }
        return try rest(from: start)
    }

    /// Passes over what follows the first run of plain characters.
    @inline(never) private mutating func rest(from start: Int) throws(JSONError) -> StringBody {
        var isEscaped = false
        while true {
            guard position < count else { throw error(.unexpectedEnd) }
            switch byte(at: position) {
            case UInt8(ascii: "\""):
                position += 1
                return StringBody(range: start..<position - 1, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                try skipEscape()
            case 0x00..<0x20: throw error(.controlCharacter(byte(at: position)))
            case 0x80...: try skipMultibyte()
            default: position = endOfPlain(from: position)
            }
        }
    }

    /// The place behind the ASCII characters that need no attention, eight at a time.
    @inline(__always) private func endOfPlain(from start: Int) -> Int {
        var position = start
        while position + 8 <= count {
            let marks = Self.marks(word(at: position))
            if marks != 0 { return position + marks.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < count, Self.marks(UInt64(byte(at: position)) | Self.blanks) == 0 {
            position += 1
        }
        return position
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    /// Seven blanks above an empty byte.
    private static var blanks: UInt64 { 0x2020_2020_2020_2000 }

    /// A top bit for each byte below 0x20, equal to `"` or `\`, or not ASCII. The lowest mark is
    /// exact; higher ones may be carries, and are not looked at.
    @inline(__always) private static func marks(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let escape = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        return ((word &- ones &* 0x20) | (quote &- ones) | (escape &- ones) | word)
            & (ones &* 0x80)
    }

    // MARK: Escapes

    private mutating func skipEscape() throws(JSONError) {
        guard position + 1 < count else { throw JSONError(.unexpectedEnd, offset: count) }
        switch byte(at: position + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let surrogate = error(.loneSurrogate)
            let unit = try readUnit()
            guard unit & 0xF800 == 0xD800 else { return }
            // A high half must be followed by an escaped low half.
            guard unit < 0xDC00, position + 1 < count, byte(at: position) == UInt8(ascii: "\\"),
                byte(at: position + 1) == UInt8(ascii: "u")
            else { throw surrogate }
            guard try readUnit() & 0xFC00 == 0xDC00 else { throw surrogate }
        default: throw error(.invalidEscape)
        }
    }

    /// Reads `\uXXXX`.
    private mutating func readUnit() throws(JSONError) -> UInt16 {
        guard position + 6 <= count else { throw JSONError(.unexpectedEnd, offset: count) }
        var unit: UInt16 = 0
        for index in position + 2..<position + 6 {
            guard let digit = JSONText.hexadecimalValue(byte(at: index)) else {
                throw error(.invalidEscape)
            }
            unit = unit << 4 | UInt16(digit)
        }
        position += 6
        return unit
    }

    // MARK: UTF-8

    /// Passes over one character of two to four bytes.
    ///
    /// Source: Unicode 16, table 3-7, well-formed UTF-8 byte sequences.
    private mutating func skipMultibyte() throws(JSONError) {
        let start = position
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch byte(at: start) {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw error(.invalidUTF8)
        }
        guard start + length <= count, second.contains(byte(at: start + 1)) else {
            throw error(.invalidUTF8)
        }
        for index in start + 2..<start + length where byte(at: index) & 0xC0 != 0x80 {
            throw error(.invalidUTF8)
        }
        position = start + length
    }
}
