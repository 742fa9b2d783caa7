public import SolanaCodec

extension RPCClient {
    /// The lamports of an account; zero for one that does not exist.
    ///
    /// - Throws: `RPCError`.
    public func getBalance(
        _ address: Address, commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> AtSlot<Lamports> {
        let options = rpcOptions(commitment: commitment, minContextSlot: minContextSlot)
        return try await call("getBalance", [.address(address), options]) {
            json throws(JSONError) in
            try AtSlot(json: json) { value throws(JSONError) in Lamports(try value.uint64()) }
        }
    }
}
