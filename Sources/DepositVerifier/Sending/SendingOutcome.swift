/// What a look at the chain says about a signed transaction.
public enum SendingOutcome: Hashable, Sendable {
    /// It succeeded, and its block has at least the commitment asked for.
    case landed(slot: UInt64, Commitment)
    /// It landed with an error, at `finalized`: nothing was transferred, the fee is paid.
    case failedOnChain(slot: UInt64, errJSON: String)
    /// It can no longer land, and it has not.
    case expired(at: BlockHeight, lastValid: BlockHeight)
    /// The simulation before the first send refused it: it was never forwarded.
    case refused(RPCError)
    /// It may still land, or has landed but is not yet as certain as asked for.
    case pending(slot: UInt64?, Commitment?)
    /// We stopped before it was settled; it may still land.
    case unknown(Doubt)

    /// Why we stopped.
    public enum Doubt: Hashable, Sendable {
        /// The time allowed is over; the height of the chain when last asked.
        case timeout(height: BlockHeight?)
        /// No endpoint has answered for this long; the last error.
        case silence(Duration, RPCError)
        /// It is not found, and what an endpoint says is not enough to call it expired.
        case undecided(RPCError)
    }

    /// The final answer that a journal keeps; `nil` while the transaction may still land or a fork
    /// may still be dropped.
    public var settlement: Settlement? {
        switch self {
        case .landed(_, let commitment): commitment >= .confirmed ? .landed : nil
        case .failedOnChain: .failed
        case .expired: .expired
        case .refused: .refused
        case .pending, .unknown: nil
        }
    }
}

/// What happens while a transaction is on its way, for display.
public enum SendingEvent: Hashable, Sendable {
    /// It was handed to an endpoint for the `attempt`th time.
    case sent(attempt: Int)
    /// The cluster has it.
    case seen(slot: UInt64, Commitment)
    /// An endpoint did not answer.
    case silent(RPCError)
}
