import DepositVerifier
import Testing

/// Texts of a database. The byte sequences are those of Unicode 16, section 3.9.
@Suite struct StoredTextTests {
    static func text(_ bytes: [UInt8]) -> String? {
        bytes.withUnsafeBufferPointer { String(stored: $0) }
    }

    @Test(
        arguments: [
            ("", []), ("a\0b", [0x61, 0, 0x62]), ("é", [0xC3, 0xA9]),
            ("e\u{301}", [0x65, 0xCC, 0x81]),
            ("€", [0xE2, 0x82, 0xAC]), ("😀", [0xF0, 0x9F, 0x98, 0x80]),
            // What stands for malformed bytes may stand there itself.
            ("\u{FFFD}", [0xEF, 0xBF, 0xBD]),
        ] as [(String, [UInt8])])
    func `reads a text as it is`(text: String, bytes: [UInt8]) throws {
        let found = try #require(Self.text(bytes))
        #expect(Array(found.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(
        arguments: [
            [0xFF], [0x80], [0x61, 0xC3], [0xC0, 0x80], [0xE2, 0x82], [0xE0, 0x80, 0x80],
            [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xEF, 0xBF, 0xBD, 0xFF],
        ] as [[UInt8]])
    func `refuses what is no UTF-8`(bytes: [UInt8]) {
        #expect(Self.text(bytes) == nil)
    }
}
