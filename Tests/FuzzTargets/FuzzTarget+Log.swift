import SolanaCodec

extension FuzzTarget {
    /// The lines of a transaction's log.
    static let log = FuzzTarget(name: "log", longest: 768) { bytes throws(Finding) in
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { String($0) }
        let records = LoggedData.all(in: lines)
        let written = lines.count { $0.hasPrefix("Program data:") }
        try expect(records.count <= written, "only such lines are records")
        for record in records {
            try expect(
                lines.contains { $0.hasPrefix("Program \(record.program) invoke") },
                "who wrote was running")
        }
        for line in lines {
            guard let text = InstructionFailure.explanation(ofLogLine: line) else { continue }
            try expect(
                text.unicodeScalars.allSatisfy(PrintableText.isVisible), "an explanation is a line")
        }
    }
}
