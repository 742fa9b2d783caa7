import Testing

@testable import l5_deposit

@Suite struct LineSplitterTests {
    private func split(_ pieces: [String], limit: Int = 100) -> [String] {
        var splitter = LineSplitter(limit: limit)
        var lines = pieces.flatMap { splitter.lines(in: Array($0.utf8)) }
        if let last = splitter.last { lines.append(last) }
        return lines.map {
            "\($0.number):\(String(decoding: $0.bytes, as: UTF8.self))\($0.isCut ? "…" : "")"
        }
    }

    @Test func `wherever the pieces end, the lines are the same`() {
        let text = Array("one\n\ntwo\r\nthree")
        for first in 0...text.count {
            for second in first...text.count {
                let pieces = [text[..<first], text[first..<second], text[second...]]
                #expect(
                    split(pieces.map { String($0) }) == ["1:one", "2:", "3:two\r", "4:three"])
            }
        }
    }

    @Test func `an end of the last line makes no line of its own`() {
        #expect(split(["one\n", "two\n"]) == ["1:one", "2:two"])
        #expect(split(["", "\n"]) == ["1:"])
        #expect(split([]) == [])
    }

    @Test func `of a long line the beginning is kept, and its end still counts`() {
        #expect(split(["abc", "def", "g\nhi"], limit: 4) == ["1:abcd…", "2:hi"])
        #expect(split(["abcd\n"], limit: 4) == ["1:abcd"])
    }
}
