import SolanaCodec
import Testing

@testable import l5_deposit

@Suite struct `Parts of a batch` {
    @Test func `lines leave in their order, whatever the order in which they come`() {
        var lines = OrderedLines()
        func put(_ text: String, at place: Int) -> String {
            lines.put(Array(text.utf8), at: place)
            return String(decoding: lines.take(), as: UTF8.self)
        }
        #expect(put("c", at: 2) == "")
        #expect(put("a", at: 0) == "a")
        #expect(put("b", at: 1) == "bc")
        #expect(put("f", at: 5) == "" && put("e", at: 4) == "")
        #expect(lines.next == 3)
        #expect(lines.takeAll() == Array("ef".utf8))
        #expect(lines.takeAll() == [])
    }

    @Test func `the progress counts, and guesses the rest from the length of the list`() {
        var count = BatchProgress.Count(done: 1_000, asked: 500, lines: 2_000, bytes: 178_000)
        #expect(
            BatchProgress.text(count, length: nil, after: .seconds(5)) == "1000 done, 100/s")
        // 178,000 bytes are 2,000 lines, so 890,000 are 10,000, of which 9,000 are left.
        #expect(
            BatchProgress.text(count, length: 890_000, after: .seconds(5))
                == "1000 done, 100/s, about 2 min left")
        count.asked = 0
        #expect(BatchProgress.text(count, length: 890_000, after: .zero) == "1000 done, 0/s")
    }

    @Test func `blank lines and remarks are passed over, and others that name nothing are told`()
        throws
    {
        func item(_ text: String, isCut: Bool = false) -> BatchItem? {
            BatchItem(LineSplitter.Line(number: 7, bytes: Array(text.utf8), isCut: isCut))
        }
        for text in ["", " \t\r", "# 5VERv8", "  #"] { #expect(item(text) == nil) }
        let name = String(repeating: "1", count: 64)
        for text in [name, "  \(name)\r", "https://solscan.io/tx/\(name)?cluster=devnet"] {
            guard case .signature(let signature)? = item(text) else {
                Issue.record("no signature: \(text)")
                continue
            }
            #expect(signature.description == name)
        }
        for (text, isCut) in [("bogus", false), (name + " x", false), (name, true)] {
            guard case .malformed(let failure)? = item(text, isCut: isCut) else {
                Issue.record("not malformed: \(text)")
                continue
            }
            #expect(failure.exit == .rejected)
            #expect(failure.what.hasPrefix("line 7: "))
            #expect(failure.members.map(\.0) == ["line"])
        }
    }
}
