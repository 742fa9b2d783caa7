/// How sure a node is that a block stays.
public enum Commitment: String, Hashable, Sendable, CaseIterable {
    /// The node has executed it.
    case processed
    /// A supermajority has voted for it.
    case confirmed
    /// It cannot be undone.
    case finalized

    private var rank: Int {
        switch self {
        case .processed: 0
        case .confirmed: 1
        case .finalized: 2
        }
    }
}

extension Commitment: Comparable {
    /// Order of certainty.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
