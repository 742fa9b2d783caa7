extension RPCClient {
    /// The height of the newest block at a commitment.
    ///
    /// - Throws: `RPCError`.
    public func getBlockHeight(
        commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> BlockHeight {
        let options = rpcOptions(commitment: commitment, minContextSlot: minContextSlot)
        return try await call("getBlockHeight", [options]) { json throws(JSONError) in
            BlockHeight(try json.uint64())
        }
    }
}
