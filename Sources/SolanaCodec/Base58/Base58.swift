/// Base58 with Bitcoin's alphabet: no checksum, one leading `1` for each leading zero byte.
///
/// The 32- and 64-byte paths serve addresses, blockhashes and signatures; the general path serves
/// instruction data in RPC answers. Source: Bitcoin Core `base58.cpp`, draft-msporny-base58.
public enum Base58 {
    /// The longest text that the general decoder reads: the 10,240 data bytes that a program may pass
    /// to another one take 13,985 characters.
    ///
    /// The cost grows with the square of the length, so it is bounded.
    public static let longestText = 16_384

    // MARK: Encoding

    /// Encodes any bytes.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        let zeros = bytes.prefix { $0 == 0 }.count
        // Little-endian limbs in base 58^5, which fits 30 bits.
        var limbs: [UInt32] = []
        limbs.reserveCapacity(bytes.count * 2 / 7 + 1)
        for byte in bytes.dropFirst(zeros) {
            var carry = UInt64(byte)
            for index in limbs.indices {
                carry += UInt64(limbs[index]) << 8
                limbs[index] = UInt32(carry % limbBase)
                carry /= limbBase
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        var output = [UInt8](repeating: alphabet[0], count: zeros)
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
        guard characters.count <= longestText else {
            throw .tooLong(count: characters.count, limit: longestText)
        }
        let zeros = characters.prefix { $0 == alphabet[0] }.count
        let limbs = try decodeLimbs(characters, from: zeros)
        var output = [UInt8](repeating: 0, count: zeros)
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

    /// Decodes a text that must stand for exactly `size` bytes.
    ///
    /// - Throws: `Base58Error.empty`, `.tooLong`, `.invalidCharacter`, `.wrongLength`.
    public static func decodeFixed<let size: Int>(
        _ text: some StringProtocol
    ) throws(Base58Error) -> FixedBytes<size> {
        // 11 characters carry 8 bytes, rounded up: 44 for a key, 88 for a signature.
        let limit = (size * 11 + 7) / 8
        let count = text.utf8.count
        guard count > 0 else { throw .empty }
        guard count <= limit else { throw .tooLong(count: count, limit: limit) }
        let bytes = try decode(text)
        guard let fixed = FixedBytes<size>(bytes) else {
            throw .wrongLength(found: bytes.count, expected: size)
        }
        return fixed
    }

    // MARK: Details

    private static let alphabet = Array(
        "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
    private static let powers: [UInt32] = [11_316_496, 195_112, 3_364, 58, 1]
    private static let limbBase: UInt64 = 656_356_768  // 58^5

    /// The value of each ASCII character; 255 for those outside the alphabet.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()

    /// Little-endian limbs in base 2^32 of the number behind the leading ones.
    private static func decodeLimbs(
        _ characters: [UInt8], from start: Int
    ) throws(Base58Error) -> [UInt32] {
        var limbs: [UInt32] = []
        limbs.reserveCapacity(characters.count * 3 / 16 + 1)
        for offset in start..<characters.count {
            let value = values[Int(characters[offset])]
            guard value < 58 else {
                throw .invalidCharacter(characters[offset], offset: offset)
            }
            var carry = UInt64(value)
            for index in limbs.indices {
                carry += UInt64(limbs[index]) * 58
                limbs[index] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            if carry > 0 { limbs.append(UInt32(carry)) }
        }
        return limbs
    }
}
