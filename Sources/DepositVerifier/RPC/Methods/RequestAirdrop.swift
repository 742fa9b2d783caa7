public import SolanaCodec

extension RPCClient {
    /// Asks a test cluster for lamports.
    ///
    /// - Throws: `RPCError`.
    public func requestAirdrop(
        _ address: Address, _ lamports: Lamports, commitment: Commitment? = nil
    ) async throws -> Signature {
        var params: [JSONOutput] = [.address(address), .unsigned(lamports.rawValue)]
        if let commitment { params.append(rpcOptions(commitment: commitment)) }
        return try await call("requestAirdrop", params) { json throws(JSONError) in
            try json.signature()
        }
    }
}
