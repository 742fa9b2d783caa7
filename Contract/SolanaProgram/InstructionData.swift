/// The data of an instruction.
///
/// Shape: `u64` length | that many bytes; the first of them is 8-aligned. Places are offsets from
/// there. The caller has checked `count`; nothing here reads further than 16 bytes from a place, and
/// 32 bytes of the VM's buffer (the program's address) always follow the data.
public struct InstructionData {
    let base: UnsafeRawPointer

    @inline(__always)
    init(_ cursor: UnsafeMutableRawPointer) {
        base = UnsafeRawPointer(cursor)
    }

    /// How many bytes there are.
    @inline(__always)
    public var count: Int { base.load(as: Int.self) }

    /// A byte.
    @inline(__always)
    public subscript(byte offset: Int) -> UInt8 {
        base.load(fromByteOffset: 8 + offset, as: UInt8.self)
    }

    /// A little-endian `u64`.
    ///
    /// The VM has no unaligned loads: where `offset` is no multiple of 8, the two words around it
    /// are joined, which costs five instructions instead of eight loads and their shifts.
    @inline(__always)
    public subscript(word offset: Int) -> UInt64 {
        let low = base.load(fromByteOffset: 8 + offset & ~7, as: UInt64.self)
        let shift = UInt64(truncatingIfNeeded: (offset & 7) &* 8)
        guard shift != 0 else { return low }
        let high = base.load(fromByteOffset: 16 + offset & ~7, as: UInt64.self)
        return low &>> shift | high &<< (64 &- shift)
    }

    /// Where a byte stands, for seeds that point into the data.
    @inline(__always)
    public func pointer(at offset: Int) -> UnsafeRawPointer { base + 8 + offset }
}
