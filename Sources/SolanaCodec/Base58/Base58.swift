/// Base58 with Bitcoin's alphabet: no checksum, one leading `1` for each leading zero byte.
///
/// There are quick paths for 32 and 64 bytes, and a general one for the instruction data in RPC
/// answers. Source: Bitcoin Core `base58.cpp`, draft-msporny-base58.
public enum Base58 {
    /// The longest text that the general decoder reads: the 10,240 data bytes that a program may pass
    /// to another one take 13,985 characters.
    ///
    /// The cost grows with the square of the length, so it is bounded.
    public static let longestText = 16_384

    // MARK: Encoding

    /// Encodes any bytes. The cost grows with the square of their number.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        encode(Array(bytes))
    }

    /// Encodes any bytes. The cost grows with the square of their number.
    public static func encode(_ bytes: [UInt8]) -> String {
        let zeros = bytes.prefix { $0 == 0 }.count
        // Least significant limb first.
        var limbs: [UInt32] = []
        limbs.reserveCapacity(bytes.count * 2 / 7 + 1)
        var position = zeros
        while position < bytes.count {
            // Four bytes at a time; the first group takes what is over.
            let length = position == zeros ? (bytes.count - zeros - 1) % 4 + 1 : 4
            var carry: UInt64 = 0
            for byte in bytes[position..<(position + length)] { carry = carry << 8 | UInt64(byte) }
            position += length
            for index in limbs.indices {
                carry += UInt64(limbs[index]) << UInt64(8 * length)
                limbs[index] = UInt32(truncatingIfNeeded: carry % limbBase)
                carry /= limbBase
            }
            while carry > 0 {
                limbs.append(UInt32(truncatingIfNeeded: carry % limbBase))
                carry /= limbBase
            }
        }
        var output = [UInt8](repeating: alphabet[0], count: zeros)
        output.reserveCapacity(zeros + limbs.count * 5)
        var significant = false
        for limb in limbs.reversed() {
            for power in powers {
                let digit = Int(limb / power % 58)
                significant = significant || digit != 0
                if significant { output.append(alphabet[digit]) }
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    // MARK: Decoding

    /// Decodes a text of at most `longestText` characters.
    ///
    /// - Throws: `Base58Error.tooLong`, `.invalidCharacter`. The empty text decodes to no bytes.
    public static func decode(_ text: some StringProtocol) throws(Base58Error) -> [UInt8] {
        let characters = Array(text.utf8)
        return try decode(utf8: characters.span)
    }

    /// Decodes the UTF-8 of a text of at most `longestText` characters.
    ///
    /// - Throws: `Base58Error.tooLong`, `.invalidCharacter`. The empty text decodes to no bytes.
    public static func decode(utf8 text: Span<UInt8>) throws(Base58Error) -> [UInt8] {
        guard text.count <= longestText else {
            throw .tooLong(count: text.count, limit: longestText)
        }
        var zeros = 0
        while zeros < text.count, text[zeros] == alphabet[0] { zeros += 1 }
        let limbs = try decodeLimbs(text, from: zeros)
        var output = [UInt8](repeating: 0, count: zeros)
        output.reserveCapacity(zeros + limbs.count * 4)
        var significant = false
        for limb in limbs.reversed() {
            for shift in [24, 16, 8, 0] as [UInt32] {
                let byte = UInt8(truncatingIfNeeded: limb >> shift)
                significant = significant || byte != 0
                if significant { output.append(byte) }
            }
        }
        return output
    }

    /// Least significant limb first, in base 2³², of the number behind the leading ones.
    private static func decodeLimbs(
        _ text: Span<UInt8>, from start: Int
    ) throws(Base58Error) -> [UInt32] {
        var limbs: [UInt32] = []
        limbs.reserveCapacity(text.count * 3 / 16 + 1)
        var position = start
        while position < text.count {
            // Five characters at a time, since 58⁵ < 2³⁰.
            let end = Swift.min(position + 5, text.count)
            var (factor, carry): (UInt64, UInt64) = (1, 0)
            for offset in position..<end {
                let value = values[Int(text[offset])]
                guard value < 58 else { throw .invalidCharacter(text[offset], offset: offset) }
                (factor, carry) = (factor * 58, carry * 58 + UInt64(value))
            }
            position = end
            for index in limbs.indices {
                carry += UInt64(limbs[index]) * factor
                limbs[index] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
        }
        return limbs
    }

    // MARK: Alphabet

    static let alphabet: InlineArray<58, UInt8> = {
        var table = InlineArray<58, UInt8>(repeating: 0)
        let text: StaticString = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
        for (index, character) in text.description.utf8.enumerated() { table[index] = character }
        return table
    }()

    /// The value of each byte; 255 for those outside the alphabet.
    static let values: InlineArray<256, UInt8> = {
        var table = InlineArray<256, UInt8>(repeating: 255)
        for value in 0..<58 { table[Int(alphabet[value])] = UInt8(truncatingIfNeeded: value) }
        return table
    }()

    /// 58⁵, which fits 30 bits: with 32 more bits it fits a word.
    static let limbBase: UInt64 = 656_356_768
    private static let powers: [UInt32] = [11_316_496, 195_112, 3_364, 58, 1]
}
