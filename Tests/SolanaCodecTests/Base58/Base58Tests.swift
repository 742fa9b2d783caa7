import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct Base58Tests {
    struct Vectors: Decodable {
        var pairs_hex_base58: [[String]]
    }

    struct Row: Decodable {
        var key: String
        var keyText: String
        var signature: String
        var signatureText: String
    }

    @Test func `agrees with Bitcoin Core's vectors`() throws {
        let vectors = try Repository.decode(Vectors.self, from: "base58/bitcoin_core.json")
        #expect(!vectors.pairs_hex_base58.isEmpty)
        for pair in vectors.pairs_hex_base58 {
            let bytes = try #require(Hexadecimal.decode(pair[0]))
            #expect(Base58.encode(bytes) == pair[1])
            #expect(try Base58.decode(pair[1]) == bytes)
        }
    }

    @Test func `agrees with solders on keys and signatures`() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("base58: seed \(seed)")
        for line in try Oracle.run(["base58", "1000", "\(seed)"]) {
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            let key = try #require(Hexadecimal.decode(row.key))
            let signature = try #require(Hexadecimal.decode(row.signature))
            #expect(Base58.encode(key) == row.keyText)
            #expect(Base58.encode(signature) == row.signatureText)
            #expect(try Address(parsing: row.keyText).bytes == key)
            #expect(try Signature(parsing: row.signatureText).bytes == signature)
        }
    }

    @Test func `accepts the largest value of each fixed size and refuses the next`() throws {
        // Made with solders: 32 bytes of FF, then the numbers of 33 bytes above it.
        let largest = "JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFG"
        #expect(try Address(parsing: largest).bytes == Array(repeating: 0xFF, count: 32))
        #expect(throws: Base58Error.wrongLength(found: 33, expected: 32)) {
            try Address(parsing: "JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFH")
        }
        // 64 bytes of FF, whose products are the largest that encoding adds up.
        let signature =
            "67rpwLCuS5DGA8KGZXKsVQ7dnPb9goRLoKfgGbLfQg9WoLUgNY77E2jT11fem3coV9nAkguBACzrU1iyZM4B8roQ"
        #expect(try Signature(parsing: signature).bytes == Array(repeating: 0xFF, count: 64))
        #expect(Signature(FixedBytes(repeating: 0xFF)).description == signature)
        #expect(Address(FixedBytes(repeating: 0xFF)).description == largest)
        #expect(throws: Base58Error.wrongLength(found: 65, expected: 64)) {
            try Signature(parsing: signature.dropLast() + "R")
        }
    }

    @Test func `refuses numbers that would wrap around to a small one`() {
        // 2^256 + 5, and the highest texts that are not too long. Calculated with Python.
        for text in [
            "JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFN", String(repeating: "z", count: 44),
        ] {
            #expect(throws: Base58Error.wrongLength(found: 33, expected: 32)) {
                try Address(parsing: text)
            }
        }
        #expect(throws: Base58Error.wrongLength(found: 65, expected: 64)) {
            try Signature(parsing: String(repeating: "z", count: 88))
        }
    }

    @Test func `refuses every character outside the alphabet, with its place`() {
        let alphabet = Set("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)
        for byte in UInt8.min...0x7F where !alphabet.contains(byte) {
            let text = "11" + String(UnicodeScalar(byte)) + "1"
            #expect(throws: Base58Error.invalidCharacter(byte, offset: 2)) {
                try Base58.decode(text)
            }
        }
        #expect(throws: Base58Error.invalidCharacter(0xD9, offset: 0)) { try Base58.decode("٥") }
    }

    @Test func `refuses texts beyond the limits before it works on them`() {
        #expect(throws: Base58Error.tooLong(count: 20_000, limit: Base58.longestText)) {
            try Base58.decode(String(repeating: "z", count: 20_000))
        }
        #expect(throws: Base58Error.empty) { try Address(parsing: "") }
        #expect(throws: Base58Error.tooLong(count: 45, limit: 44)) {
            try Address(parsing: String(repeating: "1", count: 45))
        }
        #expect(throws: Base58Error.wrongLength(found: 33, expected: 32)) {
            try Address(parsing: String(repeating: "1", count: 33))
        }
        #expect(throws: Base58Error.wrongLength(found: 31, expected: 32)) {
            try Address(parsing: String(repeating: "1", count: 31))
        }
    }
}
