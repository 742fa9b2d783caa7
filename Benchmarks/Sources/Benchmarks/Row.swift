/// One comparison: our public function against an anchor that does the same job.
struct Row: Sendable {
    /// Names the row in the table and on the command line.
    var name: String
    /// The other side.
    var anchor: String
    /// The largest ratio of our time to the anchor's that meets the target; `nil`: for information.
    var target: Double?
    /// Makes the inputs, makes sure that both sides give equal answers on all of them, and returns
    /// what is to be measured.
    var prepare: @Sendable () throws -> Contest
}

/// The two sides of a row, each going through the same pool of inputs in one pass.
struct Contest {
    /// Operations in one pass.
    var operations: Int
    /// Our side. Returns something that depends on every result, so that none is optimised away.
    var ours: () -> UInt64
    /// The anchor.
    var anchor: Anchor
}

/// How an anchor is run.
enum Anchor {
    /// A pass in this process. Returns something that depends on every result.
    case here(() -> UInt64)
    /// That many passes in another process, which measures its own CPU time in nanoseconds.
    case elsewhere((_ passes: Int) throws -> UInt64)
}

/// Two sides disagree, so comparing their times would mean nothing.
struct Disagreement: Error, CustomStringConvertible {
    var row: String
    var index: Int

    var description: String { "\(row): the answers for input \(index) differ" }
}

/// Throws unless all answers are equal.
func expectEqual<Answer: Equatable>(_ ours: [Answer], _ theirs: [Answer], row: String) throws {
    guard ours.count == theirs.count else { throw Disagreement(row: row, index: -1) }
    for (index, answers) in zip(ours, theirs).enumerated() where answers.0 != answers.1 {
        throw Disagreement(row: row, index: index)
    }
}
