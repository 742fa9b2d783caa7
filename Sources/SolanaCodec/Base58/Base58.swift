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
        output.reserveCapacity(zeros + limbs.count * 8)
        var significant = false
        for limb in limbs.reversed() {
            for shift in stride(from: 56, through: 0, by: -8) {
                let byte = UInt8(truncatingIfNeeded: limb >> shift)
                significant = significant || byte != 0
                if significant { output.append(byte) }
            }
        }
        return output
    }

    /// Least significant limb first, in base 2⁶⁴, of the number behind the leading ones.
    private static func decodeLimbs(
        _ text: Span<UInt8>, from start: Int
    ) throws(Base58Error) -> [UInt64] {
        var limbs: [UInt64] = []
        limbs.reserveCapacity(text.count * 3 / 32 + 1)
        var position = start
        while position < text.count {
            // As many characters at a time as a word and its factor have room for.
            let end = Swift.min(position + charactersInWord, text.count)
            var (factor, carry): (UInt64, UInt64) = (1, 0)
            for offset in position..<end {
                let value = values[Int(text[offset])]
                guard value < 58 else { throw .invalidCharacter(text[offset], offset: offset) }
                (factor, carry) = (factor * 58, carry * 58 + UInt64(value))
            }
            position = end
            for index in limbs.indices {
                let sum = UInt128(limbs[index]) &* UInt128(factor) &+ UInt128(carry)
                limbs[index] = UInt64(truncatingIfNeeded: sum)
                carry = UInt64(truncatingIfNeeded: sum >> 64)
            }
            if carry > 0 { limbs.append(carry) }
        }
        return limbs
    }

    // MARK: Alphabet

    // Literals, which the compiler lays out before the program starts: nothing is set up at run time.

    /// The characters in ASCII, `1` to `z`.
    static let alphabet: InlineArray<58, UInt8> = [
        49, 50, 51, 52, 53, 54, 55, 56, 57, 65, 66, 67, 68, 69, 70, 71,
        72, 74, 75, 76, 77, 78, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89,
        90, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 109, 110, 111, 112,
        113, 114, 115, 116, 117, 118, 119, 120, 121, 122,
    ]

    /// The value of each byte; 255 for those outside the alphabet.
    static let values: InlineArray<256, UInt8> = [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 0, 1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 255, 255, 255,
        255, 9, 10, 11, 12, 13, 14, 15, 16, 255, 17, 18, 19, 20, 21, 255,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 255, 255, 255, 255, 255,
        255, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 255, 44, 45, 46,
        47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ]

    /// 58⁵, which fits 30 bits: with 32 more bits it fits a word.
    static let limbBase: UInt64 = 656_356_768
    private static let powers: [UInt32] = [11_316_496, 195_112, 3_364, 58, 1]
}
