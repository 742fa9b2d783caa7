/// How often and how patiently a read is repeated. Only for calls that change nothing.
public struct RetryPolicy: Hashable, Sendable {
    /// How often the operation runs at most, the first time included; at least once.
    public var attempts: Int
    /// The wait before the second attempt; it doubles from there.
    public var firstDelay: Duration
    /// The longest wait.
    public var longestDelay: Duration

    /// A policy from its parts.
    public init(
        attempts: Int = 4, firstDelay: Duration = .milliseconds(250),
        longestDelay: Duration = .seconds(8)
    ) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
    }

    /// Runs `operation` until it succeeds, fails for good, or has used its attempts.
    ///
    /// Between attempts it waits on `clock` for a random time between half the delay and all of
    /// it, so that clients that failed together do not return together.
    ///
    /// - Throws: the last error of `operation`; any but a retryable `RPCError` at once.
    ///   `CancellationError` if the task is cancelled while it waits.
    public func run<Value>(
        clock: some Clock<Duration>, using generator: inout some RandomNumberGenerator,
        _ operation: () async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await operation()
            } catch let error as RPCError where error.isRetryable && attempt < attempts {
                try await clock.sleep(for: delay(after: attempt, using: &generator))
                attempt += 1
            }
        }
    }

    /// The wait after a failed attempt, counted from 1.
    public func delay(
        after attempt: Int, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        var whole = firstDelay
        for _ in 1..<Swift.max(1, attempt) where whole < longestDelay { whole *= 2 }
        whole = Swift.min(whole, longestDelay)
        let share = Int64.random(in: Self.shares / 2...Self.shares, using: &generator)
        return whole * share / Self.shares
    }

    private static let shares: Int64 = 1_024
}
