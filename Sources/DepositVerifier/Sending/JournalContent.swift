/// The bytes of a journal, read line by line.
///
/// Only the last line may be torn: one without its line break that cannot be read. A torn line was
/// never followed by a send, because its write had not returned. Any other line that cannot be read
/// may hide a payment, so the whole journal is refused.
public struct JournalContent: Hashable, Sendable {
    /// The lines, oldest first.
    public private(set) var lines: [JournalLine] = []
    /// How many bytes stay: all but a torn last line.
    public private(set) var length = 0
    /// Whether the last line that stays lacks its line break.
    public private(set) var lacksLineBreak = false

    /// Reads a journal.
    ///
    /// - Throws: `JournalError.inaccessible` for a damaged line, `.newerSchema`.
    public init(parsing bytes: [UInt8]) throws(JournalError) {
        var rest = bytes[...]
        var number = 1
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            guard let line = try JournalLine(decoding: Array(rest[..<end])) else {
                throw .inaccessible("line \(number) is damaged")
            }
            lines.append(line)
            rest = rest[(end + 1)...]
            length = end + 1
            number += 1
        }
        guard !rest.isEmpty, let line = try JournalLine(decoding: Array(rest)) else { return }
        lines.append(line)
        length = bytes.count
        lacksLineBreak = true
    }
}
