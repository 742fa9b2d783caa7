/// A recent blockhash, or the value of a durable nonce: what limits a transaction's life. 32 bytes.
///
/// The genesis hash that names a cluster has the same form.
public struct Blockhash: Hashable, Sendable, BitwiseCopyable {
    /// The 32 bytes.
    public var fixedBytes: FixedBytes<32>

    /// Wraps 32 bytes.
    public init(_ bytes: FixedBytes<32>) {
        fixedBytes = bytes
    }

    /// Wraps exactly 32 bytes; `nil` for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard let fixed = FixedBytes<32>(bytes) else { return nil }
        fixedBytes = fixed
    }

    /// Parses base58.
    ///
    /// - Throws: `Base58Error` for anything but the one base58 text of 32 bytes.
    public init(parsing text: String) throws(Base58Error) {
        try self.init(parsingUTF8: text.utf8Span.span)
    }

    /// Parses base58.
    ///
    /// - Throws: `Base58Error` for anything but the one base58 text of 32 bytes.
    public init(parsing text: some StringProtocol) throws(Base58Error) {
        try self.init(parsing: String(text))
    }

    /// Parses the UTF-8 of a base58 text.
    ///
    /// - Throws: `Base58Error` for anything but the one base58 text of 32 bytes.
    public init(parsingUTF8 text: Span<UInt8>) throws(Base58Error) {
        fixedBytes = try Base58.decode32(utf8: text)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { fixedBytes.bytes }
}

extension Blockhash: CustomStringConvertible, LosslessStringConvertible {
    /// Parses base58; `nil` if it is malformed.
    public init?(_ description: String) {
        guard let hash = try? Blockhash(parsing: description) else { return nil }
        self = hash
    }

    /// Base58.
    public var description: String { Base58.encode(fixedBytes) }
}
