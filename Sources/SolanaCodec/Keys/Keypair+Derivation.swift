extension Keypair {
    /// The key pair at a place below a master seed.
    ///
    /// Shape: HMAC-SHA-512 of the seed under `ed25519 seed` gives a key, 32 bytes, and a chain code,
    /// 32 bytes; each index gives the next two, as HMAC-SHA-512 of a zero byte, the key and the
    /// hardened index, big-endian, under the chain code.
    ///
    /// - Parameter path: `nil` takes the first 32 bytes of the seed as they are, as Solana's tools
    ///   do for `ASK`.
    /// - Throws: `SignerError.outOfMemory`; `.phrase(.seedCount)` if the seed has not 32 bytes to
    ///   take.
    ///
    /// Source: SLIP-0010, ed25519; anza-xyz/solana-sdk, keypair,
    /// `keypair_from_seed_and_derivation_path`.
    public init(_ seed: MasterSeed, path: DerivationPath?) throws(SignerError) {
        guard let path else {
            guard seed.bytes.count >= 32 else { throw .phrase(.seedCount(seed.bytes.count)) }
            try self.init(fillingSeed: { (block) throws(SignerError) in
                seed.bytes.withBytes { block.copyBytes(from: $0[..<32]) }
            })
            return
        }
        let node = try SecretBytes(count: HMACSHA512.size) { (node) throws(SignerError) in
            let master = try HMACSHA512(key: "ed25519 seed")
            seed.bytes.withBytes { master.update($0) }
            master.finish(into: node)
            for index in path.indices { try Self.descend(node, index) }
        }
        try self.init(fillingSeed: { (block) throws(SignerError) in
            node.withBytes { block.copyBytes(from: $0[..<32]) }
        })
    }

    /// The key pair of a seed phrase, at `m/44'/501'` unless told otherwise.
    ///
    /// - Parameters:
    ///   - passphrase: chosen by the owner of the phrase; another one gives another key.
    ///   - path: `nil` takes the first 32 bytes of the seed as they are (`ASK`).
    /// - Throws: `SignerError.phrase(.notASCII)` for a passphrase beyond ASCII, which
    ///   `MasterSeed` takes once it is normalized; `.outOfMemory`.
    public init(
        _ mnemonic: Mnemonic, passphrase: SecretBytes? = nil, path: DerivationPath? = .solana
    ) throws(SignerError) {
        try self.init(MasterSeed(mnemonic, passphrase: passphrase), path: path)
    }

    /// Replaces key and chain code by those of the child at `index`.
    private static func descend(
        _ node: UnsafeMutableRawBufferPointer, _ index: UInt32
    ) throws(SignerError) {
        let child = try HMACSHA512(key: UnsafeRawBufferPointer(rebasing: node[32...]))
        let hardened = index | 0x8000_0000
        child.update([0])
        child.update(UnsafeRawBufferPointer(rebasing: node[..<32]))
        child.update((0..<4).map { UInt8(truncatingIfNeeded: hardened >> (24 - 8 * $0)) })
        child.finish(into: node)
    }
}
