/// Reading strings and digits out of the checked bytes.
extension JSONDocument {
    /// Whether the key at a tape index has exactly these bytes once its escapes are resolved.
    func key(at index: Int, equals name: Span<UInt8>) -> Bool {
        let entry = tape[index]
        let bytes = bytes
        let start = Int(entry.start) + 1
        let end = Int(entry.end) - 1
        if entry.isEscaped {
            let decoded = Self.unescape(bytes[start..<end])
            return Self.equal(decoded.span, from: 0, to: decoded.count, name)
        }
        return Self.equal(bytes.span, from: start, to: end, name)
    }

    private static func equal(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, _ name: Span<UInt8>
    ) -> Bool {
        guard end - start == name.count else { return false }
        for index in 0..<name.count where bytes[start + index] != name[index] { return false }
        return true
    }

    /// The number that plain digits stand for; `nil` for none, any other byte, or an overflow.
    func digits(from start: Int, to end: Int) -> UInt64? {
        guard start < end else { return nil }
        let bytes = bytes
        let text = bytes.span
        var value: UInt64 = 0
        for index in start..<end {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (product, tooLong) = value.multipliedReportingOverflow(by: 10)
            let (sum, tooLarge) = product.addingReportingOverflow(UInt64(digit))
            guard !tooLong, !tooLarge else { return nil }
            value = sum
        }
        return value
    }

    /// Resolves the escapes of a string that the parser has accepted.
    static func unescape(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        var rest = body
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escape = rest.popFirst() else {
                output.append(byte)
                continue
            }
            switch escape {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = unit(&rest)
                if scalar & 0xFC00 == 0xD800 {
                    rest = rest.dropFirst(2)
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(&rest) & 0x3FF
                }
                let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
                output.append(contentsOf: Array(String(Character(character)).utf8))
            default: output.append(escape)
            }
        }
        return output
    }

    private static func unit(_ rest: inout ArraySlice<UInt8>) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit = rest.popFirst().flatMap(JSONParser.hexadecimalValue) ?? 0
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
