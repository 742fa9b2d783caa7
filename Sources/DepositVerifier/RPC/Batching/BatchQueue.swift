/// Who waits to be sent to an endpoint, and what is known of how it takes batches.
struct BatchQueue {
    /// What a call that has waited is told.
    enum Turn: Sendable {
        /// Its answer.
        case answered([UInt8])
        /// To send itself, and those that wait with it.
        case lead
        /// To send itself alone.
        case alone
    }

    struct Waiting: Sendable {
        var call: BatchCall
        var continuation: CheckedContinuation<Turn, any Error>
    }

    private var waiting: [Waiting] = []
    /// Those before this place have left.
    private var head = 0
    private var freeLanes: Int
    /// The most calls in one batch; 1 for an endpoint that takes no batches.
    private(set) var callLimit: Int
    private let byteLimit: Int
    private var nextNumber: UInt64 = 1

    init(_ limits: BatchingTransport.Limits) {
        freeLanes = limits.lanes
        callLimit = limits.calls
        byteLimit = limits.requestBytes
    }

    /// Whether the endpoint takes batches, as far as is known.
    var takesBatches: Bool { callLimit > 1 }

    /// How many wait.
    var count: Int { waiting.count - head }

    // MARK: Lanes

    /// Takes a lane, if one is free.
    mutating func enter() -> Bool {
        guard freeLanes > 0 else { return false }
        freeLanes -= 1
        return true
    }

    /// Gives a lane to the one that waits longest, if there is one; otherwise it is free.
    mutating func leave() -> Waiting? {
        if let next = pop() { return next }
        freeLanes += 1
        return nil
    }

    mutating func wait(_ newcomer: Waiting) { waiting.append(newcomer) }

    /// Puts those back that were about to be sent.
    mutating func putBack(_ members: [Waiting]) {
        waiting = members + waiting[head...]
        head = 0
    }

    /// Empties the queue.
    mutating func takeAll() -> [Waiting] {
        defer { (waiting, head) = ([], 0) }
        return Array(waiting[head...])
    }

    private mutating func pop() -> Waiting? {
        guard head < waiting.count else { return nil }
        defer {
            head += 1
            if head == waiting.count { (waiting, head) = ([], 0) }
        }
        return waiting[head]
    }

    // MARK: Batches

    /// Takes those out of the queue that may leave with `leader`, the longest waiting first.
    ///
    /// One whose time is much longer or shorter than the leader's waits on: the whole batch has the
    /// shortest time of all.
    mutating func companions(of leader: BatchCall, at now: Duration) -> [Waiting] {
        var members: [Waiting] = []
        var bytes = leader.body.count + 2
        while head < waiting.count, members.count + 1 < callLimit {
            let call = waiting[head].call
            bytes += call.body.count + BatchCall.numberLength
            guard bytes <= byteLimit, Self.agree(leader.end, call.end, at: now),
                let next = pop()
            else { break }
            members.append(next)
        }
        return members
    }

    /// Numbers for a batch of so many calls, the first of them; no two batches share one.
    mutating func numbers(_ count: Int) -> UInt64 {
        defer { nextNumber &+= UInt64(count) }
        return nextNumber
    }

    /// From now on every call goes alone.
    mutating func refuseBatches() { callLimit = 1 }

    /// From now on batches are half as large as one whose answer was too long.
    mutating func halve(_ count: Int) { callLimit = Swift.max(1, Swift.min(callLimit, count / 2)) }

    /// Whether neither of two calls has more than twice the time of the other.
    private static func agree(_ left: Duration?, _ right: Duration?, at now: Duration) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        let (first, second) = (left - now, right - now)
        return first <= second * 2 && second <= first * 2
    }
}
