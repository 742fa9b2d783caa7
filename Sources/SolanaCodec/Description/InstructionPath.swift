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

extension InstructionPath: CustomStringConvertible {
    /// `3`, `3.1`, `3.b0` or `3.1.b0`.
    public var description: String {
        var text = String(outer)
        if let inner { text += ".\(inner)" }
        if let batchChild { text += ".b\(batchChild)" }
        return text
    }
}
