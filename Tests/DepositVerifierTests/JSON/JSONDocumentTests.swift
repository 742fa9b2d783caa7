import DepositVerifier
import Testing

/// The grammar of RFC 8259, in the spirit of JSONTestSuite: each row is named by its text.
@Suite struct JSONDocumentTests {
    static let accepted = [
        "null", "true", "false", "0", "-0", "-1", "10", "123456789", "0.5", "-0.0", "1e5", "1E+5",
        "1e-05", "0e1", "1.25e+10", "18446744073709551615", "123456789012345678901234567890",
        "\"\"", "\"a\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0000\"", "\"\\u00e9\"",
        "\"\\uD83D\\uDE00\"", "\"\\ud800\\udc00\"", "\"\\uDBFF\\uDFFF\"", "\"\u{7F}\"",
        "\"é\"", "\"€\"", "\"😀\"", "\"\u{FFFF}\"", "\"\u{10FFFF}\"", "\"\u{2028}\"",
        "\"\u{FEFF}\"", "[]", "[ ]", "[1]", "[1,2]", "[ 1 , 2 ]", "[[]]", "[[],[]]",
        "[null,true,false,0,\"\",{},[]]", "{}", "{ }", "{\"\":0}", "{\"a\":1}",
        "{\"a\":1,\"b\":2}", "{ \"a\" : 1 , \"b\" : 2 }", "{\"a\":{\"a\":{\"a\":[]}}}",
        "{\"a\":1,\"a\":2}", " \t\r\n1\n", "[1\n,2]", "\"12345678\"", "\"1234567\\n12345678\"",
    ]

    @Test(arguments: accepted) func `accepts what RFC 8259 allows`(_ text: String) throws {
        let document = try JSONDocument(parsing: Array(text.utf8))
        #expect(document.bytes == Array(text.utf8))
    }

