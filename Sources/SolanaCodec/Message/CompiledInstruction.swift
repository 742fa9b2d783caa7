/// An instruction inside a message: indices into its address list, then the program's own data.
///
/// Shape (legacy, v0): `u8` program | compact-u16 count, that many `u8` accounts | compact-u16 count,
/// that many data bytes. In v1 the three counts of all instructions stand before the payloads.
/// Source: Solana docs, "Transactions", compiled instruction; SIMD-0385.
public struct CompiledInstruction: Hashable, Sendable {
    /// Index of the program in the address list.
    public var programIndex: UInt8
    /// Indices of the accounts in the address list, in the program's order.
    public var accountIndices: [UInt8]
    /// The program's own data.
    public var data: [UInt8]

    /// An instruction from its parts.
    public init(programIndex: UInt8, accountIndices: [UInt8], data: [UInt8]) {
        self.programIndex = programIndex
        self.accountIndices = accountIndices
        self.data = data
    }

    init(decoding input: inout Span<UInt8>) throws(WireError) {
        programIndex = try input.readByte()
        accountIndices = try input.readBytes(count: Int(input.readCompactU16()))
        data = try input.readBytes(count: Int(input.readCompactU16()))
    }

    func encode(into output: inout [UInt8]) {
        output.append(programIndex)
        output.append(compactU16: UInt16(clamping: accountIndices.count))
        output += accountIndices
        output.append(compactU16: UInt16(clamping: data.count))
        output += data
    }
}
