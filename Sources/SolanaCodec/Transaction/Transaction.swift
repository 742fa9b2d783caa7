/// Signatures, and the message bytes that they sign, exactly as received or compiled.
///
/// Shape, legacy and v0: compact-u16 count, signatures 64 each | message.
/// v1: message | signatures 64 each, as many as the header asks for. Source: SIMD-0385.
public struct Transaction: Sendable {
    /// One signature for each signer, in the order of the address list; `Signature.absent` where
    /// one is still to come. Never empty.
    public private(set) var signatures: [Signature]
    /// The decoded message.
    public let message: Message
    /// Where the signed bytes lie: for a decoded transaction, within the whole input, so that nothing
    /// is copied.
    private let signedBytes: ArraySlice<UInt8>

    /// The bytes that are signed.
    public var messageBytes: [UInt8] { Array(signedBytes) }

    /// An unsigned transaction.
    ///
    /// - Throws: `WireError` if the message is invalid or too large to be sent once signed.
    public init(_ message: Message) throws(WireError) {
        try message.validate()
        self.message = message
        signedBytes = message.encoded[...]
        signatures = Array(
            repeating: .absent, count: Int(message.header.requiredSignatures))
        let count = encoded.count
        let limit = PacketLimits.bytes(of: message.version)
        guard count <= limit else { throw .oversized(count: count, limit: limit) }
    }

    /// Decodes a whole transaction of any version.
    ///
    /// - Throws: `WireError`; there is exactly one accepted encoding of each transaction.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        var consumed = 0
        try self.init(decoding: bytes, consumed: &consumed)
    }

    /// Decodes, and tells how many bytes were read: all of them, or those before the failure.
    init(decoding bytes: [UInt8], consumed: inout Int) throws(WireError) {
        guard bytes.count <= PacketLimits.v1Bytes else {
            throw .oversized(count: bytes.count, limit: PacketLimits.v1Bytes)
        }
        var input = bytes.span
        defer { consumed = bytes.count - input.count }
        guard !input.isEmpty else { throw .truncated(missing: 1) }
        if input[0] & Message.versionFlag != 0 {
            guard input[0] == Message.versionFlag | 1 else {
                throw .unsupportedVersion(input[0] & ~Message.versionFlag)
            }
            message = try Message(decoding: &input, of: bytes)
            signedBytes = bytes.dropLast(input.count)
            signatures = try Self.readSignatures(
                Int(message.header.requiredSignatures), from: &input)
        } else {
            guard bytes.count <= PacketLimits.bytes else {
                throw .oversized(count: bytes.count, limit: PacketLimits.bytes)
            }
            signatures = try Self.readSignatures(Int(input.readCompactU16()), from: &input)
            signedBytes = bytes.suffix(input.count)
            message = try Message(decoding: &input, of: bytes)
            guard message.version != .v1 else { throw .unsupportedVersion(1) }
            let required = Int(message.header.requiredSignatures)
            guard signatures.count == required else {
                throw .signatureCount(found: signatures.count, required: required)
            }
        }
        try input.expectEnd()
    }

    /// The wire form.
    public var encoded: [UInt8] {
        var output: [UInt8] = []
        if message.version == .v1 { output += signedBytes }
        if message.version != .v1 {
            output.append(compactU16: UInt16(clamping: signatures.count))
        }
        for signature in signatures { output.append(fixed: signature.fixedBytes) }
        if message.version != .v1 { output += signedBytes }
        return output
    }

    /// The first signature, which names the transaction.
    public var signature: Signature { signatures.first ?? .absent }

    /// Puts a signature in the place of its signer.
    ///
    /// - Returns: whether the address is one of the signers.
    @discardableResult
    public mutating func setSignature(_ signature: Signature, of signer: Address) -> Bool {
        guard let index = signerAddresses.firstIndex(of: signer) else { return false }
        signatures[index] = signature
        return true
    }

    /// The addresses that must sign, in order.
    public var signerAddresses: ArraySlice<Address> {
        message.addresses.prefix(Int(message.header.requiredSignatures))
    }

    private static func readSignatures(
        _ count: Int, from input: inout Span<UInt8>
    ) throws(WireError) -> [Signature] {
        try input.readRecords(count)
    }
}

extension Transaction: Hashable {
    /// The same signatures of the same bytes.
    public static func == (left: Self, right: Self) -> Bool {
        left.signatures == right.signatures && left.signedBytes == right.signedBytes
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(signatures)
        hasher.combine(signedBytes)
    }
}
