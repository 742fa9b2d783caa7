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
        let whole = padding == 0 ? text.count / 4 : text.count / 4 - 1
        var isValid = true
        var output = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3) { output, count in
            isValid = text.withUnsafeBufferPointer { text in
                values.withUnsafeBufferPointer { decode(whole, of: text, into: output, $0) }
            }
            count = 3 * whole
        }
        guard isValid else { return nil }
        if padding > 0 {
            let last = text.extracting(4 * whole..<text.count - padding)
            guard let bytes = decodeLast(last) else { return nil }
            output += bytes
        }
        return output
    }

    /// Decodes `groups` groups of four characters to three bytes each; whether all were valid.
    ///
    /// The text has 4 × `groups` characters at least, the output room for 3 × `groups` bytes, and
    /// `values` an entry for every byte: no index below is outside.
    @inline(__always) private static func decode(
        _ groups: Int, of text: UnsafeBufferPointer<UInt8>,
        into output: UnsafeMutableBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var seen: UInt32 = 0
        for group in 0..<groups {
            let first = UInt32(values[Int(text[4 &* group])])
            let second = UInt32(values[Int(text[4 &* group &+ 1])])
            let third = UInt32(values[Int(text[4 &* group &+ 2])])
            let fourth = UInt32(values[Int(text[4 &* group &+ 3])])
            seen |= first | second | third | fourth
            output[3 &* group] = UInt8(truncatingIfNeeded: first << 2 | second >> 4)
            output[3 &* group &+ 1] = UInt8(truncatingIfNeeded: second << 4 | third >> 2)
            output[3 &* group &+ 2] = UInt8(truncatingIfNeeded: third << 6 | fourth)
        }
        return seen < 64
    }

    /// The one or two bytes of a group that was padded: two or three characters.
    private static func decodeLast(_ text: Span<UInt8>) -> [UInt8]? {
        var bits: UInt32 = 0
        for index in 0..<text.count {
            let value = values[Int(text[index])]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
        }
        // What does not fill a byte must be zero.
        let rest: UInt32 = text.count == 3 ? 2 : 4
        guard bits & (1 << rest - 1) == 0 else { return nil }
        bits >>= rest
        let low = UInt8(truncatingIfNeeded: bits)
        return text.count == 3 ? [UInt8(truncatingIfNeeded: bits >> 8), low] : [low]
    }

    /// Encodes `bytes` with padding.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the encoding of `bytes` with padding, in ASCII.
    public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        var place = text.count
        text.append(contentsOf: repeatElement(pad, count: (bytes.count + 2) / 3 * 4))
        let bytes = bytes.span
        let alphabet = alphabet.span
        var output = text.mutableSpan
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let rest = Swift.min(3, bytes.count - start)
            var bits = UInt32(bytes[start]) << 16
            if rest > 1 { bits |= UInt32(bytes[start + 1]) << 8 }
            if rest > 2 { bits |= UInt32(bytes[start + 2]) }
            output[place] = alphabet[Int(bits >> 18)]
            output[place + 1] = alphabet[Int(bits >> 12 & 0x3F)]
            if rest > 1 { output[place + 2] = alphabet[Int(bits >> 6 & 0x3F)] }
            if rest > 2 { output[place + 3] = alphabet[Int(bits & 0x3F)] }
            place += 4
        }
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
