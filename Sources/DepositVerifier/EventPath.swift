public import SolanaCodec

/// Where in a transaction a transfer stands: top-level instruction, inner instruction, batch child.
///
/// Text form: `3`, `2.1`, `2.b0`, `2.1.b0`. An inner index counts the instructions that the chain
/// recorded under the top-level one, without echoes of batch children.
public struct EventPath: Hashable, Sendable {
    /// Index of the top-level instruction.
    public var outer: Int
    /// Index among its inner instructions, if it is one of them.
    public var inner: Int?
    /// Index within a Token batch instruction, if it is a child of one.
    public var batchChild: Int?

    /// A path from its parts.
    public init(outer: Int, inner: Int? = nil, batchChild: Int? = nil) {
        self.outer = outer
        self.inner = inner
        self.batchChild = batchChild
    }
}

extension EventPath: Comparable {
    /// The order of execution.
    public static func < (left: Self, right: Self) -> Bool {
        (left.outer, left.inner ?? -1, left.batchChild ?? -1)
            < (right.outer, right.inner ?? -1, right.batchChild ?? -1)
    }
}

extension EventPath: LosslessStringConvertible {
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

/// The key of a deposit: cluster, transaction, and where in the transaction.
public struct DepositID: Hashable, Sendable {
    /// The cluster's genesis hash.
    public var genesis: Blockhash
    /// The transaction's first signature.
    public var signature: Signature
    /// The transfer within the transaction.
    public var path: EventPath

    /// A key from its parts.
    public init(genesis: Blockhash, signature: Signature, path: EventPath) {
        self.genesis = genesis
        self.signature = signature
        self.path = path
    }
}
