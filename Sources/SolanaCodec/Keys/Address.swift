/// The 32-byte name of an account: a wallet, a token account, a mint, a program.
///
/// It may lie off the Ed25519 curve (program-derived addresses do), so it is not a public key.
/// RPC answers call it `pubkey`.
public struct Address: Hashable, Sendable, BitwiseCopyable, Comparable {
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

    /// Byte order, the order in which the Rust SDK lists the accounts of a message.
    public static func < (left: Self, right: Self) -> Bool { left.fixedBytes < right.fixedBytes }
}

extension Address: CustomStringConvertible, LosslessStringConvertible {
    /// Parses base58; `nil` if it is malformed.
    public init?(_ description: String) {
        guard let address = try? Address(parsing: description) else { return nil }
        self = address
    }

    /// Base58.
    public var description: String { Base58.encode(fixedBytes) }
}

extension Address: ExpressibleByStringLiteral {
    /// A constant of the source code; a literal that is no address is a programming error.
    public init(stringLiteral value: StaticString) {
        guard let address = Address(value.description) else {
            preconditionFailure("not an address: \(value)")
        }
        self = address
    }
}
