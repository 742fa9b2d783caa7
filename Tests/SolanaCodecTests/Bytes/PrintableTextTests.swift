import SolanaCodec
import Testing

@Suite struct PrintableTextTests {
    static let rows: [([UInt8], String)] = [
        (Array("plain ~ text é €".utf8), "plain ~ text é €"),
        (Array("a\nb\r\u{1B}[31m\u{0}".utf8), #"a\u{a}b\u{d}\u{1b}[31m\u{0}"#),
        (
            Array("\u{202E}\u{200B}\u{2028}\u{A0}\u{FEFF}".utf8),
            #"\u{202e}\u{200b}\u{2028}\u{a0}\u{feff}"#
        ),
        (Array(#"\u{a}"#.utf8), #"\\u{a}"#),
        ([0x61, 0xFF], "a\u{FFFD}"),
    ]

    @Test(arguments: rows)
    func `escapes what does not show as itself`(_ bytes: [UInt8], _ text: String) {
        #expect(PrintableText.escape(bytes, limit: 100) == text)
    }

    @Test func `cuts long texts and says so`() {
        #expect(PrintableText.escape(Array("abcd".utf8), limit: 4) == "abcd")
        #expect(PrintableText.escape(Array("abcde".utf8), limit: 4) == "abcd…")
        #expect(PrintableText.escape(Array("😀😀😀".utf8), limit: 2) == "😀😀…")
        #expect(PrintableText.escape(Array("a".utf8), limit: 0) == "…")
        #expect(PrintableText.escape([], limit: 0) == "")
        #expect(PrintableText.escape([UInt8](repeating: 0x80, count: 9), limit: 3).count == 4)
    }

    @Test func `quoted text cannot end its quotation`() {
        let memo = Array("a\" (500 USDC) \\\"\u{301}".utf8)
        #expect(
            PrintableText.quote(memo, limit: 100).unicodeScalars.elementsEqual(
                "\"a\\\" (500 USDC) \\\\\\\"\u{301}\"".unicodeScalars))
    }
}
