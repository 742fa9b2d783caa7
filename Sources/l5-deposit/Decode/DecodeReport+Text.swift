import SolanaCodec

/// The tree for people. Foreign text is escaped, so that one value is always one line.
extension DecodeReport {
    /// The tree, with a line break at its end.
    ///
    /// - Parameter width: the most columns of a line; `nil` for no limit.
    func text(width: Int? = nil) -> String {
        var tree = description.tree
        tree.children.insert(TextTree("given as", input.encoding.rawValue), at: 1)
        return tree.text(width: width)
    }
}
