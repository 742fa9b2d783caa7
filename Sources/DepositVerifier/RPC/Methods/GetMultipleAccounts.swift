public import SolanaCodec

extension RPCClient {
    /// The most accounts that a node answers at once. Source: agave `MAX_MULTIPLE_ACCOUNTS`.
    public static let multipleAccountsLimit = 100

    /// Some accounts as of one slot, in the order asked for; `nil` for one that does not exist.
    ///
    /// - Parameter prefix: how many bytes of each account's data are wanted; a node may give more.
    /// - Throws: `RPCError`; `.malformed` also for another number of accounts.
    public func getMultipleAccounts(
        _ addresses: [Address], commitment: Commitment, minContextSlot: UInt64? = nil,
        prefix: UInt64? = nil
    ) async throws -> AtSlot<[AccountInfo?]> {
        var others: [(String, JSONOutput)] = [("encoding", .string("base64"))]
        if let prefix {
            let slice: [(String, JSONOutput)] = [
                ("offset", .unsigned(0)), ("length", .unsigned(prefix)),
            ]
            others.append(("dataSlice", .object(slice)))
        }
        let options = rpcOptions(
            commitment: commitment, minContextSlot: minContextSlot, others)
        let keys = JSONOutput.array(addresses.map(JSONOutput.address))
        return try await call("getMultipleAccounts", [keys, options]) { json throws(JSONError) in
            let answer = try AtSlot(json: json) { list throws(JSONError) in
                try list.list { account throws(JSONError) in
                    try AccountInfo.optional(json: account)
                }
            }
            guard answer.value.count == addresses.count else {
                throw json.error(.expected("\(addresses.count) accounts"))
            }
            return answer
        }
    }
}