    static let refused: [(String, JSONError)] = [
        ("", JSONError(.unexpectedEnd, offset: 0)),
        (" ", JSONError(.unexpectedEnd, offset: 1)),
        ("n", JSONError(.unexpectedEnd, offset: 1)),
        ("nul", JSONError(.unexpectedEnd, offset: 3)),
        ("nulL", JSONError(.unexpectedByte(0x4C), offset: 3)),
        ("nulll", JSONError(.trailingContent, offset: 4)),
        ("True", JSONError(.unexpectedByte(0x54), offset: 0)),
        ("NaN", JSONError(.unexpectedByte(0x4E), offset: 0)),
        ("Infinity", JSONError(.unexpectedByte(0x49), offset: 0)),
        ("-Infinity", JSONError(.invalidNumber, offset: 1)),
        ("undefined", JSONError(.unexpectedByte(0x75), offset: 0)),
        ("1 2", JSONError(.trailingContent, offset: 2)),
        ("{}{}", JSONError(.trailingContent, offset: 2)),
        ("[]]", JSONError(.trailingContent, offset: 2)),
        ("1,", JSONError(.trailingContent, offset: 1)),
        ("1\0", JSONError(.trailingContent, offset: 1)),
        ("\u{FEFF}1", JSONError(.byteOrderMark, offset: 0)),
        ("-", JSONError(.unexpectedEnd, offset: 1)),
        ("+1", JSONError(.unexpectedByte(0x2B), offset: 0)),
        (".5", JSONError(.unexpectedByte(0x2E), offset: 0)),
        ("1.", JSONError(.unexpectedEnd, offset: 2)),
        ("1.e5", JSONError(.invalidNumber, offset: 2)),
        ("1e", JSONError(.unexpectedEnd, offset: 2)),
        ("1e+", JSONError(.unexpectedEnd, offset: 3)),
        ("[1e+]", JSONError(.invalidNumber, offset: 4)),
        ("01", JSONError(.invalidNumber, offset: 0)),
        ("-01", JSONError(.invalidNumber, offset: 0)),
        ("00", JSONError(.invalidNumber, offset: 0)),
        ("0x1", JSONError(.trailingContent, offset: 1)),
        ("1_000", JSONError(.trailingContent, offset: 1)),
        ("--1", JSONError(.invalidNumber, offset: 1)),
        ("１", JSONError(.unexpectedByte(0xEF), offset: 0)),
        ("\"", JSONError(.unexpectedEnd, offset: 1)),
        ("\"a", JSONError(.unexpectedEnd, offset: 2)),
        ("'a'", JSONError(.unexpectedByte(0x27), offset: 0)),
        ("\"\\\"", JSONError(.unexpectedEnd, offset: 3)),
        ("\"\\", JSONError(.unexpectedEnd, offset: 2)),
        ("\"\\a\"", JSONError(.invalidEscape, offset: 1)),
        ("\"\\x41\"", JSONError(.invalidEscape, offset: 1)),
        ("\"\\U0041\"", JSONError(.invalidEscape, offset: 1)),
        ("\"\\u004\"", JSONError(.invalidEscape, offset: 1)),
        ("\"\\u004", JSONError(.unexpectedEnd, offset: 6)),
        ("\"\\u00G1\"", JSONError(.invalidEscape, offset: 1)),
        ("\"\\u+041\"", JSONError(.invalidEscape, offset: 1)),
        ("\"\\uD800\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"\\uDC00\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"\\uD800\\n\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"\\uD800\\u0041\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"\\uD800\\uD800\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"\\uDC00\\uD800\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"\\uD800x\"", JSONError(.loneSurrogate, offset: 1)),
        ("\"a\nb\"", JSONError(.controlCharacter(0x0A), offset: 2)),
        ("\"\t\"", JSONError(.controlCharacter(0x09), offset: 1)),
        ("\"a\0\"", JSONError(.controlCharacter(0), offset: 2)),
        ("\"12345678\u{1F}\"", JSONError(.controlCharacter(0x1F), offset: 9)),
        ("[", JSONError(.unexpectedEnd, offset: 1)),
        ("[1", JSONError(.unexpectedEnd, offset: 2)),
        ("[1,", JSONError(.unexpectedEnd, offset: 3)),
        ("[1,]", JSONError(.unexpectedByte(0x5D), offset: 3)),
        ("[,1]", JSONError(.unexpectedByte(0x2C), offset: 1)),
        ("[,]", JSONError(.unexpectedByte(0x2C), offset: 1)),
        ("[1,,2]", JSONError(.unexpectedByte(0x2C), offset: 3)),
        ("[1 2]", JSONError(.unexpectedByte(0x32), offset: 3)),
        ("[1}", JSONError(.unexpectedByte(0x7D), offset: 2)),
        ("[1:2]", JSONError(.unexpectedByte(0x3A), offset: 2)),
        ("]", JSONError(.unexpectedByte(0x5D), offset: 0)),
        ("{", JSONError(.unexpectedEnd, offset: 1)),
        ("{\"a\"", JSONError(.unexpectedEnd, offset: 4)),
        ("{\"a\":", JSONError(.unexpectedEnd, offset: 5)),
        ("{\"a\":1", JSONError(.unexpectedEnd, offset: 6)),
        ("{\"a\":1,", JSONError(.unexpectedEnd, offset: 7)),
        ("{\"a\":1,}", JSONError(.unexpectedByte(0x7D), offset: 7)),
        ("{,}", JSONError(.unexpectedByte(0x2C), offset: 1)),
        ("{\"a\":}", JSONError(.unexpectedByte(0x7D), offset: 5)),
        ("{\"a\" 1}", JSONError(.unexpectedByte(0x31), offset: 5)),
        ("{\"a\",1}", JSONError(.unexpectedByte(0x2C), offset: 4)),
        ("{a:1}", JSONError(.unexpectedByte(0x61), offset: 1)),
        ("{1:1}", JSONError(.unexpectedByte(0x31), offset: 1)),
        ("{null:1}", JSONError(.unexpectedByte(0x6E), offset: 1)),
        ("{\"a\":1]", JSONError(.unexpectedByte(0x5D), offset: 6)),
        ("{\"a\":1 \"b\":2}", JSONError(.unexpectedByte(0x22), offset: 7)),
        ("[1] // no", JSONError(.trailingContent, offset: 4)),
        ("/**/1", JSONError(.unexpectedByte(0x2F), offset: 0)),
        ("[\u{A0}1]", JSONError(.unexpectedByte(0xC2), offset: 1)),
        ("[\u{0B}1]", JSONError(.unexpectedByte(0x0B), offset: 1)),
        ("\u{2028}1", JSONError(.unexpectedByte(0xE2), offset: 0)),
    ]

    @Test(arguments: refused)
    func `refuses what RFC 8259 does not allow`(_ text: String, _ error: JSONError) {
        #expect(throws: error) { try JSONDocument(parsing: Array(text.utf8)) }
    }

