/// Where an instruction stands in a transaction: `3`; `3.1` for one that a program called; `3.b0` or
/// `3.1.b0` for a child of a Token batch.
public struct InstructionPath: Hashable, Sendable {
    /// Index of the top-level instruction.
    public var outer: Int
    /// Index among the instructions that it called, at all depths, if it is one of them.
    public var inner: Int?
    /// Index within a Token batch, if it is a child of one.
    public var batchChild: Int?

    /// A path from its parts.
    public init(outer: Int, inner: Int? = nil, batchChild: Int? = nil) {
        self.outer = outer
        self.inner = inner
        self.batchChild = batchChild
    }
}

extension InstructionPath: Comparable {
    /// The order of execution.
    public static func < (left: Self, right: Self) -> Bool {
        (left.outer, left.inner ?? -1, left.batchChild ?? -1)
            < (right.outer, right.inner ?? -1, right.batchChild ?? -1)
    }
}

extension InstructionPath: LosslessStringConvertible {
    /// `3`, `2.1`, `2.b0` or `2.1.b0`.
    public var description: String {
        var text = String(outer)
        if let inner { text += ".\(inner)" }
        if let batchChild { text += ".b\(batchChild)" }
        return text
    }

    /// Parses the text form; `nil` for anything else.
    public init?(_ description: String) {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let outer = Self.index(first) else { return nil }
        var rest = parts.dropFirst()
        self.init(outer: outer)
        if let part = rest.first, let index = Self.index(part) {
            inner = index
            rest = rest.dropFirst()
        }
        if let part = rest.first, part.utf8.first == UInt8(ascii: "b"),
            let index = Self.index(part.dropFirst())
        {
            batchChild = index
            rest = rest.dropFirst()
        }
        guard rest.isEmpty else { return nil }
    }

    private static func index(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            text == "0" || text.utf8.first != UInt8(ascii: "0")
        else { return nil }
        return Int(text)
    }
}
