/// An HTTP answer, whatever its status.
public struct CurlAnswer: Hashable, Sendable {
    /// The status.
    public var status: Int
    /// The body as received.
    public var body: [UInt8]

    /// An answer from its parts.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
