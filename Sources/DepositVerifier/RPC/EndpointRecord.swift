/// What is remembered of an endpoint from one decision to the next.
struct EndpointRecord: Sendable {
    /// How the endpoint proved which cluster it serves.
    struct ClusterCheck: Sendable {
        var time: Duration
        /// The slot of the first block under Alpenglow, if it was asked for and shown.
        var alpenglowSlot: UInt64?
        var exchanges: [RPCExchange]
        /// How many connections had been opened when it was proved.
        var connectionCount: Int
    }

    /// The last check that it passed.
    private(set) var check: ClusterCheck?
    /// How often in a row it gave no usable answer.
    private(set) var failures = 0
    private var restsUntil = Duration.zero
    private var lateUntil = Duration.zero
    private var wasLost = false

    /// R1: how long a check holds.
    static let checkHolds = Duration.seconds(3_600)

    /// How long an endpoint that let others wait is asked after them.
    static let latenessHolds = Duration.seconds(60)

    /// Whether the cluster must be asked for: at the start, over a new connection, after the
    /// endpoint was lost, and every hour.
    func needsCheck(at now: Duration, connectionCount: Int) -> Bool {
        guard let check, !wasLost, check.connectionCount == connectionCount else { return true }
        return now - check.time >= Self.checkHolds
    }

    /// Whether it did not answer in time lately.
    func isLate(at now: Duration) -> Bool { now < lateUntil }

    /// How long it should be left alone.
    func rest(at now: Duration) -> Duration { max(.zero, restsUntil - now) }

    mutating func pass(_ check: ClusterCheck) {
        self.check = check
        wasLost = false
    }

    mutating func succeed() {
        failures = 0
        restsUntil = .zero
        lateUntil = .zero
    }

    mutating func fail(
        _ error: RPCError, at now: Duration, _ retry: RetryPolicy,
        using generator: inout some RandomNumberGenerator
    ) {
        failures += 1
        restsUntil = now + retry.delay(after: failures, using: &generator)
        if error.code == .timeout { lateUntil = now + Self.latenessHolds }
        switch error.code {
        // Behind the same name there may be another machine next time.
        case .transport, .timeout, .http: wasLost = true
        default: break
        }
    }
}
