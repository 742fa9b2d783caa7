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

    /// Removes the endpoint's credentials from a text that the endpoint has sent, for it may echo
    /// them in a message.
    func redact(_ text: [UInt8]) -> [UInt8]
}

extension RPCTransport {
    /// Returns the text as it is: a transport without credentials has nothing to hide.
    public func redact(_ text: [UInt8]) -> [UInt8] { text }
}
