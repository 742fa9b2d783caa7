import DepositVerifier
import Synchronization

/// An endpoint that answers each method by a rule of the test, and counts.
final class SendingScript: RPCTransport {
    let operatorName = "scripted"
    private let answer: @Sendable (String, Int) -> Result<String, RPCError>
    private let counts = Mutex<[String: Int]>([:])
    private let unrepeatable = Mutex<Set<String>>([])

    /// - Parameter answer: the result as JSON for a method and how often it was called, from 0.
    init(_ answer: @escaping @Sendable (String, Int) -> Result<String, RPCError>) {
        self.answer = answer
    }

    func count(_ method: String) -> Int { counts.withLock { $0[method] ?? 0 } }

    /// Methods that the transport may not repeat by itself.
    var onceOnly: Set<String> { unrepeatable.withLock { $0 } }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        let request = try JSONDocument(parsing: body).root
        let method = try request.required("method").string()
        let id = try request.required("id").uint64()
        if !delivery.isRepeatable { _ = unrepeatable.withLock { $0.insert(method) } }
        let number = counts.withLock { counts in
            defer { counts[method, default: 0] += 1 }
            return counts[method] ?? 0
        }
        let result = try answer(method, number).get()
        return Array(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#.utf8)
    }
}

/// An endpoint that answers only when nobody waits any more.
struct DeafEndpoint: RPCTransport {
    let operatorName = "deaf"

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        // The stream has no end but that of the task.
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        defer { continuation.finish() }
        for await _ in stream {}
        throw CancellationError()
    }
}

/// An endpoint that lets every request wait for as long as it may.
struct HangingEndpoint: RPCTransport {
    let operatorName = "hanging"
    let clock: ManualClock

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        clock.pass(delivery.timeLimit ?? .seconds(3_600))
        throw RPCError(.timeout, "scripted: no answer in time")
    }
}

/// Keeps what a sender reports.
final class EventList: Sendable {
    private let list = Mutex<[SendingEvent]>([])
    var events: [SendingEvent] { list.withLock { $0 } }
    @Sendable func add(_ event: SendingEvent) { list.withLock { $0.append(event) } }
}

/// A clock that jumps to the end of every wait.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let time = Mutex(Instant(offset: .zero))
    var now: Instant { time.withLock { $0 } }
    var minimumResolution: Duration { .nanoseconds(1) }

    /// Lets time pass.
    func pass(_ duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        time.withLock { $0 = max($0, deadline) }
    }
}

/// A journal in memory.
final class MemoryJournal: SendingJournal {
    private let content = Mutex<[JournalLine]>([])

    func lines() throws(JournalError) -> [JournalLine] { content.withLock { $0 } }

    func append(
        _ line: JournalLine, unless check: ([JournalLine]) throws(JournalError) -> Void
    ) throws(JournalError) {
        try check(lines())
        content.withLock { $0.append(line) }
    }
}
