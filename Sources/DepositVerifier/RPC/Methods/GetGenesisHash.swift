public import SolanaCodec

extension RPCClient {
    /// The hash that names the endpoint's cluster.
    ///
    /// - Throws: `RPCError`.
    public func getGenesisHash() async throws -> Blockhash {
        try await call("getGenesisHash") { value throws(JSONError) in try value.blockhash() }
    }
}
