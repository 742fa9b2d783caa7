public import SolanaCodec

/// A blockhash to build a transaction on, and how long it lives.
public struct LatestBlockhash: Hashable, Sendable {
    /// The hash.
    public var blockhash: Blockhash
    /// The last block height at which a transaction with this hash can land.
    public var lastValidBlockHeight: BlockHeight
    /// The slot of the bank that answered.
    public var slot: UInt64

    /// A blockhash and its life.
    public init(blockhash: Blockhash, lastValidBlockHeight: BlockHeight, slot: UInt64) {
        self.blockhash = blockhash
        self.lastValidBlockHeight = lastValidBlockHeight
        self.slot = slot
    }
}

extension RPCClient {
    /// The newest blockhash at a commitment.
    ///
    /// - Throws: `RPCError`.
    public func getLatestBlockhash(
        commitment: Commitment, minContextSlot: UInt64? = nil
    ) async throws -> LatestBlockhash {
        let options = rpcOptions(commitment: commitment, minContextSlot: minContextSlot)
        return try await call("getLatestBlockhash", [options]) { json throws(JSONError) in
            let value = try json.required("value")
            return LatestBlockhash(
                blockhash: try value.required("blockhash").blockhash(),
                lastValidBlockHeight: BlockHeight(
                    try value.required("lastValidBlockHeight").uint64()),
                slot: try json.required("context").required("slot").uint64())
        }
    }
}
