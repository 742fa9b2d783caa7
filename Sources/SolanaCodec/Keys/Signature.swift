/// An Ed25519 signature, 64 bytes. The first one of a transaction names it.
public struct Signature: Hashable, Sendable, BitwiseCopyable {
    /// The 64 bytes: R, then S.
    public var fixedBytes: FixedBytes<64>

    /// Wraps 64 bytes.
    public init(_ bytes: FixedBytes<64>) {
        fixedBytes = bytes
    }

    /// Wraps exactly 64 bytes; `nil` for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard let fixed = FixedBytes<64>(bytes) else { return nil }
        fixedBytes = fixed
    }

    /// Parses base58.
    ///
    /// - Throws: `Base58Error` for anything but the one base58 text of 64 bytes.
    public init(parsing text: String) throws(Base58Error) {
        try self.init(parsingUTF8: text.utf8Span.span)
    }

    /// Parses base58.
    ///
    /// - Throws: `Base58Error` for anything but the one base58 text of 64 bytes.
    public init(parsing text: some StringProtocol) throws(Base58Error) {
        try self.init(parsing: String(text))
    }

    /// Parses the UTF-8 of a base58 text.
    ///
    /// - Throws: `Base58Error` for anything but the one base58 text of 64 bytes.
    public init(parsingUTF8 text: Span<UInt8>) throws(Base58Error) {
        fixedBytes = try Base58.decode64(utf8: text)
    }

    /// 64 zero bytes: the place of a signature that is still to come.
    public static let absent = Signature(FixedBytes(repeating: 0))

    /// The 64 bytes.
    public var bytes: [UInt8] { fixedBytes.bytes }
}

extension Signature: CustomStringConvertible, LosslessStringConvertible {
    /// Parses base58; `nil` if it is malformed.
    public init?(_ description: String) {
        guard let signature = try? Signature(parsing: description) else { return nil }
        self = signature
    }

    /// Base58.
    public var description: String { Base58.encode(fixedBytes) }
}
