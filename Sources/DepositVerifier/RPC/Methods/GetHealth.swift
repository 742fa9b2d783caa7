extension RPCClient {
    /// Returns if the node holds itself to be healthy.
    ///
    /// - Throws: `RPCError`; `.server(code: -32005)` if it is behind or unhealthy.
    public func getHealth() async throws {
        try await call("getHealth") { json throws(JSONError) in
            guard try json.utf8Bytes() == Array("ok".utf8) else {
                throw json.error(.expected("ok"))
            }
        }
    }
}
