/// A text that wallets sign and that can never be a transaction.
///
/// Shape: byte 0xFF, `solana offchain` | version `u8` | preamble | text. The preamble, by layout:
/// - `v0`: application domain 32 | format `u8` | signer count `u8`, signers 32 each | text length
///   `u16`;
/// - `v0WithoutSigners`: format `u8` | text length `u16`; also under version 0, so that the bytes
///   alone do not tell the two apart, and whoever decodes says which one is meant;
/// - `v1`: signer count `u8`, signers 32 each, in the order of their bytes and each once; the text
///   goes on to the end.
///
/// Strict: no text is empty; it is valid UTF-8, and conforms to the format that the preamble names.
/// A format with more room than the text needs is another message with another signature, and as
/// legal to the specification.
///
/// Source: anza-xyz/agave, docs, off-chain-message-signing (`v0`); solana-offchain-message before
/// version 3, which `solana sign-offchain-message` uses (`v0WithoutSigners`); sRFC 38 and
/// @solana/offchain-messages (`v1`).
public struct OffchainMessage: Hashable, Sendable {
    /// What stands before the text.
    public let preamble: Preamble
    /// The text, in UTF-8. Bytes, because Swift's strings compare equal when their bytes differ.
    public let text: [UInt8]

    /// What stands between the version and the text, but for the text's length.
    public enum Preamble: Hashable, Sendable {
        /// Version 0 as it is specified; the domain names the application that asks, in any bytes.
        case v0(applicationDomain: FixedBytes<32>, format: Format, signers: [Address])
        /// Version 0 as Solana's command line writes it.
        case v0WithoutSigners(format: Format)
        /// Version 1.
        case v1(signers: [Address])
    }

    /// A message; the text is checked against the preamble.
    ///
    /// - Throws: `OffchainMessageError`.
    public init(_ preamble: Preamble, text: [UInt8]) throws(OffchainMessageError) {
        self.preamble = preamble
        self.text = text
        try validate()
    }

    /// A message; the text is checked against the preamble.
    ///
    /// - Throws: `OffchainMessageError`.
    public init(_ preamble: Preamble, text: String) throws(OffchainMessageError) {
        try self.init(preamble, text: Array(text.utf8))
    }

    /// Who is to sign; `nil` where the message does not say.
    public var signers: [Address]? {
        switch preamble {
        case .v0(_, _, let signers), .v1(let signers): signers
        case .v0WithoutSigners: nil
        }
    }

    /// The format of the text; version 1 has but one, which is any UTF-8.
    public var format: Format? {
        switch preamble {
        case .v0(_, let format, _), .v0WithoutSigners(let format): format
        case .v1: nil
        }
    }

    // MARK: Signing

    /// Signs the message.
    ///
    /// - Throws: `SignerError.wrongAddress` if the message names other signers, or what the signer
    ///   throws.
    public func sign(with signer: any Signer) throws(SignerError) -> Signature {
        guard signers?.contains(signer.address) ?? true else { throw .wrongAddress }
        return try signer.sign(encoded)
    }

    /// Whether `signature` is this signer's, who is one of those that the message names, if it names
    /// any.
    public func isValid(_ signature: Signature, by signer: Address) -> Bool {
        (signers?.contains(signer) ?? true)
            && Ed25519.isValid(signature, of: encoded, by: signer)
    }

    /// Whether all that the message names have signed, in their order; false if it names none.
    public func isValid(_ signatures: [Signature]) -> Bool {
        guard let signers, signers.count == signatures.count else { return false }
        return zip(signatures, signers).allSatisfy { isValid($0, by: $1) }
    }

    // MARK: Rules

    private func validate() throws(OffchainMessageError) {
        guard !text.isEmpty else { throw .emptyText }
        guard String(validating: text, as: UTF8.self) != nil else { throw .notUTF8 }
        if let signers {
            guard !signers.isEmpty else { throw .noSigners }
            guard signers.count <= Int(UInt8.max) else { throw .tooManySigners(signers.count) }
        }
        if case .v1(let signers) = preamble {
            for (index, pair) in zip(signers, signers.dropFirst()).enumerated()
            where pair.0 >= pair.1 {
                throw .unorderedSigners(index: index + 1)
            }
        }
        let limit = format?.limit ?? Self.longest
        let count = preambleCount + text.count
        guard count <= limit else { throw .oversized(count: count, limit: limit) }
        guard format?.admits(text) ?? true else { throw .notRestrictedASCII }
    }

    /// The bytes before the text.
    private var preambleCount: Int {
        let start = Self.signingDomain.count + 1
        return switch preamble {
        case .v0(_, _, let signers): start + 32 + 1 + 1 + 32 * signers.count + 2
        case .v0WithoutSigners: start + 1 + 2
        case .v1(let signers): start + 1 + 32 * signers.count
        }
    }

    /// The first bytes of every off-chain message; no transaction starts with 0xFF.
    public static let signingDomain: [UInt8] = [0xFF] + Array("solana offchain".utf8)
    /// Bytes of the longest message of version 0, whose length is a `u16`. Version 1 has no limit
    /// of its own; this one keeps it as large.
    public static let longest = Int(UInt16.max)
}

extension OffchainMessage: CustomStringConvertible {
    /// The text.
    public var description: String { String(decoding: text, as: UTF8.self) }
}
