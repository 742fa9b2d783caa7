public import SolanaCodec

extension RPCClient {
    /// The fee of a compiled message, or `nil` if its blockhash is not valid (any more).
    ///
    /// - Throws: `RPCError`.
    public func getFeeForMessage(
        _ message: [UInt8], commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> AtSlot<Lamports?> {
        let options = rpcOptions(commitment: commitment, minContextSlot: minContextSlot)
        return try await call("getFeeForMessage", [.base64(message), options]) {
            json throws(JSONError) in
            try AtSlot(json: json) { value throws(JSONError) in
                value.isNull ? nil : Lamports(try value.uint64())
            }
        }
    }
}
