internal import SolanaCodec

/// Reads only what a rule depends on: `meta.status`, `uiAmount`, `rewards` and the like are passed
/// over, checked as JSON.
extension TransactionAnswer {
    /// Reads the body of a JSON-RPC answer to a `getTransaction` request with this number; `nil` if
    /// the endpoint does not have the transaction.
    ///
    /// - Throws: `JSONError` with the first surprise from the front: in the text, in what surrounds
    ///   the result, or in the result.
    public static func read(
        _ body: [UInt8], to number: UInt64
    ) throws(JSONError) -> TransactionAnswer? {
        try RPCEnvelope.result(of: body, number: number) { json throws(JSONError) in
            try json.optional { json throws(JSONError) in try TransactionAnswer(reading: &json) }
        }
    }

    init(reading json: inout JSONReader) throws(JSONError) {
        var slot = JSONMember<UInt64>("slot")
        var blockTime = JSONMember<Int64>("blockTime")
        var version = JSONMember<ReportedVersion>("version")
        var transaction = JSONMember<[UInt8]>("transaction")
        var meta = JSONMember<TransactionMeta>("meta")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "blockTime":
                try blockTime.set(
                    json.optional { json throws(JSONError) in try json.int64() }, key)
            case "meta":
                try meta.set(
                    json.optional { json throws(JSONError) in
                        try TransactionMeta(reading: &json)
                    }, key)
            case "slot": try slot.set(json.uint64(), key)
            case "transaction": try transaction.set(json.base64Pair(), key)
            case "version": try version.set(ReportedVersion(reading: &json), key)
            default: try json.skip()
            }
        }
        self.slot = try slot.required(in: members)
        self.blockTime = blockTime.value
        self.version = version.value ?? .absent
        self.transaction = try transaction.required(in: members)
        self.meta = meta.value
    }
}

extension TransactionAnswer.ReportedVersion {
    fileprivate init(reading json: inout JSONReader) throws(JSONError) {
        switch JSONValue.Kind(startingWith: try json.peek()) {
        case .null:
            try json.skip()
            self = .absent
        case .number: self = .number(try json.uint64())
        default:
            self = try json.text(as: "legacy or a number") {
                JSONText.equal($0, "legacy") ? .legacy : nil
            }
        }
    }
}

extension TransactionMeta {
    fileprivate init(reading json: inout JSONReader) throws(JSONError) {
        // A node always writes `err`: a missing one would read as success.
        var err = JSONMember<String?>("err")
        var fee = JSONMember<UInt64>("fee")
        var preBalances = JSONMember<[UInt64]>("preBalances")
        var postBalances = JSONMember<[UInt64]>("postBalances")
        var preTokenBalances = JSONMember<[TokenBalance]>("preTokenBalances")
        var postTokenBalances = JSONMember<[TokenBalance]>("postTokenBalances")
        var innerInstructions = JSONMember<[InnerGroup]>("innerInstructions")
        var logMessages = JSONMember<[String]>("logMessages")
        var loadedAddresses = JSONMember<LoadedAddresses>("loadedAddresses")
        var computeUnitsConsumed = JSONMember<UInt64>("computeUnitsConsumed")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "computeUnitsConsumed":
                try computeUnitsConsumed.set(
                    json.optional { json throws(JSONError) in try json.uint64() }, key)
            case "err":
                try err.set(
                    .some(json.optional { json throws(JSONError) in try json.compactText() }), key)
            case "fee": try fee.set(json.uint64(), key)
            case "innerInstructions":
                try innerInstructions.set(
                    json.optional { json throws(JSONError) in try json.innerGroups() }, key)
            case "loadedAddresses":
                try loadedAddresses.set(
                    json.optional { json throws(JSONError) in
                        try LoadedAddresses(reading: &json)
                    }, key)
            case "logMessages":
                try logMessages.set(
                    json.optional { json throws(JSONError) in try json.logMessages() }, key)
            case "preBalances": try preBalances.set(json.lamports(), key)
            case "postBalances": try postBalances.set(json.lamports(), key)
            case "preTokenBalances":
                try preTokenBalances.set(
                    json.optional { json throws(JSONError) in try json.tokenBalances() }, key)
            case "postTokenBalances":
                try postTokenBalances.set(
                    json.optional { json throws(JSONError) in try json.tokenBalances() }, key)
            default: try json.skip()
            }
        }
        self.errJSON = try err.required(in: members)
        self.fee = try fee.required(in: members)
        self.preBalances = try preBalances.required(in: members)
        self.postBalances = try postBalances.required(in: members)
        self.preTokenBalances = preTokenBalances.value
        self.postTokenBalances = postTokenBalances.value
        self.innerInstructions = innerInstructions.value
        self.logMessages = logMessages.value
        self.loadedAddresses = loadedAddresses.value
        self.computeUnitsConsumed = computeUnitsConsumed.value
    }
}

/// The lists, with the room that they usually need.
extension JSONReader {
    fileprivate mutating func lamports() throws(JSONError) -> [UInt64] {
        try list(usual: 16) { json throws(JSONError) in try json.uint64() }
    }

    fileprivate mutating func logMessages() throws(JSONError) -> [String] {
        try list(usual: 32) { json throws(JSONError) in try json.text() }
    }

    fileprivate mutating func tokenBalances() throws(JSONError) -> [TokenBalance] {
        try list(usual: 4) { json throws(JSONError) in try TokenBalance(reading: &json) }
    }

    fileprivate mutating func innerGroups() throws(JSONError) -> [InnerGroup] {
        try list(usual: 4) { json throws(JSONError) in try InnerGroup(reading: &json) }
    }

    mutating func innerInstructions() throws(JSONError) -> [InnerInstruction] {
        try list(usual: 8) { json throws(JSONError) in try InnerInstruction(reading: &json) }
    }

    mutating func accountIndices() throws(JSONError) -> [UInt8] {
        try list(usual: 16) { json throws(JSONError) in try json.integer() }
    }

    mutating func addresses() throws(JSONError) -> [Address] {
        try list(usual: 8) { json throws(JSONError) in try json.address() }
    }
}
