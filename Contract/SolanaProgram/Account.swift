/// An account of an instruction: a view of the bytes that the VM hands to a program.
///
/// Shape: `u8` ff | `u8` signer | `u8` writable | `u8` executable | 4 bytes | key 32 | owner 32 |
/// lamports `u64` | data length `u64` | data | 10,240 spare bytes | padding to 8 | rent epoch `u64`.
/// All but the flags are 8-aligned. Writes go to the VM's memory at once and become real if the
/// instruction succeeds. Two places of an instruction that name one account are one view (`==`).
/// Source: agave, `program-runtime/src/serialization.rs`.
public struct Account: Equatable, @unchecked Sendable {
    // Sendable: a program has one thread, and so has every test's buffer.

    /// Where the VM keeps the name: what seeds and calls point to, and how an account is known here.
    public let key: UnsafePointer<Address>

    /// Where the fields stand, from the key.
    enum Offset {
        static let mark = -8
        static let isSigner = -7
        static let isWritable = -6
        static let isExecutable = -5
        static let owner = 32
        static let lamports = 64
        static let length = 72
        static let data = 80
        /// Behind the data, for them to grow in one instruction; then the rent epoch.
        static let spare = 10_240
    }

    /// The mark of an account that no earlier place of the instruction names; else it is the index
    /// of that place.
    static let first: UInt8 = 0xFF

    @inline(__always)
    init(key cursor: UnsafeRawPointer) {
        key = cursor.assumingMemoryBound(to: Address.self)
    }

    @inline(__always)
    var mark: UInt8 { base.load(fromByteOffset: Offset.mark, as: UInt8.self) }

    @inline(__always)
    var base: UnsafeMutableRawPointer { UnsafeMutableRawPointer(mutating: key) }

    /// Bytes in the VM's buffer, from key to key.
    @inline(__always)
    var stride: Int { (length &+ 7) & ~7 &+ (8 + Offset.data + Offset.spare + 8) }

    /// Whether the account signed the instruction.
    @inline(__always)
    public var isSigner: Bool { base.load(fromByteOffset: Offset.isSigner, as: UInt8.self) != 0 }
    /// Whether the instruction may change the account.
    @inline(__always)
    public var isWritable: Bool {
        base.load(fromByteOffset: Offset.isWritable, as: UInt8.self) != 0
    }
    /// Whether the account is a program.
    @inline(__always)
    public var isExecutable: Bool {
        base.load(fromByteOffset: Offset.isExecutable, as: UInt8.self) != 0
    }

    /// Its name.
    @inline(__always)
    public var address: Address { key.pointee }
    /// The program that it belongs to.
    @inline(__always)
    public var owner: Address { ownerKey.pointee }
    /// Where the VM keeps the owner.
    @inline(__always)
    public var ownerKey: UnsafePointer<Address> { place(Offset.owner) }

    /// What it holds, in lamports. Only its owner may lower it.
    @inline(__always)
    public var lamports: UInt64 {
        get { base.load(fromByteOffset: Offset.lamports, as: UInt64.self) }
        nonmutating set { store(newValue, at: Offset.lamports) }
    }

    /// Bytes of its data, after every call and `close` up to date.
    @inline(__always)
    public var length: Int { base.load(fromByteOffset: Offset.length, as: Int.self) }

    /// Where an address stands in the data, at an 8-aligned place.
    @inline(__always)
    public func key(at offset: Int) -> UnsafePointer<Address> { place(Offset.data + offset) }

    @inline(__always)
    private func place(_ offset: Int) -> UnsafePointer<Address> {
        UnsafePointer((base + offset).assumingMemoryBound(to: Address.self))
    }

    /// Where the data begin, for seeds that stand in them.
    @inline(__always)
    public var data: UnsafeRawPointer { UnsafeRawPointer(base) + Offset.data }

    /// The `u64` at an 8-aligned place of the data.
    ///
    /// The caller has checked `length`.
    @inline(__always)
    public subscript(word offset: Int) -> UInt64 {
        get { base.load(fromByteOffset: Offset.data + offset, as: UInt64.self) }
        nonmutating set { store(newValue, at: Offset.data + offset) }
    }

    /// The address at an 8-aligned place of the data.
    ///
    /// The caller has checked `length`.
    @inline(__always)
    public subscript(address offset: Int) -> Address {
        get { key(at: offset).pointee }
        nonmutating set { store(newValue, at: Offset.data + offset) }
    }

    /// A byte of the data.
    ///
    /// The caller has checked `length`.
    @inline(__always)
    public subscript(byte offset: Int) -> UInt8 {
        base.load(fromByteOffset: Offset.data + offset, as: UInt8.self)
    }

    /// Takes lamports out and gives them to another account; both are right when they are one.
    ///
    /// Only the owner of `self` may do this; the runtime holds every instruction to it.
    ///
    /// - Throws: `insufficientFunds`, `arithmeticOverflow`.
    @inline(__always)
    public func moveLamports(
        _ amount: UInt64, to receiver: Account
    ) throws(ProgramError) {
        let held = lamports
        guard amount <= held else { throw .insufficientFunds }
        lamports = held - amount
        let (sum, overflow) = receiver.lamports.addingReportingOverflow(amount)
        guard !overflow else { throw .arithmeticOverflow }
        receiver.lamports = sum
    }

    /// Empties the account and hands it back to the System program.
    ///
    /// Without data and owner it can be neither used nor revived as what it was, even in the same
    /// transaction. Its lamports stay: move them first.
    @inline(__always)
    public func close() {
        store(UInt64(0), at: Offset.length)
        store(Programs.system, at: Offset.owner)
    }

    /// Through a bound pointer: `storeBytes` would write byte by byte.
    @inline(__always)
    func store<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
        (base + offset).assumingMemoryBound(to: Value.self).pointee = value
    }
}
