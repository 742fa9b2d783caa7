import DepositVerifier
import Testing

@Suite struct JSONValueTests {
    static func parse(_ text: String) throws -> JSONValue {
        try JSONDocument(parsing: Array(text.utf8)).root
    }

    // MARK: Members

    @Test func `finds members and tells absent from null`() throws {
        let value = try Self.parse(#"{"a":1,"b":null,"":2,"c":{"a":3}}"#)
        #expect(try value.required("a").uint64() == 1)
        #expect(try value.required("").uint64() == 2)
        #expect(try value.required("c").required("a").uint64() == 3)
        #expect(try value.member("b")?.isNull == true)
        #expect(try value.present("b") == nil)
        #expect(try value.member("d") == nil)
        #expect(throws: JSONError(.missingMember("d"), offset: 0)) { try value.required("d") }
    }

    static let duplicates = [
        #"{"err":null,"err":{}}"#, #"{"err":null,"x":1,"\u0065rr":{}}"#,
        #"{"\u0065rr":null,"e\u0072r":{}}"#, #"{"x":{"err":1},"err":null,"er\u0072":null}"#,
    ]

    @Test(arguments: duplicates)
    func `refuses a key that occurs twice, escaped or not, when it is read`(_ text: String) throws {
        let value = try Self.parse(text)
        let error = #expect(throws: JSONError.self) { try value.member("err") }
        #expect(error?.kind == .duplicateKey("err"))
        #expect(try value.member("other") == nil)
    }

    @Test func `takes an escaped key for the key it spells`() throws {
        #expect(try Self.parse(#"{"\u0065rr":7}"#).required("err").uint64() == 7)
        #expect(try Self.parse(#"{"a\/b":7}"#).required("a/b").uint64() == 7)
        #expect(try Self.parse(#"{"\ud83d\ude00":7}"#).required("😀").uint64() == 7)
    }

    @Test func `compares keys by bytes, not by canonical equivalence`() throws {
        let value = try Self.parse("{\"A\u{301}\":1}")
        #expect(try value.member("\u{C1}") == nil)
        #expect(try value.member("A\u{301}") != nil)
    }

    @Test func `lists members and elements in their order`() throws {
        let members = try Self.parse(#"{"b":[1,2],"a":"x","b":{}}"#).object()
        #expect(members.map(\.key) == ["b", "a", "b"])
        #expect(members.map(\.value.kind) == [.array, .string, .object])
        let elements = try Self.parse(#"[1,[2,3],{"a":[4]},"5"]"#).array()
        #expect(elements.map(\.sourceText) == ["1", "[2,3]", #"{"a":[4]}"#, #""5""#])
        #expect(try Self.parse("[]").array().map(\.offset).isEmpty)
    }

    // MARK: Numbers

    static let exact: [(String, UInt64)] = [
        ("0", 0), ("1", 1), ("9007199254740993", 9_007_199_254_740_993),
        ("9223372036854775807", 9_223_372_036_854_775_807),
        ("9223372036854775808", 9_223_372_036_854_775_808),
        ("18446744073709551614", 18_446_744_073_709_551_614),
        ("18446744073709551615", .max),
    ]

    @Test(arguments: exact) func `reads integers exactly`(_ text: String, _ value: UInt64) throws {
        #expect(try Self.parse(text).uint64() == value)
        #expect(try Self.parse(" \(text) ").numberText() == text)
    }

    @Test(arguments: [
        "18446744073709551616", "18446744073709551625", "28446744073709551615",
        "99999999999999999999", "184467440737095516150", "-0", "-1", "1.0", "0.0", "1e3", "1E3",
        "0e0", "1.5",
    ])
    func `refuses what is no exact unsigned integer`(_ text: String) throws {
        let value = try Self.parse(text)
        #expect(throws: JSONError(.inexactInteger, offset: 0)) { try value.uint64() }
    }

    static let signed: [(String, Int64?)] = [
        ("0", 0), ("-1", -1), ("9223372036854775807", .max), ("9223372036854775808", nil),
        ("-9223372036854775808", .min), ("-9223372036854775809", nil), ("-0", nil),
        ("-1.0", nil), ("-1e1", nil), ("-18446744073709551616", nil),
    ]

    @Test(arguments: signed)
    func `reads signed integers exactly`(_ text: String, _ expected: Int64?) throws {
        let value = try Self.parse(text)
        if let expected {
            #expect(try value.int64() == expected)
        } else {
            #expect(throws: JSONError(.inexactInteger, offset: 0)) { try value.int64() }
        }
    }

    @Test func `narrows integers only if they fit`() throws {
        #expect(try Self.parse("255").integer(as: UInt8.self) == 255)
        #expect(throws: JSONError(.inexactInteger, offset: 0)) {
            try Self.parse("256").integer(as: UInt8.self)
        }
        #expect(throws: JSONError(.inexactInteger, offset: 0)) {
            try Self.parse("9223372036854775808").integer(as: Int.self)
        }
    }

    // MARK: Strings and kinds

    @Test func `resolves every escape`() throws {
        let value = try Self.parse(#""\"\\\/\b\f\n\r\t\u0000\u00E9\u20aC\uD83D\uDE00x""#)
        let expected: [UInt8] =
            [0x22, 0x5C, 0x2F, 0x08, 0x0C, 0x0A, 0x0D, 0x09, 0x00] + Array("é€😀x".utf8)
        #expect(try value.utf8Bytes() == expected)
        #expect(try Array(value.string().utf8) == expected)
    }

    @Test func `keeps the source text and can strip the blanks between its parts`() throws {
        let text = "{ \"a b\" :\n[ 1.50 , \"x \\\" \\\\\" , null ] }"
        let value = try Self.parse(text)
        #expect(value.sourceText == text)
        #expect(value.compactText == #"{"a b":[1.50,"x \" \\",null]}"#)
        #expect(try value.required("a b").sourceText == #"[ 1.50 , "x \" \\" , null ]"#)
    }

    static let kinds: [(String, JSONValue.Kind)] = [
        ("null", .null), ("true", .boolean), ("1", .number), ("\"1\"", .string), ("[]", .array),
        ("{}", .object),
    ]

    @Test(arguments: kinds)
    func `reads a value only as its own kind`(_ text: String, _ kind: JSONValue.Kind) throws {
        let value = try Self.parse(text)
        #expect(value.kind == kind)
        func check(_ expected: JSONValue.Kind, _ read: () throws -> Void) {
            if expected == kind {
                #expect(throws: Never.self) { try read() }
            } else {
                #expect(
                    throws: JSONError(.wrongKind(found: kind, expected: expected), offset: 0)
                ) { try read() }
            }
        }
        check(.boolean) { _ = try value.bool() }
        check(.number) { _ = try value.uint64() }
        check(.number) { _ = try value.int64() }
        check(.number) { _ = try value.numberText() }
        check(.string) { _ = try value.string() }
        check(.string) { _ = try value.utf8Bytes() }
        check(.array) { _ = try value.array() }
        check(.object) { _ = try value.object() }
        check(.object) { _ = try value.member("a") }
    }

    @Test func `reads both Booleans`() throws {
        #expect(try Self.parse("true").bool())
        #expect(try Self.parse("false").bool() == false)
    }

    // MARK: Places

    @Test func `names the path to a byte`() throws {
        let text = #"{"result":{"meta":{"pre":[10,{"x\n":[5]}]}},"id":1}"#
        let document = try JSONDocument(parsing: Array(text.utf8))
        let pre = try document.root.required("result").required("meta").required("pre")
        let elements = Array(try pre.array())
        #expect(document.path(toOffset: 0) == "")
        #expect(document.path(toOffset: pre.offset) == "result.meta.pre")
        #expect(document.path(toOffset: elements[0].offset) == "result.meta.pre[0]")
        let inner = try elements[1].required("x\n").array().map(\.offset)
        #expect(document.path(toOffset: inner[0]) == #"result.meta.pre[1].x\u{a}[0]"#)
        #expect(document.path(toOffset: 1_000) == "")
        #expect(document.path(toOffset: -1) == "")
    }
}
