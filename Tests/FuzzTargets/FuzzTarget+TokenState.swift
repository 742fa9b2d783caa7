import SolanaCodec

extension FuzzTarget {
    /// The data of mints, token accounts, with and without extensions, and multisignature accounts.
    static let tokenState = FuzzTarget(name: "token-state", longest: 768) { bytes throws(Finding) in
        let account = try? TokenAccountState(decoding: bytes)
        let mint = try? MintState(decoding: bytes)
        try expect(account == nil || mint == nil, "never both a mint and an account")
        try expect(
            bytes.count != 355 || (account == nil && mint == nil),
            "the length of a multisignature account is no other kind's")
        if let multisig = try? MultisigState(decoding: bytes) { try checkMultisig(multisig, bytes) }
        if let account { try checkAccount(account, bytes) }
        if let mint { try checkMint(mint, bytes) }
    }
}

private func checkAccount(_ state: TokenAccountState, _ data: [UInt8]) throws(Finding) {
    try expect(data.count >= 165, "an account has 165 bytes at least")
    try expect(state.mint.bytes == Array(data[0..<32]), "the mint stands first")
    try expect(state.owner.bytes == Array(data[32..<64]), "then the owner")
    try expect(state.amount == TokenAmount(integer(data, 64)), "then the amount")
    try expectOption(state.delegate?.bytes, data, 72, count: 32)
    try expect(state.status.rawValue == data[108], "then the state")
    try expect(data[109] == (state.nativeReserve == nil ? 0 : 1), "then the reserve")
    try expect(
        state.nativeReserve.map { $0 == Lamports(integer(data, 113)) } ?? true, "and its lamports")
    try expect(state.delegatedAmount == TokenAmount(integer(data, 121)), "then what is delegated")
    try expectOption(state.closeAuthority?.bytes, data, 129, count: 32)
    try checkExtensions(state.extensions, data, accountType: 2)
}

private func checkMint(_ state: MintState, _ data: [UInt8]) throws(Finding) {
    try expect(data.count == 82 || data.count > 165, "a mint has 82 bytes, or extensions")
    try expectOption(state.mintAuthority?.bytes, data, 0, count: 32)
    try expect(state.supply == TokenAmount(integer(data, 36)), "then the supply")
    try expect(state.decimals == data[44], "then the decimals")
    try expect(data[45] == (state.isInitialized ? 1 : 0), "then whether it is a mint yet")
    try expectOption(state.freezeAuthority?.bytes, data, 46, count: 32)
    try expect(data.dropFirst(82).prefix(83).allSatisfy { $0 == 0 }, "then zeros")
    try checkExtensions(state.extensions, data, accountType: 1)
}

private func checkExtensions(
    _ extensions: [TokenExtension], _ data: [UInt8], accountType: UInt8
) throws(Finding) {
    guard data.count > 165 else { return try expect(extensions.isEmpty, "no extensions") }
    try expect(data[165] == accountType, "the account type stands at 165")
    var encoded: [UInt8] = []
    for item in extensions {
        encoded.append(integer: item.type.rawValue)
        encoded.append(integer: UInt16(clamping: item.value.count))
        encoded += item.value
    }
    for item in extensions { try checkValue(item) }
    try expect(Set(extensions.map(\.type)).count == extensions.count, "no extension stands twice")
    try expect(data[166...].starts(with: encoded), "extensions encode to their bytes")
    let rest = data[166...].dropFirst(encoded.count)
    try expect(rest.count < 2 || rest.prefix(2).elementsEqual([0, 0]), "and go on to the end")
}

/// What is said of an extension's length and value; reading it never traps.
private func checkValue(_ item: TokenExtension) throws(Finding) {
    guard let value = try? item.decoded() else { return }
    try expect(
        item.type.valueLength ?? item.value.count == item.value.count, "a kind has one length")
    switch value {
    case .transferFeeConfig(let config):
        for amount in [0, 1, 10_001, UInt64.max].map({ TokenAmount($0) }) {
            let fee = config.fee(inEpoch: config.newer.epoch).fee(of: amount)
            try expect(fee.map { $0 <= amount } ?? true, "no fee is more than the amount")
        }
    case .transferFeeAmount(let withheld):
        try expect(withheld == TokenAmount(integer(item.value, 0)), "eight bytes are an amount")
    case .permanentDelegate(let address), .mintCloseAuthority(let address):
        try expect(
            (address?.bytes ?? Array(repeating: 0, count: 32)) == item.value, "zeros are nobody")
    case .tokenMetadata(let metadata):
        try expect(metadata.additional.count * 8 <= item.value.count, "every pair has its bytes")
    case .unknown(let type, let bytes):
        try expect(!type.isKnown && bytes == item.value, "only what has no name is unknown")
    case .confidential(_, let bytes):
        try expect(bytes == item.value, "ciphertexts stay bytes")
    default: break
    }
}

private func checkMultisig(_ state: MultisigState, _ data: [UInt8]) throws(Finding) {
    var encoded = [state.requiredSigners, UInt8(state.members.count), state.isInitialized ? 1 : 0]
    encoded += state.members.flatMap(\.bytes)
    encoded += Array(repeating: 0, count: max(0, 355 - encoded.count))
    try expect(encoded == data, "a multisignature account is all its bytes")
    try expect(!state.isInitialized || state.requiredSigners > 0, "somebody must sign")
}

private func expectOption(
    _ value: [UInt8]?, _ data: [UInt8], _ offset: Int, count: Int
) throws(Finding) {
    let tag = [value == nil ? 0 : 1, 0, 0, 0] as [UInt8]
    try expect(data[offset..<offset + 4].elementsEqual(tag), "an option's tag is 0 or 1")
    let content = data[offset + 4..<offset + 4 + count]
    try expect(value.map { $0.elementsEqual(content) } ?? true, "an option's value follows its tag")
}

private func integer(_ data: [UInt8], _ offset: Int) -> UInt64 {
    data[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
}
