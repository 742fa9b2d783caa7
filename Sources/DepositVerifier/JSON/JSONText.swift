/// The insides of texts that a `JSONReader` has accepted.
enum JSONText {
    /// Resolves the escapes of a string's body.
    static func unescape(_ body: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count)
        var index = 0
        while index < body.count {
            guard body[index] == UInt8(ascii: "\\"), index + 1 < body.count else {
                output.append(body[index])
                index += 1
                continue
            }
            let escape = body[index + 1]
            index += 2
            switch escape {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = unit(body, &index)
                if scalar & 0xFC00 == 0xD800 {
                    index += 2
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(body, &index) & 0x3FF
                }
                let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
                output.append(
                    contentsOf: UTF8.encode(character) ?? UTF8.encodedReplacementCharacter)
            default: output.append(escape)
            }
        }
        return output
    }

    /// Reads four hexadecimal digits; what is missing counts as zero.
    private static func unit(_ body: Span<UInt8>, _ index: inout Int) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let digit = index < body.count ? hexadecimalValue(body[index]) : nil
            value = value << 4 | UInt32(digit ?? 0)
            index += 1
        }
        return value
    }

    static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Whether `text` is `name`.
    static func equal(_ text: Span<UInt8>, _ name: StaticString) -> Bool {
        guard text.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<text.count where text[index] != name.utf8Start[index] { return false }
        return true
    }

    /// A value without the blanks between its parts: always one line.
    static func compact(_ source: some Sequence<UInt8>) -> String {
        var output: [UInt8] = []
        var isInString = false
        var isEscape = false
        for byte in source {
            if isEscape {
                isEscape = false
            } else if byte == UInt8(ascii: "\"") {
                isInString.toggle()
            } else if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else if !isInString, byte <= 0x20 {
                continue
            }
            output.append(byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
