import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct MnemonicTests {
    struct Vectors: Decodable {
        var passphrase: String
        var vectors: [Row]
        var others: [Row]

        struct Row: Decodable, Sendable, CustomTestStringConvertible {
            var entropy: String
            var phrase: String
            var seed: String
            var testDescription: String { entropy }
        }
    }

    static func vectors() throws -> Vectors {
        try Repository.decode(from: "keys/bip39_english.json")
    }

    static func secret(_ text: String) throws -> SecretBytes {
        try SecretBytes(copying: Array(text.utf8))
    }

    static func hex(_ secret: SecretBytes) -> String { secret.withBytes { Hexadecimal.encode($0) } }

    /// The word of every value: the first of the phrase whose entropy starts with its 11 bits.
    static let words = Result {
        try (0..<2_048).map { value in
            let bits = [UInt8(value >> 3), UInt8(value & 7) << 5] + Array(repeating: 0, count: 14)
            let phrase = try Mnemonic(entropy: SecretBytes(copying: bits)).phrase
            return phrase.withBytes { String(decoding: $0.prefix { $0 != 0x20 }, as: UTF8.self) }
        }
    }

    @Test func `the words are those of the official list`() throws {
        let list = try Self.words.get().map { $0 + "\n" }.joined()
        #expect(
            Hexadecimal.encode(SHA256.hash(Array(list.utf8)).bytes)
                == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda")
    }

    @Test func `phrases, entropy and seeds are those of the published vectors`() throws {
        let file = try Self.vectors()
        #expect(file.vectors.count == 24)
        for row in file.vectors {
            let mnemonic = try Mnemonic(phrase: Self.secret(row.phrase))
            #expect(Self.hex(try mnemonic.entropy()) == row.entropy)
            let entropy = try #require(Hexadecimal.decode(row.entropy))
            let made = try Mnemonic(entropy: SecretBytes(copying: entropy))
            #expect(made.phrase.withBytes { String(decoding: $0, as: UTF8.self) } == row.phrase)
            #expect(made.wordCount == mnemonic.wordCount)
            let seed = try MasterSeed(mnemonic, passphrase: Self.secret(file.passphrase))
            #expect(Self.hex(seed.bytes) == row.seed)
        }
    }

    @Test func `a phrase of another language needs to be normalized, and then gives its seed`()
        throws
    {
        let file = try Self.vectors()
        #expect(file.others.count == 6)
        for row in file.others {
            let phrase = try Self.secret(row.phrase.decomposedStringWithCompatibilityMapping)
            let passphrase = try Self.secret(file.passphrase)
            #expect(throws: SignerError.phrase(.notASCII)) {
                try MasterSeed(uncheckedPhrase: phrase, passphrase: passphrase)
            }
            let seed = try MasterSeed(
                uncheckedPhrase: phrase, passphrase: passphrase, isNormalized: true)
            #expect(Self.hex(seed.bytes) == row.seed)
        }
    }

    static let abandon = Array(repeating: "abandon", count: 11)
    static let good = (abandon + ["about"]).joined(separator: " ")

    static let refused: [(String, MnemonicError)] = [
        ("", .wordCount(1)), ("abandon", .wordCount(1)),
        (abandon.joined(separator: " "), .wordCount(11)),
        ((abandon + ["about", "about"]).joined(separator: " "), .wordCount(13)),
        (String(repeating: "abandon ", count: 24), .wordCount(25)),
        ((abandon + ["About"]).joined(separator: " "), .unknownWord(position: 12)),
        ((abandon + ["abou"]).joined(separator: " "), .unknownWord(position: 12)),
        ((abandon + ["about\n"]).joined(separator: " "), .unknownWord(position: 12)),
        ((abandon + ["about\0"]).joined(separator: " "), .unknownWord(position: 12)),
        (
            (["ábandon"] + abandon.dropFirst() + ["about"]).joined(separator: " "),
            .unknownWord(position: 1)
        ),
        (" " + abandon.joined(separator: " "), .unknownWord(position: 1)),
        (abandon.joined(separator: " ") + " ", .unknownWord(position: 12)),
        (abandon.dropLast().joined(separator: " ") + "  about", .unknownWord(position: 11)),
        (abandon.joined(separator: "\t") + " about", .wordCount(2)),
        ((abandon + ["abandon"]).joined(separator: " "), .wrongChecksum),
        ((["about"] + abandon).joined(separator: " "), .wrongChecksum),
    ]

    @Test(arguments: refused)
    func `refuses any other text and says where`(phrase: String, error: MnemonicError) throws {
        let secret = try Self.secret(phrase)
        #expect(throws: SignerError.phrase(error)) { try Mnemonic(phrase: secret) }
    }

    @Test func `one last word in sixteen fits eleven words`() throws {
        let fitting = try Self.words.get().count { word in
            let phrase = try Self.secret((Self.abandon + [word]).joined(separator: " "))
            return (try? Mnemonic(phrase: phrase)) != nil
        }
        #expect(fitting == 128)
    }

    @Test(arguments: [0, 4, 12, 15, 17, 18, 36, 64])
    func `refuses other amounts of entropy`(count: Int) throws {
        let entropy = try SecretBytes(copying: Array(repeating: 0, count: count))
        #expect(throws: SignerError.phrase(.entropyCount(count))) {
            try Mnemonic(entropy: entropy)
        }
    }

    @Test(arguments: [0, 15, 65])
    func `refuses seeds of other lengths`(count: Int) throws {
        let bytes = try SecretBytes(copying: Array(repeating: 0, count: count))
        #expect(throws: SignerError.phrase(.seedCount(count))) { try MasterSeed(bytes) }
    }

    @Test func `takes a passphrase beyond ASCII only from who says that it is normalized`() throws {
        let mnemonic = try Mnemonic(phrase: Self.secret(Self.good))
        let passphrase = try Self.secret("é".decomposedStringWithCompatibilityMapping)
        #expect(throws: SignerError.phrase(.notASCII)) {
            try MasterSeed(mnemonic, passphrase: passphrase)
        }
        let seed = try MasterSeed(mnemonic, passphrase: passphrase, isNormalized: true)
        // Python's hashlib.pbkdf2_hmac with the same bytes.
        #expect(
            Self.hex(seed.bytes).hasPrefix(
                "f37f8652bf7004d4bd4ba7702e70e647f54965758656423dde58d64fa725c1e8"))
    }

    @Test func `never prints a word or a seed`() throws {
        let mnemonic = try Mnemonic(phrase: Self.secret(Self.good))
        let seed = try MasterSeed(mnemonic)
        for value in [mnemonic, mnemonic.phrase, seed, seed.bytes] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), dumped] {
                #expect(!text.contains("aband"))
                #expect(!text.contains("5eb00bbd"))
            }
        }
        #expect("\(seed.bytes)" == "<secret>")
    }
}
