/// The data of a nonce account: a value that stands for a recent blockhash until it is used.
///
/// Shape, 80 bytes, little-endian: version `u32` (0 legacy, 1 current) | state `u32` (0 not
/// initialised, 1 initialised) | authority 32 | nonce 32 | lamports per signature `u64`. The bytes
/// after state 0 mean nothing. Source: anza-xyz/solana-sdk, nonce.
public struct NonceState: Hashable, Sendable {
    /// How the nonce was made.
    public var version: Version
    /// What an initialised account says.
    public var content: Content?

    /// How the nonce was made.
    public enum Version: UInt32, Hashable, Sendable, CaseIterable {
        /// From a blockhash as it was; the runtime no longer takes such a nonce, until
        /// `UpgradeNonceAccount` makes it a current one.
        case legacy = 0
        /// From a blockhash in a domain of its own, so that no blockhash is a nonce.
        case current = 1
    }

    /// What an initialised account says.
    public struct Content: Hashable, Sendable {
        /// Who signs to use, draw from, or hand over the account.
        public var authority: Address
        /// The value of the nonce.
        public var nonce: Blockhash
        /// What a signature cost when the nonce was made, in lamports; no fee is computed from it.
        public var lamportsPerSignature: UInt64
    }

    /// The length in bytes.
    public static let size = 80

    /// Decodes the data of an account that the System program owns.
    ///
    /// - Throws: `NonceStateError`.
    public init(decoding data: [UInt8]) throws(NonceStateError) {
        guard data.count == Self.size else { throw .invalidLength(data.count) }
        var input = StateReader(data)
        let version = input.integer(UInt32.self)
        guard let known = Version(rawValue: version) else { throw .unknownVersion(version) }
        self.version = known
        switch input.integer(UInt32.self) {
        case 0: content = nil
        case 1:
            content = Content(
                authority: input.address(), nonce: Blockhash(input.address().fixedBytes),
                lamportsPerSignature: input.integer())
        case let state: throw .unknownState(state)
        }
    }

    /// The nonce that a message may have for its recent blockhash; `nil` if the runtime takes none
    /// of this account.
    public var usableNonce: Blockhash? { version == .current ? content?.nonce : nil }
}

/// Why data is no nonce account.
public enum NonceStateError: Error, Hashable, Sendable {
    /// Nonce accounts have 80 bytes.
    case invalidLength(Int)
    /// The version is neither 0 nor 1.
    case unknownVersion(UInt32)
    /// The state is neither 0 nor 1.
    case unknownState(UInt32)
}
