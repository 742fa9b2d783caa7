extension Message {
    /// First bits of a version byte; a legacy message starts with its signature count instead.
    static let versionFlag: UInt8 = 0x80

    /// Decodes a whole message of any version.
    ///
    /// Everything that the cluster would refuse whatever the accounts hold is refused here: counts
    /// that do not fit, duplicate addresses, indices that name nothing, a program in a lookup table.
    ///
    /// - Throws: `WireError`.
    public init(decoding bytes: [UInt8]) throws(WireError) {
        var input = bytes.span
        try self.init(decoding: &input, of: bytes)
        try input.expectEnd()
    }

    /// - Parameter input: the rest of `bytes`.
    init(decoding input: inout Span<UInt8>, of bytes: [UInt8]) throws(WireError) {
        try self.init(decodingUnchecked: &input, of: bytes)
        try validate()
    }

    /// Reads the parts and judges none of them.
    ///
    /// - Parameter input: the rest of `bytes`.
    init(decodingUnchecked input: inout Span<UInt8>, of bytes: [UInt8]) throws(WireError) {
        guard !input.isEmpty else { throw .truncated(missing: 1) }
        let first = input[0]
        switch first {
        case ..<Self.versionFlag:
            try self.init(decodingBody: &input, of: bytes, version: .legacy)
        case Self.versionFlag:
            _ = try input.readByte()
            try self.init(decodingBody: &input, of: bytes, version: .v0)
        case Self.versionFlag | 1:
            _ = try input.readByte()
            try self.init(decodingV1: &input, of: bytes)
        default:
            throw .unsupportedVersion(first & ~Self.versionFlag)
        }
    }

    /// The one encoding of this message.
    public var encoded: [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(PacketLimits.bytes(of: version))
        switch version {
        case .legacy:
            encodeBody(into: &output)
        case .v0:
            output.append(Self.versionFlag)
            encodeBody(into: &output)
            output.append(compactU16: UInt16(clamping: lookups.count))
            for lookup in lookups { lookup.encode(into: &output) }
        case .v1:
            output.append(Self.versionFlag | 1)
            encodeV1(into: &output)
        }
        return output
    }

    // MARK: Legacy and v0

    private init(
        decodingBody input: inout Span<UInt8>, of bytes: [UInt8], version: Version
    ) throws(WireError) {
        let header = try MessageHeader(decoding: &input)
        let addresses = try Self.readAddresses(Int(input.readCompactU16()), from: &input)
        let blockhash = Blockhash(try input.readFixed())
        let instructionCount = Int(try input.readCompactU16())
        var instructions: [CompiledInstruction] = []
        // Each instruction takes at least three bytes.
        instructions.reserveCapacity(Swift.min(instructionCount, input.count / 3))
        for _ in 0..<instructionCount {
            instructions.append(try CompiledInstruction(decoding: &input, of: bytes))
        }
        var lookups: [AddressTableLookup] = []
        if version == .v0 {
            for _ in 0..<(try input.readCompactU16()) {
                lookups.append(try AddressTableLookup(decoding: &input))
            }
        }
        self.init(
            version: version, header: header, addresses: addresses, recentBlockhash: blockhash,
            instructions: instructions, lookups: lookups)
    }

    private func encodeBody(into output: inout [UInt8]) {
        header.encode(into: &output)
        output.append(compactU16: UInt16(clamping: addresses.count))
        for address in addresses { output.append(fixed: address.fixedBytes) }
        output.append(fixed: recentBlockhash.fixedBytes)
        output.append(compactU16: UInt16(clamping: instructions.count))
        for instruction in instructions { instruction.encode(into: &output) }
    }

    // MARK: v1

    private init(
        decodingV1 input: inout Span<UInt8>, of bytes: [UInt8]
    ) throws(WireError) {
        let header = try MessageHeader(decoding: &input)
        let mask = try input.readInteger(UInt32.self)
        let lifetime = Blockhash(try input.readFixed())
        let instructionCount = Int(try input.readByte())
        let addressCount = Int(try input.readByte())
        try Self.checkV1(
            signatures: Int(header.requiredSignatures), addresses: addressCount,
            instructions: instructionCount)
        let addresses = try Self.readAddresses(addressCount, from: &input)
        let config = try TransactionConfig(mask: mask, decoding: &input)
        var shapes: [(program: UInt8, accounts: Int, data: Int)] = []
        for _ in 0..<instructionCount {
            shapes.append(
                (
                    try input.readByte(), Int(try input.readByte()),
                    Int(try input.readInteger(UInt16.self))
                ))
        }
        var instructions: [CompiledInstruction] = []
        for shape in shapes {
            instructions.append(
                CompiledInstruction(
                    programIndex: shape.program, in: bytes,
                    indices: try input.skip(shape.accounts, of: bytes.count),
                    payload: try input.skip(shape.data, of: bytes.count)))
        }
        self.init(
            version: .v1, header: header, addresses: addresses, recentBlockhash: lifetime,
            instructions: instructions, config: config)
    }

    private func encodeV1(into output: inout [UInt8]) {
        header.encode(into: &output)
        output.append(integer: config.mask)
        output.append(fixed: recentBlockhash.fixedBytes)
        output.append(UInt8(clamping: instructions.count))
        output.append(UInt8(clamping: addresses.count))
        for address in addresses { output.append(fixed: address.fixedBytes) }
        config.encode(into: &output)
        for instruction in instructions {
            output.append(instruction.programIndex)
            output.append(UInt8(clamping: instruction.accountCount))
            output.append(integer: UInt16(clamping: instruction.dataCount))
        }
        for instruction in instructions {
            output += instruction.accountSlice
            output += instruction.dataSlice
        }
    }

    private static func readAddresses(
        _ count: Int, from input: inout Span<UInt8>
    ) throws(WireError) -> [Address] {
        guard count <= PacketLimits.accounts else {
            throw .tooMany(.accounts, count: count, limit: PacketLimits.accounts)
        }
        return try input.readRecords(count)
    }
}
