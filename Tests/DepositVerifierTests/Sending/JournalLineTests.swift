import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct JournalLineTests {
    static let lines: [JournalLine] = [
        .signed(DepositSenderTests.deposit),
        .settled(DepositSenderTests.deposit.signature, .landed),
        .settled(DepositSenderTests.deposit.signature, .expired),
    ]

    @Test(arguments: lines)
    func `reads what it writes, and nothing that was cut off`(line: JournalLine) throws {
        let bytes = line.encoded
        #expect(!bytes.contains(UInt8(ascii: "\n")))
        #expect(try JournalLine(decoding: bytes) == line)
        for length in 0..<bytes.count {
            #expect(try JournalLine(decoding: Array(bytes.prefix(length))) == nil)
        }
    }

    @Test func `writes the documented line`() {
        let line = JournalLine.settled(DepositSenderTests.deposit.signature, .landed)
        #expect(
            String(decoding: line.encoded, as: UTF8.self)
                == #"{"schema":"l5.journal/1","event":"settled","signature":"#
                + "\"\(Golden.v0.signature)\"" + #","outcome":"landed"}"#)
    }

    static let newer = [
        #"{"schema":"l5.journal/2"}"#, "{}", "[]", "1",
        #"{"schema":"l5.journal/1","event":"moved","signature":"\#(Golden.v0.signature)"}"#,
        #"{"schema":"l5.journal/1","event":"settled","signature":"\#(Golden.v0.signature)","#
            + #""outcome":"lost"}"#,
    ]

    @Test(arguments: newer)
    func `refuses a whole line that it does not know`(text: String) {
        #expect(throws: JournalError.newerSchema) {
            try JournalLine(decoding: Array(text.utf8))
        }
    }
}
