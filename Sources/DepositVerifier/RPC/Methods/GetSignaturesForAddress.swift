public import SolanaCodec

/// An entry of an address's history: a hint where to look, never evidence.
public struct SignatureEntry: Hashable, Sendable {
    /// The transaction.
    public var signature: Signature
    /// The slot it landed in.
    public var slot: UInt64
    /// The transaction error as JSON text in one line; `nil` if it succeeded.
    public var errJSON: String?
    /// Seconds since 1970 by the cluster's estimate.
    public var blockTime: Int64?
    /// The cluster's confirmation of its block, if the node says it.
    public var confirmationStatus: Commitment?

    /// An entry from its parts.
    public init(
        signature: Signature, slot: UInt64, errJSON: String? = nil, blockTime: Int64? = nil,
        confirmationStatus: Commitment? = nil
    ) {
        self.signature = signature
        self.slot = slot
        self.errJSON = errJSON
        self.blockTime = blockTime
        self.confirmationStatus = confirmationStatus
    }
}

extension RPCClient {
    /// The most entries of one page. Source: agave
    /// `MAX_GET_CONFIRMED_SIGNATURES_FOR_ADDRESS2_LIMIT`.
    public static let signaturesForAddressLimit = 1_000

    /// One page of an address's history, newest first.
    ///
    /// Nodes are known to repeat, reorder and omit entries, and to ignore an `until` they do not
    /// know: neither a page's start nor its end proves anything.
    ///
    /// - Parameters:
    ///   - before: only entries older than this one.
    ///   - until: stop at this one; never rely on it.
    /// - Throws: `RPCError`; `.malformed` also for more entries than asked for.
    public func getSignaturesForAddress(
        _ address: Address, commitment: Commitment, before: Signature? = nil,
        until: Signature? = nil, limit: Int = signaturesForAddressLimit,
        minContextSlot: UInt64? = nil
    ) async throws -> [SignatureEntry] {
        var others: [(String, JSONOutput)] = [("limit", .integer(Int64(limit)))]
        if let before { others.append(("before", .signature(before))) }
        if let until { others.append(("until", .signature(until))) }
        let options = rpcOptions(
            commitment: commitment, minContextSlot: minContextSlot, others)
        return try await call("getSignaturesForAddress", [.address(address), options]) {
            json throws(JSONError) in
            let entries = try json.list { entry throws(JSONError) in
                try SignatureEntry(json: entry)
            }
            guard entries.count <= limit else {
                throw json.error(.expected("at most \(limit) entries"))
            }
            return entries
        }
    }
}

extension SignatureEntry {
    fileprivate init(json: JSONValue) throws(JSONError) {
        signature = try json.required("signature").signature()
        slot = try json.required("slot").uint64()
        errJSON = try json.required("err").errorText
        blockTime = try json.present("blockTime")?.int64()
        confirmationStatus = try json.present("confirmationStatus")?.commitment()
    }
}
