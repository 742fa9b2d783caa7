public import SolanaCodec

extension RPCClient {
    /// Hands a signed transaction to the endpoint, which forwards it and promises nothing.
    ///
    /// The transport does not repeat it. An error does not prove that it was not forwarded, except
    /// a preflight failure of a transaction that was never sent before.
    ///
    /// - Parameter maxRetries: how often the node sends it again; `nil` leaves it to the node.
    /// - Returns: the signature that the endpoint names; the caller compares it with its own.
    /// - Throws: `RPCError`; `.server(code: -32002)` with `preflight` if the simulation failed.
    public func sendTransaction(
        _ transaction: [UInt8], skipPreflight: Bool = false,
        preflightCommitment: Commitment = .finalized, maxRetries: UInt64? = nil,
        minContextSlot: UInt64? = nil
    ) async throws -> Signature {
        var others: [(String, JSONOutput)] = [
            ("encoding", .string("base64")), ("skipPreflight", .bool(skipPreflight)),
            ("preflightCommitment", .string(preflightCommitment.rawValue)),
        ]
        if let maxRetries { others.append(("maxRetries", .unsigned(maxRetries))) }
        let options = rpcOptions(minContextSlot: minContextSlot, others)
        return try await call(
            "sendTransaction", [.base64(transaction), options], isRepeatable: false
        ) { json throws(JSONError) in try json.signature() }
    }
}
