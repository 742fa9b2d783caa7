public import SolanaCodec

extension RPCClient {
    /// An account, or `nil` if it does not exist.
    ///
    /// - Throws: `RPCError`.
    public func getAccountInfo(
        _ address: Address, commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> AtSlot<AccountInfo?> {
        let options = rpcOptions(
            commitment: commitment, minContextSlot: minContextSlot,
            [("encoding", .string("base64"))])
        return try await call("getAccountInfo", [.address(address), options]) {
            json throws(JSONError) in
            try AtSlot(json: json) { value throws(JSONError) in
                try AccountInfo.optional(json: value)
            }
        }
    }
}
