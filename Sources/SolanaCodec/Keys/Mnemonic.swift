/// A seed phrase of English words (BIP-39).
///
/// Shape: 12, 15, 18, 21 or 24 words of the list, lower case, one space between two of them and
/// nothing around them. Each word stands for 11 bits; together they are 16, 20, 24, 28 or 32 bytes
/// of entropy and, after those, a bit of their SHA-256 for every 32 of theirs.
///
/// The words live in `SecretBytes`: memory that is wiped with the last copy of this value, and never
/// printed. Source: BIP-39.
public struct Mnemonic: Sendable {
    /// The words with one space between two of them.
    public let phrase: SecretBytes
    /// How many words there are.
    public let wordCount: Int

    /// How many words a phrase may have.
    public static let wordCounts = [12, 15, 18, 21, 24]
    /// Bytes of the longest phrase: 24 words of 8 letters and the spaces between them.
    public static let longest = 24 * 8 + 23
    /// Bits that a word stands for: the list has 2¹¹ words.
    private static let bitsPerWord = 11

    /// Checks a phrase, byte by byte.
    ///
    /// - Throws: `SignerError.phrase` with the `MnemonicError`; `.outOfMemory`.
    public init(phrase: SecretBytes) throws(SignerError) {
        wordCount = try phrase.withBytes { (text) throws(SignerError) in
            let count = text.isEmpty ? 0 : 1 + text.count(where: { $0 == Self.space })
            guard Self.wordCounts.contains(count) else { throw .phrase(.wordCount(count)) }
            return count
        }
        self.phrase = phrase
        let bits = try bits()
        let expected = try Self.checked(bits, entropyCount: entropyCount)
        let isSame = bits.withBytes { left in expected.withBytes { left.elementsEqual($0) } }
        guard isSame else { throw .phrase(.wrongChecksum) }
    }

    /// The phrase of 16, 20, 24, 28 or 32 bytes of entropy.
    ///
    /// - Throws: `SignerError.phrase(.entropyCount)`, `.outOfMemory`.
    public init(entropy: SecretBytes) throws(SignerError) {
        let count = entropy.count * 3 / 4
        guard entropy.count.isMultiple(of: 4), Self.wordCounts.contains(count) else {
            throw .phrase(.entropyCount(entropy.count))
        }
        wordCount = count
        let bits = try Self.checked(entropy, entropyCount: entropy.count)
        phrase = try SecretBytes(capacity: Self.longest) { (text) throws(SignerError) in
            var end = 0
            for position in 0..<count {
                if position > 0 {
                    text[end] = Self.space
                    end += 1
                }
                for letter in EnglishWords.all[bits.withBytes { Self.word(position, of: $0) }] {
                    text[end] = letter
                    end += 1
                }
            }
            return end
        }
    }

    /// The entropy that the words stand for: four bytes for every three words.
    ///
    /// - Throws: `SignerError.outOfMemory`.
    public func entropy() throws(SignerError) -> SecretBytes {
        let bits = try bits()
        return try SecretBytes(count: entropyCount) { (block) throws(SignerError) in
            bits.withBytes { block.copyBytes(from: $0.prefix(block.count)) }
        }
    }

    private var entropyCount: Int { wordCount * 4 / 3 }

    /// The bits of the words, filled up with zeros to whole bytes: entropy, then the checksum.
    private func bits() throws(SignerError) -> SecretBytes {
        try SecretBytes(count: entropyCount + 1) { (block) throws(SignerError) in
            try phrase.withBytes { (text) throws(SignerError) in
                var start = text.startIndex
                for position in 0..<wordCount {
                    let end = text[start...].firstIndex(of: Self.space) ?? text.endIndex
                    guard let value = EnglishWords.index(of: text[start..<end]) else {
                        throw .phrase(.unknownWord(position: position + 1))
                    }
                    start = min(end + 1, text.endIndex)
                    for bit in 0..<Self.bitsPerWord where value >> (10 - bit) & 1 == 1 {
                        let place = position * Self.bitsPerWord + bit
                        block[place / 8] |= 0x80 >> UInt8(place % 8)
                    }
                }
            }
        }
    }

    /// The value of the word at `position`.
    private static func word(_ position: Int, of bits: UnsafeRawBufferPointer) -> Int {
        (0..<bitsPerWord).reduce(0) { value, bit in
            let place = position * bitsPerWord + bit
            return value << 1 | Int(bits[place / 8] >> UInt8(7 - place % 8) & 1)
        }
    }

    /// The first `entropyCount` bytes of `source`, and after them the bits of their checksum.
    private static func checked(
        _ source: SecretBytes, entropyCount: Int
    ) throws(SignerError) -> SecretBytes {
        try SecretBytes(capacity: entropyCount + 32) { (block) throws(SignerError) in
            source.withBytes { block.copyBytes(from: $0.prefix(entropyCount)) }
            SHA256.hash(
                UnsafeRawBufferPointer(rebasing: block[..<entropyCount]),
                into: UnsafeMutableRawBufferPointer(rebasing: block[entropyCount...]))
            block[entropyCount] &= ~(0xFF >> UInt8(entropyCount / 4))
            return entropyCount + 1
        }
    }

    private static let space = UInt8(ascii: " ")
}

extension Mnemonic: CustomStringConvertible, CustomReflectable {
    /// How many words there are; never a word.
    public var description: String { "Mnemonic(\(wordCount) words)" }
    /// How many words there are; never a word.
    public var customMirror: Mirror { Mirror(self, children: ["wordCount": wordCount]) }
}

/// Why a text is no seed phrase. Tells places and counts, never a word.
public enum MnemonicError: Error, Hashable, Sendable {
    /// There are not 12, 15, 18, 21 or 24 words with one space between two of them.
    case wordCount(Int)
    /// A word is not in the English list, to the byte; an empty one stands for a space too many.
    /// Positions count from 1.
    case unknownWord(position: Int)
    /// Every word is in the list, but their last bits do not fit the others: a word is wrong, or
    /// two have changed places.
    case wrongChecksum
    /// There are not 16, 20, 24, 28 or 32 bytes of entropy.
    case entropyCount(Int)
    /// The phrase or the passphrase has characters beyond ASCII, which Unicode can write in several
    /// ways.
    case notASCII
    /// A master seed has 16 to 64 bytes.
    case seedCount(Int)
}
