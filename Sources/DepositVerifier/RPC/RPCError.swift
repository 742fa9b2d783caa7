/// Why an endpoint gave no usable answer. Never a statement about a transaction.
public struct RPCError: Error, Sendable, Hashable {
    /// What kind of failure; retries look at this only.
    public enum Code: Hashable, Sendable {
        /// No connection, or it broke.
        case transport
        /// No complete answer in time.
        case timeout
        /// HTTP status 429, or JSON-RPC -32005 with a rate-limit meaning.
        case rateLimited
        /// Any other HTTP status than 200.
        case http(status: Int)
        /// The answer exceeds the size limit.
        case oversized
        /// The body is not the JSON-RPC answer to our request.
        case malformed
        /// The answer is one to our request, and its content is not what the method answers.
        case unexpectedContent
        /// The endpoint answered with a JSON-RPC error object.
        case server(code: Int64)
        /// A replay was asked for an exchange that is not in its recording.
        case notRecorded
    }

    /// What kind of failure.
    public var code: Code
    /// One sentence for a person; control characters escaped, no URL, no credential.
    public var reason: String
    /// What the simulation before sending showed, if that is why the endpoint refused.
    public var preflight: PreflightFailure?

    /// An error of this kind.
    public init(_ code: Code, _ reason: String, preflight: PreflightFailure? = nil) {
        self.code = code
        self.reason = reason
        self.preflight = preflight
    }
}

extension RPCError {
    /// Whether the same read may succeed a little later: the endpoint was busy, behind or away.
    ///
    /// Says nothing about `sendTransaction`, where a lost answer does not mean a lost transaction.
    public var isRetryable: Bool {
        switch code {
        case .transport, .timeout, .rateLimited: true
        case .http(let status): [408, 500, 502, 503, 504].contains(status)
        case .server(let code): Self.passingServerCodes.contains(code)
        case .oversized, .malformed, .unexpectedContent, .notRecorded: false
        }
    }

    /// Block not available yet, node unhealthy or behind, block status not available yet, context
    /// slot not reached. Source: agave `rpc-client-api/src/custom_error.rs`.
    private static let passingServerCodes: Set<Int64> = [-32004, -32005, -32014, -32016]
}

extension RPCError: CustomStringConvertible {
    /// The reason.
    public var description: String { reason }
}

/// Why a node did not forward a transaction: its own simulation failed (JSON-RPC -32002).
public struct PreflightFailure: Hashable, Sendable {
    /// The transaction error as JSON text in one line.
    public var errJSON: String
    /// Program logs as received; foreign text.
    public var logs: [String]?
    /// Compute units that the simulation used.
    public var unitsConsumed: UInt64?

    /// A failure from its parts.
    public init(errJSON: String, logs: [String]? = nil, unitsConsumed: UInt64? = nil) {
        self.errJSON = errJSON
        self.logs = logs
        self.unitsConsumed = unitsConsumed
    }
}
