import Synchronization

/// A clock of any kind, read as the time since the stopwatch was made.
struct Stopwatch: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let pause: @Sendable (Duration) async throws -> Void

    init(_ clock: some Clock<Duration>) {
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
        pause = { try await clock.sleep(for: $0) }
    }

    var now: Duration { elapsed() }

    func sleep(for duration: Duration) async throws { try await pause(duration) }
}

/// One generator that several tasks draw from.
struct SharedGenerator: RandomNumberGenerator, Sendable {
    private final class Box: Sendable {
        let generator: Mutex<any RandomNumberGenerator & Sendable>
        init(_ generator: any RandomNumberGenerator & Sendable) {
            self.generator = Mutex(generator)
        }
    }

    private let box: Box

    init(_ generator: any RandomNumberGenerator & Sendable) { box = Box(generator) }

    func next() -> UInt64 { box.generator.withLock { $0.next() } }
}