    // MARK: Depth and size

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func `nests up to the limit and no deeper`(_ opening: String, _ closing: String) throws {
        func text(_ depth: Int) -> [UInt8] {
            let inside = opening == "[" ? "" : "0"
            return Array(
                (String(repeating: opening, count: depth) + inside
                    + String(repeating: closing, count: depth)).utf8)
        }
        _ = try JSONDocument(parsing: text(64))
        #expect(throws: JSONError(.tooDeep, offset: 64 * opening.utf8.count)) {
            try JSONDocument(parsing: text(65))
        }
        #expect(throws: JSONError(.tooDeep, offset: 64 * opening.utf8.count)) {
            try JSONDocument(parsing: text(200_000))
        }
    }

    @Test func `refuses two hundred thousand closed brackets in a row`() {
        let text = String(repeating: "[]", count: 100_000)
        #expect(throws: JSONError(.trailingContent, offset: 2)) {
            try JSONDocument(parsing: Array(text.utf8))
        }
    }

    @Test func `bounds the number of values`() throws {
        func text(_ values: Int) -> [UInt8] {
            Array(("[0" + String(repeating: ",0", count: values - 1) + "]").utf8)
        }
        let limit = JSONDocument.valueLimit
        // The array counts too.
        _ = try JSONDocument(parsing: text(limit - 1))
        #expect(throws: JSONError(.tooLarge, offset: 2 * limit - 1)) {
            try JSONDocument(parsing: text(limit))
        }
    }

    // MARK: UTF-8

    /// Unicode 16, table 3-7: the first and last of each row, and their neighbours outside.
    static let malformedUTF8: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x7F],
        [0xC2, 0xC0], [0xDF, 0xC0], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0],
        [0xE0, 0xA0, 0x7F], [0xE0, 0xA0, 0xC0], [0xE1, 0x80], [0xE1, 0x7F, 0x80],
        [0xED, 0xA0, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
        [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80],
        [0xF1, 0x80, 0x80, 0x7F], [0xF4, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF],
        [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFE], [0xFF],
    ]
    static let wellFormedUTF8: [[UInt8]] = [
        [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE0, 0xBF, 0xBF], [0xE1, 0x80, 0x80],
        [0xEC, 0xBF, 0xBF], [0xED, 0x80, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
        [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF0, 0xBF, 0xBF, 0xBF],
        [0xF1, 0x80, 0x80, 0x80], [0xF3, 0xBF, 0xBF, 0xBF], [0xF4, 0x80, 0x80, 0x80],
        [0xF4, 0x8F, 0xBF, 0xBF],
    ]

    @Test(arguments: malformedUTF8) func `refuses malformed UTF-8`(_ bytes: [UInt8]) {
        for padding in 0..<10 {
            let prefix = [0x22] + [UInt8](repeating: 0x61, count: padding)
            #expect(throws: JSONError(.invalidUTF8, offset: 1 + padding)) {
                try JSONDocument(parsing: prefix + bytes + [0x22])
            }
            #expect(throws: JSONError(.invalidUTF8, offset: 1 + padding)) {
                try JSONDocument(parsing: prefix + bytes)
            }
        }
        #expect(throws: JSONError.self) {
            try JSONDocument(parsing: [0x7B, 0x22] + bytes + [0x22, 0x3A, 0x30, 0x7D])
        }
    }

    @Test(arguments: wellFormedUTF8) func `accepts well-formed UTF-8`(_ bytes: [UInt8]) throws {
        for padding in 0..<10 {
            let body = [UInt8](repeating: 0x61, count: padding) + bytes + [0x61]
            let document = try JSONDocument(parsing: [0x22] + body + [0x22])
            #expect(try document.root.utf8Bytes() == body)
        }
    }

    @Test func `judges every byte at every place of a string`() throws {
        for padding in 0..<17 {
            for byte in UInt8.min...UInt8.max {
                var text = [UInt8](repeating: 0x61, count: 20)
                text[0] = 0x22
                text[19] = 0x22
                text[1 + padding] = byte
                let isPlain = byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
                if isPlain {
                    let value = try JSONDocument(parsing: text).root
                    #expect(try value.utf8Bytes() == Array(text[1..<19]))
                } else {
                    #expect(throws: JSONError.self) { try JSONDocument(parsing: text) }
                }
            }
        }
    }
}
