/// An instruction inside a message: indices into its address list, then the program's own data.
///
/// Shape (legacy, v0): `u8` program | compact-u16 count, that many `u8` accounts | compact-u16 count,
/// that many data bytes. In v1 the three counts of all instructions stand before the payloads.
/// Source: Solana docs, "Transactions", compiled instruction; SIMD-0385.
public struct CompiledInstruction: Sendable {
    /// Index of the program in the address list.
    public var programIndex: UInt8
    /// Holds the indices and the data somewhere; for a decoded instruction, the whole input, so that
    /// nothing is copied.
    private var storage: [UInt8]
    private var indices: Range<Int>
    private var payload: Range<Int>

    /// An instruction from its parts.
    public init(programIndex: UInt8, accountIndices: [UInt8], data: [UInt8]) {
        self.programIndex = programIndex
        storage = accountIndices + data
        indices = 0..<accountIndices.count
        payload = accountIndices.count..<storage.count
    }

    /// An instruction whose parts lie inside of `storage`.
    init(programIndex: UInt8, in storage: [UInt8], indices: Range<Int>, payload: Range<Int>) {
        self.programIndex = programIndex
        self.storage = storage
        self.indices = indices
        self.payload = payload
    }

    /// Indices of the accounts in the address list, in the program's order.
    public var accountIndices: [UInt8] {
        get { Array(storage[indices]) }
        set { self = Self(programIndex: programIndex, accountIndices: newValue, data: data) }
    }

    /// The program's own data.
    public var data: [UInt8] {
        get { Array(storage[payload]) }
        set {
            self = Self(programIndex: programIndex, accountIndices: accountIndices, data: newValue)
        }
    }

    /// The same bytes as `accountIndices`, not copied.
    var accountSlice: ArraySlice<UInt8> { storage[indices] }
    /// The same bytes as `data`, not copied.
    var dataSlice: ArraySlice<UInt8> { storage[payload] }
    /// The number of accounts.
    var accountCount: Int { indices.count }
    /// The number of data bytes.
    var dataCount: Int { payload.count }

    /// - Parameter input: the rest of `bytes`.
    init(decoding input: inout Span<UInt8>, of bytes: [UInt8]) throws(WireError) {
        programIndex = try input.readByte()
        indices = try input.skip(Int(input.readCompactU16()), of: bytes.count)
        payload = try input.skip(Int(input.readCompactU16()), of: bytes.count)
        storage = bytes
    }

    func encode(into output: inout [UInt8]) {
        output.append(programIndex)
        output.append(compactU16: UInt16(clamping: accountCount))
        output += accountSlice
        output.append(compactU16: UInt16(clamping: dataCount))
        output += dataSlice
    }
}

extension CompiledInstruction: Hashable {
    /// By content.
    public static func == (left: Self, right: Self) -> Bool {
        left.programIndex == right.programIndex && left.accountSlice == right.accountSlice
            && left.dataSlice == right.dataSlice
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(programIndex)
        hasher.combine(accountSlice)
        hasher.combine(dataSlice)
    }
}
