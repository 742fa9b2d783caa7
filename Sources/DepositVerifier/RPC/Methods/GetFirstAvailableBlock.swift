extension RPCClient {
    /// The lowest slot whose block the endpoint still has.
    ///
    /// - Throws: `RPCError`.
    public func getFirstAvailableBlock() async throws -> UInt64 {
        try await call("getFirstAvailableBlock") { json throws(JSONError) in try json.uint64() }
    }
}
