extension OffchainMessage {
    /// Which characters a text of version 0 may have, and how long its message may be.
    ///
    /// Source: anza-xyz/agave, docs, off-chain-message-signing, "Message Format".
    public enum Format: UInt8, Hashable, Sendable, CaseIterable {
        /// Printable ASCII, 0x20 to 0x7E, without line breaks; every hardware wallet can show it.
        case restrictedASCII = 0
        /// UTF-8 that a hardware wallet has room for, but may sign without showing it.
        case limitedUTF8 = 1
        /// UTF-8 beyond the room of a hardware wallet.
        case extendedUTF8 = 2

        /// Bytes of the longest message: preamble and text together.
        ///
        /// kit compares the text alone with 1,232; what is longer here is refused by the
        /// specification and by Solana's SDK.
        public var limit: Int {
            switch self {
            case .restrictedASCII, .limitedUTF8: PacketLimits.bytes
            case .extendedUTF8: OffchainMessage.longest
            }
        }

        /// Whether the text has no other characters; that it is UTF-8 is checked before.
        func admits(_ text: [UInt8]) -> Bool {
            self != .restrictedASCII || text.allSatisfy { (0x20...0x7E).contains($0) }
        }
    }

    /// A message of version 0 in the first format that has room for its text, as Solana's SDK
    /// chooses it.
    ///
    /// - Throws: `OffchainMessageError`.
    public init(
        applicationDomain: FixedBytes<32>, signers: [Address], text: String
    ) throws(OffchainMessageError) {
        self = try Self.first { (format) throws(OffchainMessageError) in
            try OffchainMessage(
                .v0(applicationDomain: applicationDomain, format: format, signers: signers),
                text: text)
        }
    }

    /// A message as `solana sign-offchain-message` writes it, in the first format that has room for
    /// its text.
    ///
    /// - Throws: `OffchainMessageError`.
    public init(withoutSigners text: String) throws(OffchainMessageError) {
        self = try Self.first { (format) throws(OffchainMessageError) in
            try OffchainMessage(.v0WithoutSigners(format: format), text: text)
        }
    }

    private static func first(
        _ make: (Format) throws(OffchainMessageError) -> OffchainMessage
    ) throws(OffchainMessageError) -> OffchainMessage {
        for format in [Format.restrictedASCII, .limitedUTF8] {
            do throws(OffchainMessageError) {
                return try make(format)
            } catch {
                switch error {
                case .notRestrictedASCII, .oversized: continue
                default: throw error
                }
            }
        }
        return try make(.extendedUTF8)
    }
}

/// Why bytes are no off-chain message, or a text cannot become one.
public enum OffchainMessageError: Error, Hashable, Sendable {
    /// The bytes end too early, or go on after the text.
    case wire(WireError)
    /// The bytes do not start with 0xFF and `solana offchain`.
    case noSigningDomain
    /// The version byte is not that of the layout which was asked for.
    case wrongVersion(UInt8)
    /// The format is not 0, 1 or 2.
    case unknownFormat(UInt8)
    /// The preamble names nobody.
    case noSigners
    /// More signers than the count, a byte, can name.
    case tooManySigners(Int)
    /// A signer of version 1 does not stand after the one before it, or is the same.
    case unorderedSigners(index: Int)
    /// There is no text.
    case emptyText
    /// The text is not UTF-8.
    case notUTF8
    /// The text has characters that its format does not allow.
    case notRestrictedASCII
    /// Preamble and text are longer than the format allows.
    case oversized(count: Int, limit: Int)
}
