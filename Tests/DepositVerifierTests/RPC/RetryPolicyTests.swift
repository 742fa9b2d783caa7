import DepositVerifier
import Synchronization
import Testing

/// A clock that stands still until somebody sleeps, and then jumps.
private final class JumpingClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let time = Mutex(Duration.zero)
    private let slept = Mutex<[Duration]>([])

    var now: Instant { Instant(offset: time.withLock { $0 }) }
    var minimumResolution: Duration { .zero }
    var sleeps: [Duration] { slept.withLock { $0 } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        let start = now
        slept.withLock { $0.append(start.duration(to: deadline)) }
        time.withLock { $0 = deadline.offset }
    }
}

/// Always the same bits.
private struct ConstantGenerator: RandomNumberGenerator {
    var value: UInt64
    mutating func next() -> UInt64 { value }
}

@Suite struct RetryPolicyTests {
    /// Runs against failures that come before a success, and counts the attempts.
    static func run(
        _ policy: RetryPolicy, failures: [any Error]
    ) async -> (result: Result<Int, any Error>, sleeps: [Duration]) {
        let clock = JumpingClock()
        var generator = ConstantGenerator(value: .max)
        var attempts = 0
        do {
            let attempt = try await policy.run(clock: clock, using: &generator) {
                attempts += 1
                if attempts <= failures.count { throw failures[attempts - 1] }
                return attempts
            }
            return (.success(attempt), clock.sleeps)
        } catch {
            return (.failure(error), clock.sleeps)
        }
    }

    static let passing: [RPCError.Code] = [
        .rateLimited, .timeout, .transport, .http(status: 503), .server(code: -32016),
    ]

    @Test(arguments: passing)
    func `repeats what may pass`(_ code: RPCError.Code) async throws {
        let run = await Self.run(RetryPolicy(), failures: [RPCError(code, ""), RPCError(code, "")])
        #expect(try run.result.get() == 3)
        #expect(run.sleeps == [.milliseconds(250), .milliseconds(500)])
    }

    @Test func `gives up after its attempts with the last error`() async throws {
        let failures = (0..<9).map { RPCError(.timeout, "\($0)") }
        let run = await Self.run(
            RetryPolicy(attempts: 6, firstDelay: .seconds(1), longestDelay: .seconds(5)),
            failures: failures)
        #expect(throws: failures[5]) { try run.result.get() }
        #expect(run.sleeps == [1, 2, 4, 5, 5].map { .seconds($0) })
    }

    @Test(arguments: [0, 1, -1])
    func `runs once without attempts to spare`(_ attempts: Int) async throws {
        let run = await Self.run(
            RetryPolicy(attempts: attempts), failures: [RPCError(.timeout, "")])
        #expect(throws: RPCError(.timeout, "")) { try run.result.get() }
        #expect(run.sleeps.isEmpty)
    }

    @Test func `does not repeat what stays`() async throws {
        let failures: [any Error] = [
            RPCError(.malformed, ""), RPCError(.server(code: -32602), ""),
            RPCError(.oversized, ""), CancellationError(),
        ]
        for failure in failures {
            let run = await Self.run(RetryPolicy(), failures: [failure])
            #expect(throws: (any Error).self) { try run.result.get() }
            #expect(run.sleeps.isEmpty)
        }
    }

    @Test func `waits between half the delay and all of it`() {
        let policy = RetryPolicy(firstDelay: .seconds(2), longestDelay: .seconds(60))
        var lowest = ConstantGenerator(value: 1)
        #expect(policy.delay(after: 1, using: &lowest) == .seconds(1))
        #expect(policy.delay(after: 3, using: &lowest) == .seconds(4))
        var random = SystemRandomNumberGenerator()
        for attempt in 1...10 {
            let delay = policy.delay(after: attempt, using: &random)
            #expect(delay >= .seconds(1) && delay <= .seconds(60))
        }
        #expect(policy.delay(after: 0, using: &lowest) == .seconds(1))
        #expect(policy.delay(after: 1_000, using: &lowest) == .seconds(30))
    }
}
