extension RPCClient {
    /// The slot of the first block under Alpenglow, from the cluster's certificate of it; `nil`
    /// while the cluster runs TowerBFT.
    ///
    /// Shape: `{"block": {"slot", "blockId": 32 bytes}, "signature": {"signature": 192 bytes,
    /// "bitmap": bytes}}`, bytes as arrays of numbers. The certificate is read, not verified: that
    /// needs the validators' keys and stakes of that epoch.
    /// Source: Solana docs, RPC method `getAgGenesisCert`; SIMD-0326.
    ///
    /// - Throws: `RPCError`; a node before Agave 4.3 does not know the method, which says nothing
    ///   about its cluster.
    public func getAlpenglowGenesisSlot() async throws -> UInt64? {
        try await call("getAgGenesisCert") { json throws(JSONError) in
            guard !json.isNull else { return nil }
            let block = try json.required("block")
            let signature = try json.required("signature")
            try block.required("blockId").expectBytes(count: 32)
            try signature.required("signature").expectBytes(count: 192)
            try signature.required("bitmap").expectBytes(count: nil)
            return try block.required("slot").uint64()
        }
    }
}

extension JSONValue {
    /// Checks an array of numbers 0 to 255.
    fileprivate func expectBytes(count: Int?) throws(JSONError) {
        let bytes = try list { byte throws(JSONError) in try byte.integer() as UInt8 }
        if let count, bytes.count != count { throw error(.expected("\(count) bytes")) }
    }
}
