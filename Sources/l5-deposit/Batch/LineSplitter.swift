/// Cuts a stream of bytes into lines, and counts them.
struct LineSplitter {
    /// A line without its break.
    struct Line: Hashable {
        /// Counted from 1.
        var number: Int
        var bytes: [UInt8]
        /// Whether its end was left out because it exceeds the limit.
        var isCut = false
    }

    /// The longest line that is kept whole.
    let limit: Int
    /// The line that has not ended yet.
    private var partial: Line

    init(limit: Int) {
        self.limit = limit
        partial = Line(number: 1, bytes: [])
    }

    /// The lines that end in `bytes`, which follow those given before.
    mutating func lines(in bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            append(rest[..<end])
            lines.append(partial)
            partial = Line(number: partial.number + 1, bytes: [])
            rest = rest[(end + 1)...]
        }
        append(rest)
        return lines
    }

    /// The last line, if the stream does not end with a break.
    var last: Line? { partial.bytes.isEmpty ? nil : partial }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        let room = limit - partial.bytes.count
        if bytes.count > room { partial.isCut = true }
        partial.bytes += bytes.prefix(room)
    }
}
