import DepositVerifier
import Testing

@Suite struct JSONOutputTests {
    static let rows: [(JSONOutput, String)] = [
        (.null, "null"), (.bool(true), "true"), (.bool(false), "false"),
        (.integer(.min), "-9223372036854775808"), (.unsigned(.max), "18446744073709551615"),
        (.array([]), "[]"), (.object([]), "{}"), (.raw(#"{"a": 1}"#), #"{"a": 1}"#),
        (.array([.unsigned(1), .null, .array([.string("")])]), #"[1,null,[""]]"#),
        (.object([("b", .unsigned(1)), ("a", .object([]))]), #"{"b":1,"a":{}}"#),
        (.string("a\"b\\c/d"), #""a\"b\\c/d""#),
        (.string("\n\r\t\u{8}\u{C}\u{0}\u{1F}\u{7F}"), #""\n\r\t\u0008\u000c\u0000\u001f\u007f""#),
        (.string("é€😀"), "\"é€😀\""),
        (.string("\u{85}\u{200B}\u{2028}\u{202E}\u{FEFF}"), #""\u0085\u200b\u2028\u202e\ufeff""#),
        (.string("\u{E0041}"), #""\udb40\udc41""#),
        (.utf8([0x61, 0xFF, 0x62]), "\"a\u{FFFD}b\""),
        (.object([("\n", .null)]), #"{"\n":null}"#),
    ]

    @Test(arguments: rows) func `writes each kind in one way`(_ value: JSONOutput, _ text: String) {
        #expect(value.encoded() == Array(text.utf8))
    }

    @Test func `indents on request`() {
        let value = JSONOutput.object([
            ("a", .array([.unsigned(1), .object([("b", .null)])])), ("c", .array([])),
            ("d", .object([])),
        ])
        let expected = """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": [],
              "d": {}
            }
            """
        #expect(value.encoded(pretty: true) == Array(expected.utf8))
    }

    @Test func `is read back as it was written`() throws {
        for scalar in (0...0x2FFF).compactMap(Unicode.Scalar.init as (Int) -> Unicode.Scalar?)
            + ["\u{FFFD}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}"]
        {
            let text = "a" + String(Character(scalar)) + "b"
            let bytes = JSONOutput.string(text).encoded()
            #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            #expect(try JSONDocument(parsing: bytes).root.utf8Bytes() == Array(text.utf8))
        }
    }
}
