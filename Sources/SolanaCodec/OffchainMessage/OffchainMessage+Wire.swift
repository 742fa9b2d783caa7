extension OffchainMessage {
    /// How the preamble is laid out.
    public enum Layout: Hashable, Sendable, CaseIterable {
        /// Version 0 as it is specified.
        case v0
        /// Version 0 as `solana sign-offchain-message` writes it.
        case v0WithoutSigners
        /// Version 1.
        case v1

        /// The version byte.
        public var version: UInt8 { self == .v1 ? 1 : 0 }
    }

    /// Decodes a message of this layout.
    ///
    /// - Throws: `OffchainMessageError`; there is exactly one accepted encoding of each message.
    public init(decoding bytes: [UInt8], layout: Layout) throws(OffchainMessageError) {
        guard bytes.count <= Self.longest else {
            throw .oversized(count: bytes.count, limit: Self.longest)
        }
        guard bytes.starts(with: Self.signingDomain) else { throw .noSigningDomain }
        if let version = bytes.dropFirst(Self.signingDomain.count).first, version != layout.version
        {
            throw .wrongVersion(version)
        }
        let parts: Parts
        do throws(WireError) {
            var input = bytes.span.extracting(droppingFirst: Self.signingDomain.count)
            parts = try Parts(layout, decoding: &input)
        } catch {
            throw .wire(error)
        }
        try self.init(try parts.preamble(layout), text: parts.text)
    }

    /// Every message that these bytes are an encoding of, in whatever layout.
    ///
    /// Two layouts share version 0. Bytes that fit both can be made on purpose, and a signature of
    /// them is one of both messages: a verifier that does not know the layout looks for the text
    /// that it expects.
    public static func readings(of bytes: [UInt8]) -> [OffchainMessage] {
        Layout.allCases.compactMap { try? OffchainMessage(decoding: bytes, layout: $0) }
    }

    /// The bytes that are signed.
    public var encoded: [UInt8] {
        var output = Self.signingDomain
        switch preamble {
        case .v0(let applicationDomain, let format, let signers):
            output.append(0)
            output.append(fixed: applicationDomain)
            output.append(format.rawValue)
            Self.append(signers, to: &output)
            output.append(integer: UInt16(clamping: text.count))
        case .v0WithoutSigners(let format):
            output += [0, format.rawValue]
            output.append(integer: UInt16(clamping: text.count))
        case .v1(let signers):
            output.append(1)
            Self.append(signers, to: &output)
        }
        return output + text
    }

    private static func append(_ signers: [Address], to output: inout [UInt8]) {
        output.append(UInt8(clamping: signers.count))
        for signer in signers { output.append(fixed: signer.fixedBytes) }
    }
}

/// What stands after the signing domain, a version byte first; meaning is judged afterwards.
private struct Parts {
    var applicationDomain = FixedBytes<32>(repeating: 0)
    var format: UInt8 = 0
    var signers: [Address] = []
    var text: [UInt8]

    init(
        _ layout: OffchainMessage.Layout, decoding input: inout Span<UInt8>
    ) throws(WireError) {
        _ = try input.readByte()
        if layout == .v0 { applicationDomain = try input.readFixed() }
        if layout != .v1 { format = try input.readByte() }
        if layout != .v0WithoutSigners {
            for _ in 0..<(try input.readByte()) { signers.append(Address(try input.readFixed())) }
        }
        let count = layout == .v1 ? input.count : Int(try input.readInteger(UInt16.self))
        text = try input.readBytes(count: count)
        try input.expectEnd()
    }

    func preamble(
        _ layout: OffchainMessage.Layout
    ) throws(OffchainMessageError) -> OffchainMessage.Preamble {
        guard let format = OffchainMessage.Format(rawValue: format) else {
            throw .unknownFormat(format)
        }
        return switch layout {
        case .v0: .v0(applicationDomain: applicationDomain, format: format, signers: signers)
        case .v0WithoutSigners: .v0WithoutSigners(format: format)
        case .v1: .v1(signers: signers)
        }
    }
}
