internal import SolanaCodec

/// A value to be written as JSON. The same value always gives the same bytes.
public enum JSONOutput: Sendable {
    /// Members in the order given. The caller gives each key once.
    case object([(String, JSONOutput)])
    /// Elements in order.
    case array([JSONOutput])
    /// A string.
    case string(String)
    /// A string from foreign bytes; each malformed part becomes U+FFFD.
    case utf8([UInt8])
    /// A string: bytes in base 64.
    case base64([UInt8])
    /// An integer with sign.
    case integer(Int64)
    /// An integer without sign.
    case unsigned(UInt64)
    /// `true` or `false`.
    case bool(Bool)
    /// `null`.
    case null
    /// JSON text that is already checked, written as it is.
    case raw(String)

    /// The text as UTF-8, without a line break at its end.
    ///
    /// Shape: without `pretty` no blank between tokens, hence one line; with it two spaces a level.
    /// Characters that do not show as themselves are written as `\u` escapes.
    public func encoded(pretty: Bool = false) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(Self.usualLength)
        write(to: &output, indentation: pretty ? 0 : nil)
        return output
    }

    /// Room for a request or a verdict, in bytes.
    private static let usualLength = 1_024

    private func write(to output: inout [UInt8], indentation: Int?) {
        switch self {
        case .object(let members):
            output.append(UInt8(ascii: "{"))
            Self.write(members, to: &output, indentation) { member, output, inner in
                Self.write(member.0, to: &output)
                output.append(UInt8(ascii: ":"))
                if inner != nil { output.append(UInt8(ascii: " ")) }
                member.1.write(to: &output, indentation: inner)
            }
            output.append(UInt8(ascii: "}"))
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            Self.write(elements, to: &output, indentation) { element, output, inner in
                element.write(to: &output, indentation: inner)
            }
            output.append(UInt8(ascii: "]"))
        case .string(let text): Self.write(text, to: &output)
        case .utf8(let bytes): Self.write(String(decoding: bytes, as: UTF8.self), to: &output)
        case .base64(let bytes):
            output.append(UInt8(ascii: "\""))
            Base64.append(bytes, to: &output)
            output.append(UInt8(ascii: "\""))
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .unsigned(let value): output.append(contentsOf: String(value).utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .null: output.append(contentsOf: "null".utf8)
        case .raw(let text): output.append(contentsOf: text.utf8)
        }
    }

    @inline(__always) private static func write<Item>(
        _ items: [Item], to output: inout [UInt8], _ indentation: Int?,
        item: (Item, inout [UInt8], Int?) -> Void
    ) {
        let inner = indentation.map { $0 + 1 }
        for (position, element) in items.enumerated() {
            if position > 0 { output.append(UInt8(ascii: ",")) }
            breakLine(in: &output, inner)
            item(element, &output, inner)
        }
        if !items.isEmpty { breakLine(in: &output, indentation) }
    }

    private static func breakLine(in output: inout [UInt8], _ indentation: Int?) {
        guard let indentation else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        var text = text
        let isWritten = text.withUTF8 { bytes in
            guard bytes.allSatisfy(isPlain) else { return false }
            output.append(contentsOf: bytes)
            return true
        }
        if !isWritten { writeEscaped(text, to: &output) }
        output.append(UInt8(ascii: "\""))
    }

    /// Whether a byte is a character that shows as itself.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private static func writeEscaped(_ text: String, to output: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append(contentsOf: #"\""#.utf8)
            case "\\": output.append(contentsOf: #"\\"#.utf8)
            case "\n": output.append(contentsOf: #"\n"#.utf8)
            case "\r": output.append(contentsOf: #"\r"#.utf8)
            case "\t": output.append(contentsOf: #"\t"#.utf8)
            case _ where scalar.value == 0x20 || PrintableText.isVisible(scalar):
                output.append(contentsOf: String(Character(scalar)).utf8)
            default:
                for unit in String(Character(scalar)).utf16 { escape(unit, to: &output) }
            }
        }
    }

    /// Appends `\u` and four digits.
    private static func escape(_ unit: UInt16, to output: inout [UInt8]) {
        let digits = String(unit, radix: 16)
        output.append(contentsOf: #"\u"#.utf8)
        output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
        output.append(contentsOf: digits.utf8)
    }
}
