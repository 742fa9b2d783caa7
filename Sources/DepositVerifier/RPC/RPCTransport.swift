/// Carries one JSON-RPC request body to an endpoint and brings back the answer's body.
///
/// Implementations bound the answer's size and the time it takes, follow no redirect, and keep the
/// endpoint's URL and headers to themselves: they may hold credentials.
public protocol RPCTransport: Sendable {
    /// Who runs the endpoint, for evidence and messages. Never a URL.
    var operatorName: String { get }

    /// Sends one request body and returns the answer's body.
    ///
    /// - Throws: `RPCError` of code `.transport`, `.timeout`, `.rateLimited`, `.http`,
    ///   `.oversized`, or `.malformed` for a compressed body; `CancellationError` if the task is cancelled.
    func send(_ body: [UInt8]) async throws -> [UInt8]

    /// Sends one request body as `delivery` says and returns the answer's body.
    ///
    /// A transport that may repeat a request by itself, or that wraps another one, implements this.
    ///
    /// - Throws: as `send(_:)`.
    func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8]

    /// How many connections it has opened: behind each of them may be another machine.
    var connectionCount: Int { get }

    /// Removes the endpoint's credentials from a text that the endpoint has sent, for it may echo
    /// them in a message.
    func redact(_ text: [UInt8]) -> [UInt8]
}

/// How one request is to be carried.
public struct RPCDelivery: Hashable, Sendable {
    /// Whether the transport may send it a second time by itself when a connection breaks.
    ///
    /// A read may be repeated. A transaction may not: the answer to the repetition would be taken
    /// for the answer to the first.
    public var isRepeatable: Bool
    /// The longest time until the answer; `nil` leaves it to the transport, which may take less.
    public var timeLimit: Duration?

    /// A delivery from its parts; by default that of a read.
    public init(isRepeatable: Bool = true, timeLimit: Duration? = nil) {
        self.isRepeatable = isRepeatable
        self.timeLimit = timeLimit
    }
}

extension RPCTransport {
    /// Sends without regard to `delivery`: for a transport that repeats nothing by itself and whose
    /// answers do not take time.
    public func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        try await send(body)
    }

    /// None: a transport without connections.
    public var connectionCount: Int { 0 }

    /// Returns the text as it is: a transport without credentials has nothing to hide.
    public func redact(_ text: [UInt8]) -> [UInt8] { text }
}
