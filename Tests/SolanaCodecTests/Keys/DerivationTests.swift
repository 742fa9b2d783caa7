import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct DerivationTests {
    struct Vectors: Decodable {
        var vectors: [Row]

        struct Row: Decodable {
            var seed: String
            var path: String
            var `public`: String
        }
    }

    @Test func `derives SLIP-10's keys`() throws {
        let file: Vectors = try Repository.decode(from: "keys/slip10_ed25519.json")
        #expect(file.vectors.count == 12)
        for row in file.vectors {
            let bytes = try #require(Hexadecimal.decode(row.seed))
            let seed = try MasterSeed(SecretBytes(copying: bytes))
            let keypair = try Keypair(seed, path: DerivationPath(parsing: row.path))
            #expect(Hexadecimal.encode(keypair.address.bytes) == row.public)
            let signature = try keypair.sign([1])
            #expect(Ed25519.isValid(signature, of: [1], by: keypair.address))
        }
    }

    // What solana-keygen and solders give for this phrase.
    static let rows: [(String?, Address)] = [
        (nil, "EHqmfkN89RJ7Y33CXM6uCzhVeuywHoJXZZLszBHHZy7o"),
        ("m/44'/501'", "D2PPQSYFe83nDzk96FqGumVU8JA7J8vj2Rhjc2oXzEi5"),
        ("m/44'/501'/0'/0'", "HAgk14JpMQLgt6rVgv7cBQFJWFto5Dqxi472uT3DKpqk"),
    ]

    @Test(arguments: rows)
    func `derives the keys of Solana's tools`(path: String?, address: Address) throws {
        let mnemonic = try Mnemonic(phrase: MnemonicTests.secret(MnemonicTests.good))
        let keypair = try Keypair(mnemonic, path: path.map { try DerivationPath(parsing: $0) })
        #expect(keypair.address == address)
        if path == "m/44'/501'" { #expect(try Keypair(mnemonic).address == address) }
    }

    @Test func `a short seed has no first 32 bytes`() throws {
        let seed = try MasterSeed(SecretBytes(copying: Array(repeating: 1, count: 16)))
        #expect(throws: SignerError.phrase(.seedCount(16))) { try Keypair(seed, path: nil) }
    }

    struct Answer: Decodable {
        var address: String?
    }

    @Test func `agrees with solders on random phrases, passphrases and paths`() throws {
        var random = SeededGenerator(state: 39)
        var lines: [String] = []
        var ours: [String] = []
        for round in 0..<50 {
            let entropy = (0..<[16, 20, 24, 28, 32][round % 5]).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            let mnemonic = try Mnemonic(entropy: SecretBytes(copying: entropy))
            let phrase = mnemonic.phrase.withBytes { String(decoding: $0, as: UTF8.self) }
            let passphrase = String(repeating: "x y", count: round % 4)
            let indices = (0..<(round % 6)).map { depth in
                UInt32.random(
                    in: 0...(DerivationPath.highestIndex >> (8 * depth % 32)), using: &random)
            }
            let path = round % 7 == 0 ? nil : try DerivationPath(indices)
            lines.append("\(phrase)|\(passphrase)|\(path?.description ?? "")")
            let keypair = try Keypair(
                mnemonic, passphrase: MnemonicTests.secret(passphrase), path: path)
            ours.append(keypair.address.description)
        }
        let theirs = try Oracle.run(["keys"], input: lines).map {
            try JSONDecoder().decode(Answer.self, from: Data($0.utf8)).address
        }
        #expect(theirs == ours)
    }

    static let texts = [
        "m", "m/44'/501'", "m/44/501", "m/44'/501/0'/7", "m/0", "m/2147483647'", "m/10",
        "", "m/", "M", "M/1", "44'/501'", "/44'", "m/44'/", "m//44'", "m/44''", "m/'", "m/-1",
        "m/1h", "m/1H", "m/1’", "m/ 1", "m/1 ", "m/0x1", "m/2147483648", "m/4294967296",
        "m/99999999999999999999", "n/1", "m1", "m/1\\'",
    ]

    @Test func `reads the paths that solders reads, and no others`() throws {
        let lines = Self.texts.filter { !$0.isEmpty }.map { "\(MnemonicTests.good)||\($0)" }
        let theirs = try Oracle.run(["keys"], input: lines).map {
            try JSONDecoder().decode(Answer.self, from: Data($0.utf8)).address
        }
        let mnemonic = try Mnemonic(phrase: MnemonicTests.secret(MnemonicTests.good))
        let ours = try Self.texts.filter { !$0.isEmpty }.map { text in
            try DerivationPath(text).map { try Keypair(mnemonic, path: $0).address.description }
        }
        #expect(theirs == ours)
        #expect(ours.compactMap { $0 }.count == 7)
    }

    static let errors: [(String, DerivationPathError)] = [
        ("", .noRoot), ("M/1", .noRoot), ("44'/501'", .noRoot),
        ("m/", .malformedIndex(position: 1)), ("m/1/x", .malformedIndex(position: 2)),
        ("m/1/2h", .malformedIndex(position: 2)), ("m/01", .malformedIndex(position: 1)),
        ("m/+1", .malformedIndex(position: 1)), ("m/1/2147483648'", .indexTooHigh(position: 2)),
        ("m/" + String(repeating: "9", count: 40), .indexTooHigh(position: 1)),
        ("m" + String(repeating: "/0", count: 256), .tooDeep),
    ]

    @Test(arguments: errors)
    func `says what is wrong with a path`(text: String, error: DerivationPathError) {
        #expect(throws: error) { try DerivationPath(parsing: text) }
        #expect(DerivationPath(text) == nil)
    }

    // The cases of solana-sdk, derivation-path, tests `from_key_str` and `from_uri`.
    static let queries: [(String, String?)] = [
        ("", "m/44'/501'"), ("key=1/2", "m/44'/501'/1'/2'"), ("key=1'/2'", "m/44'/501'/1'/2'"),
        ("key=1", "m/44'/501'/1'"), ("key=1'", "m/44'/501'/1'"), ("key=0/0", "m/44'/501'/0'/0'"),
        ("full-path=m/44/999/1", "m/44'/999'/1'"), ("full-path=m/501'/0'/0/0", "m/501'/0'/0'/0'"),
        ("full-path=m", "m"),
        ("key=1/2/3", nil), ("key=other", nil), ("key=1o", nil), ("key=", nil), ("key", nil),
        ("key=0/0&bad-key=0/0", nil), ("bad-key=0/0", nil), ("key=bad-value", nil),
        ("full-path=", nil), ("full-path=m/44/", nil), ("KEY=1", nil), ("key=1&key=1", nil),
    ]

    @Test(arguments: queries)
    func `reads the queries of Solana's tools`(query: String, path: String?) {
        #expect((try? DerivationPath(parsingQuery: query))?.description == path)
    }

    @Test func `255 indices are the most`() throws {
        let deepest = try DerivationPath(Array(repeating: 0, count: 255))
        #expect(DerivationPath(deepest.description) == deepest)
        #expect(throws: DerivationPathError.tooDeep) {
            try DerivationPath(Array(repeating: 0, count: 256))
        }
        #expect(throws: DerivationPathError.indexTooHigh(position: 3)) {
            try DerivationPath(account: 1 << 31)
        }
        #expect(try DerivationPath(account: 0, change: 0).description == "m/44'/501'/0'/0'")
    }
}
