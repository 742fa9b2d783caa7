import Synchronization

/// Passes requests on, no more of them in a second than the endpoint's operator allows.
///
/// A request that comes too early waits for its turn; the wait counts against its time limit.
public final class PacedTransport: RPCTransport {
    private let base: any RPCTransport
    private let interval: Duration
    private let stopwatch: Stopwatch
    /// When the next request may leave.
    private let turn = Mutex(Duration.zero)

    /// Paces what goes through `base`.
    ///
    /// - Parameter requestsPerSecond: at least 1.
    public init(
        _ base: any RPCTransport, requestsPerSecond: UInt32,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        precondition(requestsPerSecond > 0, "an endpoint that is never asked is none")
        self.base = base
        interval = Duration.seconds(1) / Int(requestsPerSecond)
        stopwatch = Stopwatch(clock)
    }

    /// The operator of the paced transport.
    public var operatorName: String { base.operatorName }
    /// How many connections the paced transport has opened.
    public var connectionCount: Int { base.connectionCount }

    /// Sends when it is the request's turn.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    /// Sends when it is the request's turn.
    ///
    /// - Throws: as the paced transport; `RPCError` of code `.rateLimited` if the turn comes after
    ///   the time limit.
    public func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        let wait = try take(within: delivery.timeLimit)
        if wait > .zero { try await stopwatch.sleep(for: wait) }
        var delivery = delivery
        delivery.timeLimit = delivery.timeLimit.map { $0 - wait }
        return try await base.send(body, as: delivery)
    }

    /// Redacts as the paced transport does.
    public func redact(_ text: [UInt8]) -> [UInt8] { base.redact(text) }

    /// Takes the next turn and gives the time until then.
    private func take(within limit: Duration?) throws(RPCError) -> Duration {
        let now = stopwatch.now
        let wait = turn.withLock { turn -> Duration? in
            let wait = max(turn, now) - now
            if let limit, wait >= limit { return nil }
            turn = now + wait + interval
            return wait
        }
        guard let wait else {
            throw RPCError(.rateLimited, "\(operatorName): the policy allows no request in time")
        }
        return wait
    }
}
