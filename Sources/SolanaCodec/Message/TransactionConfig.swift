/// The compute budget that a v1 message carries in its header.
///
/// Shape: `u32` mask in the header; then, for each set bit, a little-endian value: bits 0 and 1
/// (always both) priority fee `u64`, bit 2 compute unit limit `u32`, bit 3 loaded accounts' data
/// size `u32`, bit 4 heap `u32`. Source: SIMD-0385.
public struct TransactionConfig: Hashable, Sendable {
    /// Priority fee in lamports for the whole transaction, not per compute unit.
    public var priorityFee: UInt64?
    /// Compute units; unset means 0.
    public var computeUnitLimit: UInt32?
    /// Bytes of all loaded accounts; unset means 0.
    public var loadedAccountsDataSizeLimit: UInt32?
    /// Heap in bytes; unset means 32,768.
    public var heapSize: UInt32?

    /// A configuration from its parts; unset where not given.
    public init(
        priorityFee: UInt64? = nil, computeUnitLimit: UInt32? = nil,
        loadedAccountsDataSizeLimit: UInt32? = nil, heapSize: UInt32? = nil
    ) {
        self.priorityFee = priorityFee
        self.computeUnitLimit = computeUnitLimit
        self.loadedAccountsDataSizeLimit = loadedAccountsDataSizeLimit
        self.heapSize = heapSize
    }

    init(mask: UInt32, decoding input: inout Span<UInt8>) throws(WireError) {
        let feeBits = mask & 0b11
        guard mask & ~0b1_1111 == 0, feeBits == 0 || feeBits == 0b11 else {
            throw .invalidConfigMask(mask)
        }
        priorityFee = feeBits == 0 ? nil : try input.readInteger()
        computeUnitLimit = mask & 0b100 == 0 ? nil : try input.readInteger()
        loadedAccountsDataSizeLimit = mask & 0b1000 == 0 ? nil : try input.readInteger()
        heapSize = mask & 0b1_0000 == 0 ? nil : try input.readInteger()
    }

    var mask: UInt32 {
        (priorityFee == nil ? 0 : 0b11) | (computeUnitLimit == nil ? 0 : 0b100)
            | (loadedAccountsDataSizeLimit == nil ? 0 : 0b1000) | (heapSize == nil ? 0 : 0b1_0000)
    }

    func encode(into output: inout [UInt8]) {
        if let priorityFee { output.append(integer: priorityFee) }
        if let computeUnitLimit { output.append(integer: computeUnitLimit) }
        if let loadedAccountsDataSizeLimit { output.append(integer: loadedAccountsDataSizeLimit) }
        if let heapSize { output.append(integer: heapSize) }
    }
}
