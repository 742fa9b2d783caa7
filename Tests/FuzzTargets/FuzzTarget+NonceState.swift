import SolanaCodec

extension FuzzTarget {
    /// The data of nonce accounts.
    static let nonceState = FuzzTarget(name: "nonce-state", longest: 96) { bytes throws(Finding) in
        guard let state = try? NonceState(decoding: bytes) else { return }
        try expect(bytes.count == 80, "a nonce account has 80 bytes")
        let known = [state.version.rawValue, state.content == nil ? 0 : 1]
        var start: [UInt8] = []
        for number in known { start.append(integer: number) }
        try expect(bytes.starts(with: start), "version and state stand first")
        guard let content = state.content else { return }
        var encoded = start + content.authority.bytes + content.nonce.bytes
        encoded.append(integer: content.lamportsPerSignature)
        try expect(encoded == bytes, "an initialised account is all its bytes")
    }
}
