/// Lines that come in any order and leave in theirs.
struct OrderedLines {
    private var kept: [Int: [UInt8]] = [:]
    /// The place of the first line that has not come yet.
    private(set) var next = 0

    mutating func put(_ line: [UInt8], at place: Int) { kept[place] = line }

    /// The lines whose turn it is.
    mutating func take() -> [UInt8] {
        var lines: [UInt8] = []
        while let line = kept.removeValue(forKey: next) {
            lines += line
            next += 1
        }
        return lines
    }

    /// All lines that have come, over the gaps between them.
    mutating func takeAll() -> [UInt8] {
        defer { kept = [:] }
        return kept.sorted { $0.key < $1.key }.flatMap(\.value)
    }
}
