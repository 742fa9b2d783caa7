public import SolanaCodec

extension RPCClient {
    /// Whether a transaction with this blockhash can still land.
    ///
    /// - Throws: `RPCError`.
    public func isBlockhashValid(
        _ blockhash: Blockhash, commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> AtSlot<Bool> {
        let options = rpcOptions(commitment: commitment, minContextSlot: minContextSlot)
        return try await call("isBlockhashValid", [.string(blockhash.description), options]) {
            json throws(JSONError) in
            try AtSlot(json: json) { value throws(JSONError) in try value.bool() }
        }
    }
}
