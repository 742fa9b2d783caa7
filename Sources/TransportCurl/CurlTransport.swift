import CCurl
public import DepositVerifier
import Synchronization

/// JSON-RPC over HTTP with libcurl.
///
/// One thread of its own serves all requests of a transport over kept-alive connections; no thread
/// of Swift's pool ever waits. Redirects are not followed, answers are not decompressed, cookies
/// and netrc are not used, TLS certificates are always verified. Proxies named in the environment
/// are ignored: a request goes to the configured host or nowhere.
public final class CurlTransport: RPCTransport {
    /// Who runs the endpoint.
    public let operatorName: String
    /// Scheme and host of the endpoint: all of its URL that may be shown.
    public let displayHost: String
    /// How many connections were opened so far.
    public var connectionCount: Int { engine.connectionCount }
    private let engine: CurlEngine
    private let secrets: Secrets

    /// A transport for one endpoint. No connection is made yet.
    ///
    /// - Throws: `CurlConfigurationError`.
    public init(_ configuration: CurlConfiguration) throws(CurlConfigurationError) {
        let endpoint = try Endpoint(configuration)
        operatorName = configuration.operatorName
        displayHost = endpoint.displayHost
        secrets = endpoint.secrets
        engine = try CurlEngine(endpoint, configuration)
    }

    deinit {
        engine.stop()
    }

    /// Posts a body and returns that of the answer.
    ///
    /// Cancelling the task aborts the transfer.
    ///
    /// - Throws: `RPCError` of code `.transport`, `.timeout`, `.rateLimited`, `.http`, `.oversized`
    ///   or `.malformed` (a compressed answer); `CancellationError`.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await send(body, as: RPCDelivery())
    }

    /// Posts a body as `delivery` says and returns that of the answer.
    ///
    /// libcurl repeats a request on its own when a kept connection breaks; one that must not be
    /// repeated goes over a new connection, where libcurl does not. The shorter of the two time
    /// limits counts.
    ///
    /// - Throws: as `send(_:)`.
    public func send(_ body: [UInt8], as delivery: RPCDelivery) async throws -> [UInt8] {
        try await carry(body, as: delivery, takesAnyStatus: false).body
    }

    /// Posts a body and returns the answer of whatever HTTP status.
    ///
    /// For services whose status is a part of what they say; a JSON-RPC endpoint's is not.
    ///
    /// - Throws: as `send(_:)`, but never `.rateLimited` or `.http`.
    public func exchange(_ body: [UInt8]) async throws -> CurlAnswer {
        try await carry(body, as: RPCDelivery(isRepeatable: false), takesAnyStatus: true)
    }

    private func carry(
        _ body: [UInt8], as delivery: RPCDelivery, takesAnyStatus: Bool
    ) async throws -> CurlAnswer {
        let ticket = CurlEngine.Ticket()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                engine.submit(
                    CurlEngine.Submission(
                        ticket: ticket, body: body, delivery: delivery,
                        takesAnyStatus: takesAnyStatus, continuation: continuation))
            }
        } onCancel: {
            engine.cancel(ticket)
        }
    }

    /// Removes the parts of the URL and of the headers that may be credentials.
    public func redact(_ text: [UInt8]) -> [UInt8] { secrets.redact(text) }
}
