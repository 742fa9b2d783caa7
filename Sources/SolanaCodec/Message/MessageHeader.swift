/// How many of a message's addresses sign, and which of them are read-only.
///
/// Shape: three `u8`. Signers stand first in the address list, writable before read-only in each half.
public struct MessageHeader: Hashable, Sendable {
    /// Addresses that sign; the first of them pays the fee.
    public var requiredSignatures: UInt8
    /// The last of the signers that are read-only.
    public var readonlySigned: UInt8
    /// The last of the other addresses that are read-only.
    public var readonlyUnsigned: UInt8

    /// A header from its parts.
    public init(requiredSignatures: UInt8, readonlySigned: UInt8, readonlyUnsigned: UInt8) {
        self.requiredSignatures = requiredSignatures
        self.readonlySigned = readonlySigned
        self.readonlyUnsigned = readonlyUnsigned
    }

    init(decoding input: inout Span<UInt8>) throws(WireError) {
        requiredSignatures = try input.readByte()
        readonlySigned = try input.readByte()
        readonlyUnsigned = try input.readByte()
    }

    func encode(into output: inout [UInt8]) {
        output += [requiredSignatures, readonlySigned, readonlyUnsigned]
    }

    /// Whether the counts fit `count` addresses and leave a writable fee payer.
    func fits(addressCount count: Int) -> Bool {
        readonlySigned < requiredSignatures
            && Int(requiredSignatures) + Int(readonlyUnsigned) <= count
    }
}
