import DepositVerifier
import Synchronization

/// An endpoint that answers each method by a rule of the test, and counts.
final class SendingScript: RPCTransport {
    let operatorName = "scripted"
    private let answer: @Sendable (String, Int) -> Result<String, RPCError>
    private let counts = Mutex<[String: Int]>([:])

    /// - Parameter answer: the result as JSON for a method and how often it was called, from 0.
    init(_ answer: @escaping @Sendable (String, Int) -> Result<String, RPCError>) {
        self.answer = answer
    }

    func count(_ method: String) -> Int { counts.withLock { $0[method] ?? 0 } }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        let request = try JSONDocument(parsing: body).root
        let method = try request.required("method").string()
        let id = try request.required("id").uint64()
        let number = counts.withLock { counts in
            defer { counts[method, default: 0] += 1 }
            return counts[method] ?? 0
        }
        let result = try answer(method, number).get()
        return Array(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#.utf8)
    }
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
