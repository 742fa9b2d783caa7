/// Base 64 of RFC 4648 §4: padded, standard alphabet, no blanks, zero padding bits.
///
/// Foundation's reader skips what it does not know; this one accepts one text for each value.
public enum Base64 {
    /// Decodes `text`; `nil` if it is not the one encoding of some bytes.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        decode(utf8: Array(text.utf8).span)
    }

    /// Decodes ASCII characters; `nil` if they are not the one encoding of some bytes.
    public static func decode(utf8 text: Span<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        guard !text.isEmpty else { return [] }
        var padding = 0
        if text[text.count - 1] == pad { padding = text[text.count - 2] == pad ? 2 : 1 }
        var output: [UInt8] = []
        output.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        for index in 0..<(text.count - padding) {
            let value = values[Int(text[index])]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
            if index % 4 == 3 {
                output.append(UInt8(truncatingIfNeeded: bits >> 16))
                output.append(UInt8(truncatingIfNeeded: bits >> 8))
                output.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        switch padding {
        case 1:
            guard bits & 0x3 == 0 else { return nil }
            output.append(UInt8(truncatingIfNeeded: bits >> 10))
            output.append(UInt8(truncatingIfNeeded: bits >> 2))
        case 2:
            guard bits & 0xF == 0 else { return nil }
            output.append(UInt8(truncatingIfNeeded: bits >> 4))
        default: break
        }
        return output
    }

    /// Encodes `bytes` with padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = Swift.min(3, bytes.count - start)
            var bits = UInt32(bytes[start]) << 16
            if rest > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
            if rest > 2 { bits |= UInt32(bytes[start + 2]) }
            for position in 0..<4 {
                let value = Int(bits >> (18 - 6 * UInt32(position)) & 0x3F)
                output.append(position <= rest ? alphabet[value] : pad)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let pad = UInt8(ascii: "=")
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// The value of each ASCII character; 255 for those outside the alphabet.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()
}
