import DepositVerifier
import SolanaCodec
import Testing

@Suite struct JournalContentTests {
    static let lines: [JournalLine] = [
        .signed(DepositSenderTests.deposit),
        .settled(DepositSenderTests.deposit.signature, .landed),
    ]
    static let lineBreak = UInt8(ascii: "\n")
    static let whole = lines.flatMap { $0.encoded + [lineBreak] }

    @Test func `reads whole lines`() throws {
        let content = try JournalContent(parsing: Self.whole)
        #expect(content.lines == Self.lines)
        #expect(content.length == Self.whole.count)
        #expect(!content.lacksLineBreak)
        #expect(try JournalContent(parsing: []).lines.isEmpty)
    }

    @Test func `passes over a torn last line`() throws {
        let line = Self.lines[0].encoded
        for count in 1..<line.count {
            let content = try JournalContent(parsing: Self.whole + line.prefix(count))
            #expect(content.lines == Self.lines)
            #expect(content.length == Self.whole.count)
        }
        let zeros = try JournalContent(parsing: Self.whole + [0, 0, 0])
        #expect(zeros.length == Self.whole.count)
    }

    @Test func `keeps a last line that lacks only its line break`() throws {
        let content = try JournalContent(parsing: Self.whole.dropLast())
        #expect(content.lines == Self.lines)
        #expect(content.length == Self.whole.count - 1)
        #expect(content.lacksLineBreak)
    }

    @Test(arguments: ["", "{", "\0", "{\"schema\":\"l5.journal/1\",\"event\":\"sig"])
    func `refuses a damaged line before the last`(damage: String) {
        let bytes = Self.lines[0].encoded + [Self.lineBreak] + Array(damage.utf8) + [Self.lineBreak]
        for rest in [[], Self.whole, Self.lines[1].encoded] {
            #expect(throws: JournalError.inaccessible("line 2 is damaged")) {
                try JournalContent(parsing: bytes + rest)
            }
        }
    }

    @Test func `refuses a line that it does not know, whole or last`() {
        let newer = Array(#"{"schema":"l5.journal/2"}"#.utf8)
        for end in [[], [Self.lineBreak]] {
            #expect(throws: JournalError.newerSchema) {
                try JournalContent(parsing: Self.whole + newer + end)
            }
        }
    }
}
