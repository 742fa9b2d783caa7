internal import SolanaCodec

/// The parts of a transaction's effects.
extension TokenBalance {
    init(reading json: inout JSONReader) throws(JSONError) {
        var accountIndex = JSONMember<UInt8>("accountIndex")
        var mint = JSONMember<Address>("mint")
        var owner = JSONMember<Address>("owner")
        var programID = JSONMember<Address>("programId")
        var amount = JSONMember<TokenUnits>("uiTokenAmount")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "accountIndex": try accountIndex.set(json.integer(), key)
            case "mint": try mint.set(json.address(), key)
            case "owner":
                try owner.set(json.optional { json throws(JSONError) in try json.address() }, key)
            case "programId":
                try programID.set(
                    json.optional { json throws(JSONError) in try json.address() }, key)
            case "uiTokenAmount": try amount.set(TokenUnits(reading: &json), key)
            default: try json.skip()
            }
        }
        let units = try amount.required(in: members)
        self.init(
            accountIndex: try accountIndex.required(in: members),
            mint: try mint.required(in: members), owner: owner.value, programID: programID.value,
            amount: units.amount, decimals: units.decimals)
    }
}

/// What `uiTokenAmount` says exactly; its decimal fractions are left.
private struct TokenUnits {
    var amount: UInt64
    var decimals: UInt8

    init(reading json: inout JSONReader) throws(JSONError) {
        var amount = JSONMember<UInt64>("amount")
        var decimals = JSONMember<UInt8>("decimals")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "amount": try amount.set(json.digitString(), key)
            case "decimals": try decimals.set(json.integer(), key)
            default: try json.skip()
            }
        }
        self.amount = try amount.required(in: members)
        self.decimals = try decimals.required(in: members)
    }
}

extension InnerGroup {
    init(reading json: inout JSONReader) throws(JSONError) {
        var index = JSONMember<UInt8>("index")
        var instructions = JSONMember<[InnerInstruction]>("instructions")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "index": try index.set(json.integer(), key)
            case "instructions": try instructions.set(json.innerInstructions(), key)
            default: try json.skip()
            }
        }
        self.init(
            index: try index.required(in: members),
            instructions: try instructions.required(in: members))
    }
}

extension InnerInstruction {
    init(reading json: inout JSONReader) throws(JSONError) {
        var programIDIndex = JSONMember<UInt8>("programIdIndex")
        var accounts = JSONMember<[UInt8]>("accounts")
        var data = JSONMember<[UInt8]>("data")
        var stackHeight = JSONMember<Int>("stackHeight")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "accounts": try accounts.set(json.accountIndices(), key)
            case "data": try data.set(json.base58(), key)
            case "programIdIndex": try programIDIndex.set(json.integer(), key)
            case "stackHeight":
                try stackHeight.set(
                    json.optional { json throws(JSONError) in try json.integer() }, key)
            default: try json.skip()
            }
        }
        self.init(
            programIDIndex: try programIDIndex.required(in: members),
            accounts: try accounts.required(in: members), data: try data.required(in: members),
            stackHeight: stackHeight.value)
    }
}

extension LoadedAddresses {
    init(reading json: inout JSONReader) throws(JSONError) {
        var writable = JSONMember<[Address]>("writable")
        var readonly = JSONMember<[Address]>("readonly")
        var members = try json.object()
        while let key = try json.key(of: &members) {
            switch key {
            case "writable": try writable.set(json.addresses(), key)
            case "readonly": try readonly.set(json.addresses(), key)
            default: try json.skip()
            }
        }
        self.init(
            writable: try writable.required(in: members),
            readonly: try readonly.required(in: members))
    }
}
