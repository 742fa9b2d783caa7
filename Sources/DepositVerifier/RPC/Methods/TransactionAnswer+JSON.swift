internal import SolanaCodec

/// Reads only what a rule depends on: `meta.status`, `uiAmount`, `rewards` and the like are left.
extension TransactionAnswer {
    init(json: JSONValue) throws(JSONError) {
        slot = try json.required("slot").uint64()
        blockTime = try json.present("blockTime")?.int64()
        version = try ReportedVersion(json: json.present("version"))
        transaction = try json.required("transaction").base64Pair()
        meta = try json.present("meta").map { meta throws(JSONError) in
            try TransactionMeta(json: meta)
        }
    }
}

extension TransactionAnswer.ReportedVersion {
    fileprivate init(json: JSONValue?) throws(JSONError) {
        guard let json else {
            self = .absent
            return
        }
        if json.kind == .number {
            self = .number(try json.uint64())
        } else if try json.utf8Bytes() == Array("legacy".utf8) {
            self = .legacy
        } else {
            throw json.error(.expected("legacy or a number"))
        }
    }
}

extension TransactionMeta {
    init(json: JSONValue) throws(JSONError) {
        // A node always writes `err`: a missing one would read as success.
        errJSON = try json.required("err").errorText
        fee = try json.required("fee").uint64()
        preBalances = try json.required("preBalances").lamports()
        postBalances = try json.required("postBalances").lamports()
        preTokenBalances = try json.present("preTokenBalances")?.tokenBalances()
        postTokenBalances = try json.present("postTokenBalances")?.tokenBalances()
        innerInstructions = try json.present("innerInstructions")?.list {
            group throws(JSONError) in try InnerGroup(json: group)
        }
        logMessages = try json.present("logMessages")?.list {
            line throws(JSONError) in try line.string()
        }
        loadedAddresses = try json.present("loadedAddresses").map {
            loaded throws(JSONError) in try LoadedAddresses(json: loaded)
        }
        computeUnitsConsumed = try json.present("computeUnitsConsumed")?.uint64()
    }
}

extension JSONValue {
    fileprivate func lamports() throws(JSONError) -> [UInt64] {
        try list { balance throws(JSONError) in try balance.uint64() }
    }

    fileprivate func tokenBalances() throws(JSONError) -> [TokenBalance] {
        try list { balance throws(JSONError) in try TokenBalance(json: balance) }
    }
}

extension TokenBalance {
    fileprivate init(json: JSONValue) throws(JSONError) {
        accountIndex = try json.required("accountIndex").integer()
        mint = try json.required("mint").address()
        owner = try json.present("owner")?.address()
        programID = try json.present("programId")?.address()
        let token = try json.required("uiTokenAmount")
        amount = try token.required("amount").digitString()
        decimals = try token.required("decimals").integer()
    }
}

extension InnerGroup {
    fileprivate init(json: JSONValue) throws(JSONError) {
        index = try json.required("index").integer()
        instructions = try json.required("instructions").list {
            instruction throws(JSONError) in try InnerInstruction(json: instruction)
        }
    }
}

extension InnerInstruction {
    fileprivate init(json: JSONValue) throws(JSONError) {
        programIDIndex = try json.required("programIdIndex").integer()
        accounts = try json.required("accounts").list {
            account throws(JSONError) in try account.integer()
        }
        data = try json.required("data").base58()
        stackHeight = try json.present("stackHeight")?.integer()
    }
}

extension LoadedAddresses {
    fileprivate init(json: JSONValue) throws(JSONError) {
        self.init(
            writable: try json.required("writable").list {
                address throws(JSONError) in try address.address()
            },
            readonly: try json.required("readonly").list {
                address throws(JSONError) in try address.address()
            })
    }
}
