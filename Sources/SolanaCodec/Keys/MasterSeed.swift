/// The secret from which keys are derived: usually what BIP-39 makes of a seed phrase.
///
/// Shape: 64 bytes, PBKDF2-HMAC-SHA-512 with 2,048 rounds, the phrase as the password and
/// `mnemonic` and the passphrase as the salt.
///
/// BIP-39 wants both texts in Unicode's form NFKD, which the standard library cannot make. ASCII
/// is in that form already; for anything else the caller says that it is. Some programs, among them
/// `solana-keygen recover --skip-seed-phrase-validation`, take the bytes as they were typed.
///
/// Source: BIP-39, "From mnemonic to seed"; SLIP-0010.
public struct MasterSeed: Sendable {
    /// The secret.
    public let bytes: SecretBytes

    /// How many bytes a seed may have that comes from elsewhere. Source: SLIP-0010.
    public static let counts = 16...64
    /// Rounds of PBKDF2. Source: BIP-39.
    static let rounds = 2_048

    /// A seed that comes from elsewhere.
    ///
    /// - Throws: `SignerError.phrase(.seedCount)`.
    public init(_ bytes: SecretBytes) throws(SignerError) {
        guard Self.counts.contains(bytes.count) else { throw .phrase(.seedCount(bytes.count)) }
        self.bytes = bytes
    }

    /// The seed of a phrase.
    ///
    /// - Parameters:
    ///   - passphrase: chosen by the owner of the phrase; another passphrase gives another seed,
    ///     and none gives an error. Empty is the same as none.
    ///   - isNormalized: whether a passphrase beyond ASCII is in the form NFKD.
    /// - Throws: `SignerError.phrase(.notASCII)`, `.outOfMemory`.
    public init(
        _ mnemonic: Mnemonic, passphrase: SecretBytes? = nil, isNormalized: Bool = false
    ) throws(SignerError) {
        try self.init(
            uncheckedPhrase: mnemonic.phrase, passphrase: passphrase, isNormalized: isNormalized)
    }

    /// The seed of a phrase in any language, whose words and checksum nobody checks: a slip of the
    /// pen gives another key.
    ///
    /// - Parameters:
    ///   - passphrase: as for a checked phrase.
    ///   - isNormalized: whether texts beyond ASCII are in the form NFKD.
    /// - Throws: `SignerError.phrase(.notASCII)`, `.outOfMemory`.
    public init(
        uncheckedPhrase phrase: SecretBytes, passphrase: SecretBytes? = nil,
        isNormalized: Bool = false
    ) throws(SignerError) {
        for text in [phrase, passphrase] where !isNormalized {
            let isASCII = text?.withBytes { $0.allSatisfy { $0 < 0x80 } } ?? true
            guard isASCII else { throw .phrase(.notASCII) }
        }
        bytes = try SecretBytes(count: HMACSHA512.size) { (seed) throws(SignerError) in
            try Self.stretch(phrase, passphrase, into: seed)
        }
    }

    /// PBKDF2 for one block of output. Source: RFC 8018, section 5.2.
    private static func stretch(
        _ phrase: SecretBytes, _ passphrase: SecretBytes?,
        into seed: UnsafeMutableRawBufferPointer
    ) throws(SignerError) {
        // Hashing the key costs two blocks; every round starts from the state after them.
        let keyed = try phrase.withBytes { (key) throws(SignerError) in try HMACSHA512(key: key) }
        let running = try HMACSHA512(keyed)
        _ = try SecretBytes(count: HMACSHA512.size) { (round) throws(SignerError) in
            running.update(Array("mnemonic".utf8))
            passphrase?.withBytes { running.update($0) }
            running.update([0, 0, 0, 1])
            running.finish(into: round)
            add(round, to: seed)
            for _ in 1..<rounds {
                running.restart(from: keyed)
                running.update(UnsafeRawBufferPointer(round))
                running.finish(into: round)
                add(round, to: seed)
            }
        }
    }

    private static func add(
        _ round: UnsafeMutableRawBufferPointer, to seed: UnsafeMutableRawBufferPointer
    ) {
        round.withMemoryRebound(to: UInt64.self) { round in
            seed.withMemoryRebound(to: UInt64.self) { seed in
                for index in seed.indices { seed[index] ^= round[index] }
            }
        }
    }
}

extension MasterSeed: CustomStringConvertible, CustomReflectable {
    /// Never the seed.
    public var description: String { "<secret>" }
    /// Never the seed.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
