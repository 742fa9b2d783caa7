extension RPCClient {
    /// The newest slot at a commitment.
    ///
    /// - Throws: `RPCError`.
    public func getSlot(
        commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> UInt64 {
        let options = rpcOptions(commitment: commitment, minContextSlot: minContextSlot)
        return try await call("getSlot", [options]) { json throws(JSONError) in
            try json.uint64()
        }
    }
}
