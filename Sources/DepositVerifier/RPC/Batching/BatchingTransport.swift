import Synchronization

/// Passes requests on; those that come while others are under way leave together, as one JSON-RPC
/// batch.
///
/// Nothing waits for company: a request leaves at once while a lane is free. The one that waits
/// longest gets the next free lane and takes the others along, as many as the limits allow. Each gets
/// the answer with its number and no other; what surrounds this transport, such as a recording, sees
/// single requests and single answers.
///
/// An endpoint that refuses a batch is asked again call by call, and only so from then on. A request
/// that must not be repeated is never part of a batch. A cancelled request keeps its place in the
/// line; it waits no longer than those before it may take.
///
/// Source: JSON-RPC 2.0, section 6.
public final class BatchingTransport: RPCTransport {
    /// How large a batch may grow, and how many may be under way.
    public struct Limits: Hashable, Sendable {
        /// The most calls in one batch.
        public var calls: Int
        /// The longest batch, in bytes.
        public var requestBytes: Int
        /// The most requests under way at the same time.
        public var lanes: Int

        /// Limits that suit hosted endpoints: an Agave node reads bodies of up to 50 KiB
        /// (`MAX_REQUEST_BODY_SIZE`).
        public init(calls: Int = 100, requestBytes: Int = 49_152, lanes: Int = 2) {
            precondition(calls > 0 && lanes > 0, "nothing could ever be sent")
            self.calls = calls
            self.requestBytes = requestBytes
            self.lanes = lanes
        }
    }

    private let base: any RPCTransport
    private let stopwatch: Stopwatch
    private let queue: Mutex<BatchQueue>

    /// Gathers what goes through `base`.
    public init(
        _ base: any RPCTransport, limits: Limits = Limits(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.base = base
        stopwatch = Stopwatch(clock)
        queue = Mutex(BatchQueue(limits))
    }

    /// How many requests wait for a lane.
    var waitingCount: Int { queue.withLock { $0.count } }

    /// The operator of the transport underneath.
    public var operatorName: String { base.operatorName }

    /// How many connections the transport underneath has opened.
    public var connectionCount: Int { base.connectionCount }

    /// Redacts as the transport underneath does.
    public func redact(_ text: [UInt8]) -> [UInt8] { base.redact(text) }

    /// Sends a request, perhaps together with others.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    /// Sends a request, perhaps together with others.
    ///
    /// - Throws: as the transport underneath; `RPCError` of code `.malformed` if the batch was answered
    ///   without this request, or twice for it; `.timeout` if its time ended before its turn.
    public func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        let end = delivery.timeLimit.map { stopwatch.now + $0 }
        guard delivery.isRepeatable, queue.withLock({ $0.takesBatches }),
            let call = BatchCall(body, end: end)
        else { return try await base.send(body, as: delivery) }
        switch try await turn(for: call) {
        case .answered(let answer): return answer
        case .alone: return try await sendAlone(call)
        case .lead: return try await lead(call)
        }
    }

    /// Waits until there is something to do for a call, or its answer is there.
    private func turn(for call: BatchCall) async throws -> BatchQueue.Turn {
        if queue.withLock({ $0.enter() }) { return .lead }
        return try await withCheckedThrowingContinuation { continuation in
            let newcomer = BatchQueue.Waiting(call: call, continuation: continuation)
            let isFree = queue.withLock { queue in
                // A lane may have become free meanwhile.
                if queue.enter() { return true }
                queue.wait(newcomer)
                return false
            }
            if isFree { continuation.resume(returning: .lead) }
        }
    }

    // MARK: Sending

    private func sendAlone(_ call: BatchCall) async throws -> [UInt8] {
        try await base.send(call.body, as: try delivery(until: call.end))
    }

    /// Sends a call with those that wait, hands out their answers, and gives the lane away.
    private func lead(_ leader: BatchCall) async throws -> [UInt8] {
        defer { queue.withLock { $0.leave() }?.continuation.resume(returning: .lead) }
        let now = stopwatch.now
        let members = queue.withLock { $0.companions(of: leader, at: now) }
        guard !members.isEmpty else { return try await sendAlone(leader) }
        let calls = [leader] + members.map(\.call)
        let first = queue.withLock { $0.numbers(calls.count) }
        let answer: BatchAnswer
        do {
            let text = try await base.send(
                BatchCall.batch(calls, from: first),
                as: try delivery(until: calls.compactMap(\.end).min()))
            answer = try read(text, to: calls, from: first)
        } catch is CancellationError {
            // The leader was cancelled, not the others.
            queue.withLock { $0.putBack(members) }
            throw CancellationError()
        } catch {
            guard isRefusal(error, of: calls.count) else {
                for member in members { member.continuation.resume(throwing: error) }
                throw error
            }
            answer = .refusal
        }
        switch answer {
        case .refusal:
            for member in members { member.continuation.resume(returning: .alone) }
            return try await sendAlone(leader)
        case .answers(let bodies):
            for (member, body) in zip(members, bodies.dropFirst()) {
                member.continuation.resume(with: result(body).map { .answered($0) })
            }
            return try result(bodies.first ?? nil).get()
        }
    }

    private func delivery(until end: Duration?) throws(RPCError) -> RPCDelivery {
        let left = end.map { $0 - stopwatch.now }
        if let left, left <= .zero {
            throw RPCError(.timeout, "\(operatorName): no answer in time")
        }
        return RPCDelivery(timeLimit: left)
    }

    // MARK: Answers

    private func read(
        _ text: [UInt8], to calls: [BatchCall], from first: UInt64
    ) throws(RPCError) -> BatchAnswer {
        let answer: BatchAnswer
        do throws(JSONError) {
            answer = try BatchAnswer(text, to: calls, from: first)
        } catch {
            throw RPCError(.malformed, "\(operatorName): the answer to a batch: \(error)")
        }
        if case .refusal = answer {
            guard !RPCEnvelope.isRateLimit(text) else {
                throw RPCError(.rateLimited, "\(operatorName): too many requests")
            }
            refuseBatches()
        }
        return answer
    }

    private func result(_ body: [UInt8]?) -> Result<[UInt8], any Error> {
        body.map { .success($0) }
            ?? .failure(
                RPCError(
                    .malformed, "\(operatorName): the batch has no answer to a call, or several"))
    }

    /// Whether an endpoint may have failed because of the batch, so that calls go alone instead.
    private func isRefusal(_ error: any Error, of count: Int) -> Bool {
        guard let error = error as? RPCError else { return false }
        switch error.code {
        // The answer exceeds our own limit: smaller batches will do.
        case .oversized: queue.withLock { $0.halve(count) }
        case .http(let status) where status == 500 || !error.isRetryable: refuseBatches()
        default: return false
        }
        return true
    }

    private func refuseBatches() {
        let waiting = queue.withLock { queue in
            queue.refuseBatches()
            return queue.takeAll()
        }
        for call in waiting { call.continuation.resume(returning: .alone) }
    }
}
