internal import CSodium

/// An Ed25519 key pair: a 32-byte seed and the address that it controls.
///
/// The seed lives in `SecretBytes`: one guarded block of memory that is wiped when the last copy of
/// this value goes, and never printed.
public struct Keypair: Signer {
    /// The public key as an address.
    public let address: Address
    /// Seed, then public key: libsodium's form, and that of key files.
    private let secret: SecretBytes

    /// A key pair from its 32-byte seed. The caller's copy of the seed is the caller's to wipe.
    ///
    /// - Throws: `SignerError.malformed` for another length.
    public init(seed: [UInt8]) throws(SignerError) {
        guard seed.count == 32 else { throw .malformed }
        try self.init(fillingSeed: { (block) throws(SignerError) in block.copyBytes(from: seed) })
    }

    /// A key pair from 64 bytes, seed then public key, which must belong together.
    ///
    /// - Parameter fill: writes the 64 bytes into the block that it is given.
    /// - Throws: what `fill` throws, `SignerError.inconsistentHalves`, `.outOfMemory`.
    init(
        filling64 fill: (UnsafeMutableRawBufferPointer) throws(SignerError) -> Void
    ) throws(SignerError) {
        let given = try SecretBytes(count: 64, fill: fill)
        try self.init(fillingSeed: { (block) throws(SignerError) in
            given.withBytes { block.copyBytes(from: $0[..<32]) }
        })
        let matches = given.withBytes { bytes in bytes[32...].elementsEqual(address.bytes) }
        guard matches else { throw .inconsistentHalves }
    }

    /// - Parameter fill: writes the 32 bytes of the seed.
    init(
        fillingSeed fill: (UnsafeMutableRawBufferPointer) throws(SignerError) -> Void
    ) throws(SignerError) {
        var publicKey = [UInt8](repeating: 0, count: 32)
        let seed = try SecretBytes(count: 32, fill: fill)
        secret = try SecretBytes(count: 64) { (block) throws(SignerError) in
            // Two blocks: libsodium hashes the seed into the place of the key before it copies it.
            let status = seed.withBytes { seed in
                guard let from = seed.bindMemory(to: UInt8.self).baseAddress,
                    let to = block.bindMemory(to: UInt8.self).baseAddress
                else { return Int32(-1) }
                return crypto_sign_seed_keypair(&publicKey, to, from)
            }
            guard status == 0 else { throw .malformed }
        }
        guard let address = Address(bytes: publicKey) else { throw .malformed }
        self.address = address
    }

    /// Signs the exact bytes of a message.
    public func sign(_ message: [UInt8]) throws(SignerError) -> Signature {
        var output = [UInt8](repeating: 0, count: 64)
        let status = secret.withBytes { key in
            guard let start = key.bindMemory(to: UInt8.self).baseAddress else { return Int32(-1) }
            return crypto_sign_detached(&output, nil, message, UInt64(message.count), start)
        }
        guard status == 0, let signature = Signature(bytes: output) else { throw .malformed }
        return signature
    }
}

extension Keypair: CustomStringConvertible, CustomReflectable {
    /// The address; never the seed.
    public var description: String { "Keypair(\(address))" }
    /// The address; never the seed.
    public var customMirror: Mirror { Mirror(self, children: ["address": address]) }
}
