/// Numbers, words and the contents of strings.
extension JSONReader {
    // MARK: Numbers

    /// A number of 64 bits without sign, in plain digits.
    @inline(__always) mutating func uint64() throws(JSONError) -> UInt64 {
        _ = try peek()
        return try magnitude(ofNumberAt: position)
    }

    /// A number of 64 bits with sign, in plain digits; `-0` is refused.
    mutating func int64() throws(JSONError) -> Int64 {
        let isNegative = try peek() == UInt8(ascii: "-")
        let start = position
        if isNegative { position += 1 }
        let magnitude = try magnitude(ofNumberAt: start)
        guard !isNegative || magnitude > 0,
            let value = isNegative
                ? Int64(exactly: -Int128(magnitude)) : Int64(exactly: magnitude)
        else { throw JSONError(.inexactInteger, offset: start) }
        return value
    }

    /// An integer without sign that fits `type`, in plain digits.
    @inline(__always) mutating func integer<T: FixedWidthInteger>(
        as type: T.Type = T.self
    ) throws(JSONError) -> T {
        _ = try peek()
        let start = position
        guard let value = T(exactly: try magnitude(ofNumberAt: start)) else {
            throw JSONError(.inexactInteger, offset: start)
        }
        return value
    }

    /// The digits at the next byte: `0`, or up to 2^64 − 1 without a leading zero, and neither a
    /// fraction nor an exponent behind them.
    @inline(__always) private mutating func magnitude(
        ofNumberAt start: Int
    ) throws(JSONError) -> UInt64 {
        let first = position
        // Nineteen digits cannot overflow.
        let safe = Swift.min(count, first + 19)
        var cursor = first
        var value: UInt64 = 0
        while cursor < safe {
            let digit = byte(at: cursor) &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value &* 10 &+ UInt64(digit)
            cursor += 1
        }
        guard cursor > first else { throw unexpectedNumber() }
        guard cursor == first + 1 || byte(at: first) != UInt8(ascii: "0") else {
            throw JSONError(.invalidNumber, offset: start)
        }
        if cursor < count, Self.continuesNumber(byte(at: cursor)) {
            guard cursor == first + 19,
                let longer = Self.appending(byte(at: cursor) &- UInt8(ascii: "0"), to: value),
                cursor + 1 == count || !Self.continuesNumber(byte(at: cursor + 1))
            else { throw JSONError(.inexactInteger, offset: start) }
            value = longer
            cursor += 1
        }
        position = cursor
        return value
    }

    /// Whether a byte behind digits belongs to the number.
    @inline(__always) private static func continuesNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
            || byte &- UInt8(ascii: "0") < 10
    }

    /// The twentieth digit behind nineteen; `nil` for none, or beyond 2^64 − 1.
    private static func appending(_ digit: UInt8, to value: UInt64) -> UInt64? {
        let (product, tooLong) = value.multipliedReportingOverflow(by: 10)
        let (sum, tooLarge) = product.addingReportingOverflow(UInt64(digit))
        return digit < 10 && !tooLong && !tooLarge ? sum : nil
    }

    /// That no digit is where a number must start.
    @inline(never) private func unexpectedNumber() -> JSONError {
        guard position < count, byte(at: position) == UInt8(ascii: "-") else {
            return unexpected(.number)
        }
        return error(.inexactInteger)
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`; the value stays text.
    mutating func skipNumber() throws(JSONError) {
        let start = position
        if byte(at: position) == UInt8(ascii: "-") { position += 1 }
        let leadsWithZero = position < count && byte(at: position) == UInt8(ascii: "0")
        let digits = try skipDigits()
        guard digits == 1 || !leadsWithZero else { throw JSONError(.invalidNumber, offset: start) }
        if position < count, byte(at: position) == UInt8(ascii: ".") {
            position += 1
            _ = try skipDigits()
        }
        if position < count, byte(at: position) | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < count,
                byte(at: position) == UInt8(ascii: "+") || byte(at: position) == UInt8(ascii: "-")
            {
                position += 1
            }
            _ = try skipDigits()
        }
    }

    /// Passes over at least one digit and returns how many there were.
    @inline(__always) private mutating func skipDigits() throws(JSONError) -> Int {
        let start = position
        var cursor = start
        while cursor < count, byte(at: cursor) &- UInt8(ascii: "0") < 10 { cursor += 1 }
        position = cursor
        guard cursor > start else {
            throw error(cursor < count ? .invalidNumber : .unexpectedEnd)
        }
        return cursor - start
    }

    // MARK: Words

    /// Passes over `null`; `false` if something else stands here.
    @inline(__always) mutating func readNull() throws(JSONError) -> Bool {
        guard try peek() == UInt8(ascii: "n") else { return false }
        try skipWord("null")
        return true
    }

    /// Passes over the letters of `word`.
    mutating func skipWord(_ word: StaticString) throws(JSONError) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < count else { throw error(.unexpectedEnd) }
            guard byte(at: position) == word.utf8Start[offset] else {
                throw error(.unexpectedByte(byte(at: position)))
            }
            position += 1
        }
    }

    // MARK: Contents of strings

    /// A string, escapes resolved.
    mutating func text() throws(JSONError) -> String {
        let body = try string()
        let bytes = bytes(body.range)
        return body.isEscaped
            ? String(decoding: JSONText.unescape(bytes.span), as: UTF8.self)
            : String(decoding: bytes, as: UTF8.self)
    }

    /// What `read` makes of a string's bytes, escapes resolved.
    @inline(__always) mutating func text<Value>(
        _ read: (Span<UInt8>) -> Value
    ) throws(JSONError) -> Value {
        let body = try string()
        let bytes = bytes(body.range)
        return body.isEscaped ? read(JSONText.unescape(bytes.span).span) : read(bytes.span)
    }

    /// What `read` makes of a string's bytes, escapes resolved; `nil` of it is an error here.
    @inline(__always) mutating func text<Value>(
        as expected: StaticString, _ read: (Span<UInt8>) -> Value?
    ) throws(JSONError) -> Value {
        _ = try peek()
        let start = position
        guard let value = try text(read) else {
            throw JSONError(.expected("\(expected)"), offset: start)
        }
        return value
    }

    /// A value of any kind as JSON text in one line.
    mutating func compactText() throws(JSONError) -> String {
        _ = try peek()
        let start = position
        try skip()
        return JSONText.compact(bytes(start..<position))
    }
}
