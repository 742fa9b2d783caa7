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
        /// The endpoint answered with a JSON-RPC error object.
        case server(code: Int64)
    }

    /// What kind of failure.
    public var code: Code
    /// One sentence for a person; control characters escaped, no URL, no credential.
    public var reason: String

    /// An error of this kind.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }
}
