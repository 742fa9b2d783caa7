internal import SolanaCodec

extension RPCClient {
    /// The version of the node's software, fit for one line.
    ///
    /// - Throws: `RPCError`.
    public func getVersion() async throws -> String {
        try await call("getVersion") { json throws(JSONError) in
            PrintableText.escape(
                try json.required("solana-core").utf8Bytes(), limit: Self.versionLimit)
        }
    }

    /// Version names have a dozen characters; what is longer is cut.
    private static let versionLimit = 64
}
