public import SolanaCodec

extension RPCClient {
    /// The newest transaction version that this library decodes. Source: SIMD-0385.
    public static let supportedTransactionVersion: UInt64 = 1

    /// A transaction by its first signature, or `nil` if the endpoint does not have it.
    ///
    /// The bytes come as base64, never parsed by the node; whether they are the transaction that
    /// was asked for, the caller checks. `commitment` is `.confirmed` or `.finalized`.
    ///
    /// - Throws: `RPCError`; `.malformed` names the JSON path.
    public func getTransaction(
        _ signature: Signature, commitment: Commitment
    ) async throws -> TransactionAnswer? {
        let options = rpcOptions(
            commitment: commitment,
            [
                ("encoding", .string("base64")),
                ("maxSupportedTransactionVersion", .unsigned(Self.supportedTransactionVersion)),
            ])
        return try await call("getTransaction", [.signature(signature), options]) {
            answer, number throws(JSONError) in
            try TransactionAnswer.read(answer, to: number)
        }
    }
}
