public import SolanaCodec

/// What a node knows about a transaction without showing it.
public struct SignatureStatus: Hashable, Sendable {
    /// The slot it landed in.
    public var slot: UInt64
    /// Blocks on top of it; `nil` once it is rooted.
    public var confirmations: UInt64?
    /// The transaction error as JSON text in one line; `nil` if it succeeded.
    public var errJSON: String?
    /// The cluster's confirmation of its block, if the node says it.
    public var confirmationStatus: Commitment?

    /// A status from its parts.
    public init(
        slot: UInt64, confirmations: UInt64? = nil, errJSON: String? = nil,
        confirmationStatus: Commitment? = nil
    ) {
        self.slot = slot
        self.confirmations = confirmations
        self.errJSON = errJSON
        self.confirmationStatus = confirmationStatus
    }
}

extension RPCClient {
    /// The most signatures that a node answers at once. Source: agave
    /// `MAX_GET_SIGNATURE_STATUSES_QUERY_ITEMS`.
    public static let signatureStatusLimit = 256

    /// The statuses of some transactions, one for each signature in its order; `nil` for unknown.
    ///
    /// Without `searchTransactionHistory` only the last few minutes are looked at.
    ///
    /// - Throws: `RPCError`; `.malformed` also for another number of statuses.
    public func getSignatureStatuses(
        _ signatures: [Signature], searchTransactionHistory: Bool
    ) async throws -> AtSlot<[SignatureStatus?]> {
        let options = rpcOptions([("searchTransactionHistory", .bool(searchTransactionHistory))])
        return try await call(
            "getSignatureStatuses", [.array(signatures.map(JSONOutput.signature)), options]
        ) { json throws(JSONError) in
            let answer = try AtSlot(json: json) { list throws(JSONError) in
                try list.list { status throws(JSONError) in
                    status.isNull ? nil : try SignatureStatus(json: status)
                }
            }
            guard answer.value.count == signatures.count else {
                throw json.error(.expected("\(signatures.count) statuses"))
            }
            return answer
        }
    }
}

extension SignatureStatus {
    init(json: JSONValue) throws(JSONError) {
        slot = try json.required("slot").uint64()
        confirmations = try json.present("confirmations")?.uint64()
        errJSON = try json.required("err").errorText
        confirmationStatus = try json.present("confirmationStatus")?.commitment()
    }
}

extension JSONValue {
    /// The name of a commitment.
    func commitment() throws(JSONError) -> Commitment {
        guard let commitment = Commitment(rawValue: try string()) else {
            throw error(.expected("processed, confirmed or finalized"))
        }
        return commitment
    }
}
