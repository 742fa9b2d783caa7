/// Strings: quotation marks, UTF-8, escapes.
extension JSONParser {
    /// Checks a string whose opening quotation mark is at `position`.
    mutating func parseString(_ text: Span<UInt8>) throws(JSONError) {
        let start = position
        var isEscaped = false
        position += 1
        while true {
            skipPlain(text)
            guard position < text.count else { throw JSONError(.unexpectedEnd, offset: position) }
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try record(.string, from: start, to: position, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                try skipEscape(text)
            case 0x00..<0x20:
                throw JSONError(.controlCharacter(byte), offset: position)
            case 0x80...:
                try skipMultibyte(text)
            default:
                position += 1
            }
        }
    }

    /// Passes over ASCII that needs no attention, eight bytes at a time.
    private mutating func skipPlain(_ text: Span<UInt8>) {
        let raw = text.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= raw.byteCount {
            let word = UInt64(
                littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
            let escape = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
            // A top bit marks a byte below 0x20, equal to either character, or not ASCII. The
            // lowest mark is exact; higher ones may be carries, and are not looked at.
            let marks =
                ((word &- ones &* 0x20) | (quote &- ones) | (escape &- ones) | word) & tops
            if marks != 0 {
                position += marks.trailingZeroBitCount / 8
                return
            }
            position += 8
        }
        while position < text.count {
            let byte = text[position]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""),
                byte != UInt8(ascii: "\\")
            else { return }
            position += 1
        }
    }

    // MARK: Escapes

    private mutating func skipEscape(_ text: Span<UInt8>) throws(JSONError) {
        let start = position
        guard position + 1 < text.count else {
            throw JSONError(.unexpectedEnd, offset: text.count)
        }
        switch text[position + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 2
        case UInt8(ascii: "u"):
            let unit = try readUnit(text)
            guard unit & 0xF800 == 0xD800 else { return }
            // A high half must be followed by an escaped low half.
            guard unit < 0xDC00, position + 1 < text.count,
                text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u")
            else { throw JSONError(.loneSurrogate, offset: start) }
            let low = try readUnit(text)
            guard low & 0xFC00 == 0xDC00 else { throw JSONError(.loneSurrogate, offset: start) }
        default:
            throw JSONError(.invalidEscape, offset: start)
        }
    }

    /// Reads `\uXXXX` at `position`.
    private mutating func readUnit(_ text: Span<UInt8>) throws(JSONError) -> UInt16 {
        guard position + 6 <= text.count else {
            throw JSONError(.unexpectedEnd, offset: text.count)
        }
        var unit: UInt16 = 0
        for index in position + 2..<position + 6 {
            guard let digit = Self.hexadecimalValue(text[index]) else {
                throw JSONError(.invalidEscape, offset: position)
            }
            unit = unit << 4 | UInt16(digit)
        }
        position += 6
        return unit
    }

    static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    // MARK: UTF-8

    /// Passes over one character of two to four bytes.
    ///
    /// Source: Unicode 16, table 3-7, well-formed UTF-8 byte sequences.
    private mutating func skipMultibyte(_ text: Span<UInt8>) throws(JSONError) {
        let start = position
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch text[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw JSONError(.invalidUTF8, offset: start)
        }
        guard start + length <= text.count else { throw JSONError(.invalidUTF8, offset: start) }
        guard second.contains(text[start + 1]) else {
            throw JSONError(.invalidUTF8, offset: start)
        }
        for index in start + 2..<start + length where text[index] & 0xC0 != 0x80 {
            throw JSONError(.invalidUTF8, offset: start)
        }
        position = start + length
    }
}
