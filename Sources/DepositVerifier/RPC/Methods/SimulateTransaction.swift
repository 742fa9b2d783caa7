public import SolanaCodec

/// What a transaction would do.
public struct Simulation: Hashable, Sendable {
    /// The transaction error as JSON text in one line; `nil` if it would succeed.
    public var errJSON: String?
    /// Program logs; foreign text.
    public var logs: [String]?
    /// Compute units that it would use.
    public var unitsConsumed: UInt64?
    /// Bytes of account data that it would load, if the node says it.
    public var loadedAccountsDataSize: UInt64?
    /// The accounts asked for as they would be afterwards; `nil` if none were asked for.
    public var accounts: [AccountInfo?]?

    /// A result from its parts.
    public init(
        errJSON: String? = nil, logs: [String]? = nil, unitsConsumed: UInt64? = nil,
        loadedAccountsDataSize: UInt64? = nil, accounts: [AccountInfo?]? = nil
    ) {
        self.errJSON = errJSON
        self.logs = logs
        self.unitsConsumed = unitsConsumed
        self.loadedAccountsDataSize = loadedAccountsDataSize
        self.accounts = accounts
    }
}

extension RPCClient {
    /// Executes a transaction without recording it.
    ///
    /// The node takes `verifySignatures` and `replaceRecentBlockhash` only one at a time.
    ///
    /// - Parameter accounts: whose state afterwards is asked for.
    /// - Throws: `RPCError`; `.malformed` also for another number of accounts.
    public func simulateTransaction(
        _ transaction: [UInt8], commitment: Commitment, verifySignatures: Bool = false,
        replaceRecentBlockhash: Bool = false, accounts: [Address] = [],
        minContextSlot: UInt64? = nil
    ) async throws -> AtSlot<Simulation> {
        var others: [(String, JSONOutput)] = [
            ("encoding", .string("base64")), ("sigVerify", .bool(verifySignatures)),
            ("replaceRecentBlockhash", .bool(replaceRecentBlockhash)),
        ]
        if !accounts.isEmpty {
            let wanted = JSONOutput.object([
                ("encoding", .string("base64")),
                ("addresses", .array(accounts.map(JSONOutput.address))),
            ])
            others.append(("accounts", wanted))
        }
        let options = rpcOptions(
            commitment: commitment, minContextSlot: minContextSlot, others)
        return try await call("simulateTransaction", [.base64(transaction), options]) {
            json throws(JSONError) in
            let answer = try AtSlot(json: json) { value throws(JSONError) in
                try Simulation(json: value)
            }
            guard accounts.isEmpty || answer.value.accounts?.count == accounts.count else {
                throw json.error(.expected("\(accounts.count) accounts"))
            }
            return answer
        }
    }
}

extension Simulation {
    fileprivate init(json: JSONValue) throws(JSONError) {
        errJSON = try json.required("err").errorText
        logs = try json.present("logs")?.list { line throws(JSONError) in try line.string() }
        unitsConsumed = try json.present("unitsConsumed")?.uint64()
        loadedAccountsDataSize = try json.present("loadedAccountsDataSize")?.uint64()
        accounts = try json.present("accounts")?.list { account throws(JSONError) in
            try AccountInfo.optional(json: account)
        }
    }
}
