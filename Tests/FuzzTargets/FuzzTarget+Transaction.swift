import SolanaCodec

extension FuzzTarget {
    /// Transactions whose message has no version byte; also every first byte above 0x7F.
    static let transactionLegacy = FuzzTarget(
        name: "transaction-legacy", longest: PacketLimits.bytes + 64
    ) { bytes throws(Finding) in
        var bytes = bytes
        if let start = messageStart(bytes) { bytes[start] &= 0x7F }
        try checkTransaction(bytes)
    }

    /// Transactions with a message of version 0.
    static let transactionV0 = FuzzTarget(
        name: "transaction-v0", longest: PacketLimits.bytes + 64
    ) { bytes throws(Finding) in
        var bytes = bytes
        if let start = messageStart(bytes) { bytes[start] = 0x80 }
        try checkTransaction(bytes)
    }

    /// Transactions of version 1.
    static let transactionV1 = FuzzTarget(
        name: "transaction-v1", longest: PacketLimits.v1Bytes + 64
    ) { bytes throws(Finding) in
        var bytes = bytes
        if !bytes.isEmpty { bytes[0] = 0x81 }
        try checkTransaction(bytes)
    }
}

/// Where the message of a legacy or v0 transaction starts, if so much is there.
private func messageStart(_ bytes: [UInt8]) -> Int? {
    guard let count = bytes.first, count < 0x80 else { return nil }
    let start = 1 + 64 * Int(count)
    return start < bytes.count ? start : nil
}

private func checkTransaction(_ bytes: [UInt8]) throws(Finding) {
    let result = Result { () throws(WireError) in try Transaction(decoding: bytes) }
    let located = Result { () throws(DecodingFailure) in try Transaction(locating: bytes) }
    switch (result, located) {
    case (.success(let transaction), .success(let same)):
        try expect(transaction == same, "both decoders read the same")
        try checkAccepted(transaction, bytes)
    case (.failure(let error), .failure(let failure)):
        try expect(failure.error == error, "both decoders name the same error")
        try expect((0...bytes.count).contains(failure.offset), "the place is inside the input")
    default: throw Finding(property: "both decoders accept the same")
    }
}

private func checkAccepted(_ transaction: Transaction, _ bytes: [UInt8]) throws(Finding) {
    try expect(transaction.encoded == bytes, "an accepted transaction encodes to itself")
    let message = transaction.message
    try expect(message.encoded == transaction.messageBytes, "a message encodes to its bytes")
    try expect(
        (try? Message(decoding: transaction.messageBytes)) == message,
        "a message decodes alone as in its transaction")
    try expect(bytes.count <= PacketLimits.bytes(of: message.version), "the packet is not too long")
    try checkRules(of: message)
    try expect(
        transaction.signatures.count == Int(message.header.requiredSignatures),
        "one signature for each signer")
    try checkInstructions(of: message)
    // A tree takes much longer than everything above, and its signatures longer still: one of 32
    // is drawn, without them.
    let isDrawn = transaction.messageBytes.reduce(0, &+).isMultiple(of: 32)
    guard isDrawn, let unsigned = try? Transaction(message) else { return }
    try checkDescription(TransactionDescription(unsigned))
}

/// What the cluster demands of a message, written down once more.
private func checkRules(of message: Message) throws(Finding) {
    let valid: Void? = try? message.validate()
    try expect(valid != nil, "a decoded message is valid")
    let (header, listed) = (message.header, message.addresses.count)
    try expect(header.readonlySigned < header.requiredSignatures, "the fee payer is writable")
    try expect(
        Int(header.requiredSignatures) + Int(header.readonlyUnsigned) <= listed,
        "the header fits the list")
    try expect(Set(message.addresses).count == listed, "no address stands twice")
    try expect(message.accountCount <= 256, "one byte names every account")
    try expect(message.version == .v0 || message.lookups.isEmpty, "only v0 has lookups")
    for instruction in message.instructions {
        try expect(
            (1..<listed).contains(Int(instruction.programIndex)),
            "a program is listed, not the payer"
        )
        try expect(
            instruction.accountIndices.allSatisfy { Int($0) < message.accountCount },
            "an index names an account")
    }
}

private func checkInstructions(of message: Message) throws(Finding) {
    let writable = message.lookups.reduce(0) { $0 + $1.writableIndices.count }
    let readonly = message.lookups.reduce(0) { $0 + $1.readonlyIndices.count }
    let loaded = LoadedAddresses(
        writable: Array(repeating: Programs.system, count: writable),
        readonly: Array(repeating: Programs.token, count: readonly))
    guard let accounts = message.accounts(loaded: loaded) else {
        throw Finding(property: "accounts resolve with as many as the lookups ask for")
    }
    try expect(accounts.count == message.accountCount, "every account is there once")
    for compiled in message.instructions {
        let instruction = Instruction(
            program: accounts[Int(compiled.programIndex)].address,
            accounts: compiled.accountIndices.map { accounts[Int($0)] }, data: compiled.data)
        try checkInstruction(instruction)
    }
}
