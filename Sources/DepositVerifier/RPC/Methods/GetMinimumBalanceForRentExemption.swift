public import SolanaCodec

extension RPCClient {
    /// The lamports that an account with `dataLength` bytes must hold.
    ///
    /// - Throws: `RPCError`.
    public func getMinimumBalanceForRentExemption(
        dataLength: UInt64, commitment: Commitment? = nil
    ) async throws -> Lamports {
        var params: [JSONOutput] = [.unsigned(dataLength)]
        if let commitment { params.append(rpcOptions(commitment: commitment)) }
        return try await call("getMinimumBalanceForRentExemption", params) {
            json throws(JSONError) in Lamports(try json.uint64())
        }
    }
}
