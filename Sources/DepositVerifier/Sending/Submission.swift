/// What the endpoints said to the first send of a deposit.
public enum Submission: Hashable, Sendable {
    /// At least one of them has taken it.
    case acknowledged
    /// None says so, yet it may be on its way; the first error.
    case unanswered(RPCError)
    /// The simulation of every one refused it, and none has it on the chain: it is settled.
    case refused(RPCError)
}
