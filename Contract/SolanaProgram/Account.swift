/// An account of an instruction: a view of the bytes that the VM hands to a program.
///
/// Shape, from `base`: `u8` ff | `u8` signer | `u8` writable | `u8` executable | 4 bytes | key 32 |
/// owner 32 | lamports `u64` | data length `u64` | data | 10,240 spare bytes | padding to 8 | rent
/// epoch `u64`. `base` is 8-aligned, so are the key, the owner and the data. Writes go to the VM's
/// memory at once and become real if the instruction succeeds. Two places of an instruction that
/// name one account are one view (`==`). Source: agave, `program-runtime/src/serialization.rs`.
public struct Account: Equatable, @unchecked Sendable {
    // Sendable: a program has one thread, and so has every test's buffer.
    let base: UnsafeMutableRawPointer

    /// Bytes after the data by which it may grow in one instruction.
    static let spare = 10_240
    /// Bytes before the data.
    static let header = 88

    @inline(__always)
    init(_ base: UnsafeMutableRawPointer) {
        self.base = base
    }

    /// Whether the account signed the instruction.
    @inline(__always)
    public var isSigner: Bool { base.load(fromByteOffset: 1, as: UInt8.self) != 0 }
    /// Whether the instruction may change the account.
    @inline(__always)
    public var isWritable: Bool { base.load(fromByteOffset: 2, as: UInt8.self) != 0 }
    /// Whether the account is a program.
    @inline(__always)
    public var isExecutable: Bool { base.load(fromByteOffset: 3, as: UInt8.self) != 0 }

    /// Where the VM keeps the name: what seeds and calls point to.
    @inline(__always)
    public var key: UnsafePointer<Address> {
        UnsafePointer((base + 8).assumingMemoryBound(to: Address.self))
    }
    /// Its name.
    @inline(__always)
    public var address: Address { key.pointee }
    /// The program that it belongs to.
    @inline(__always)
    public var owner: Address { base.load(fromByteOffset: 40, as: Address.self) }

    /// What it holds, in lamports. Only its owner may lower it.
    @inline(__always)
    public var lamports: UInt64 {
        get { base.load(fromByteOffset: 72, as: UInt64.self) }
        nonmutating set { base.storeBytes(of: newValue, toByteOffset: 72, as: UInt64.self) }
    }

    /// Bytes of its data, after every call and `close` up to date.
    @inline(__always)
    public var length: Int { base.load(fromByteOffset: 80, as: Int.self) }

    /// The `u64` at an 8-aligned place of the data.
    ///
    /// The caller has checked `length`.
    @inline(__always)
    public subscript(word offset: Int) -> UInt64 {
        get { base.load(fromByteOffset: Self.header + offset, as: UInt64.self) }
        nonmutating set {
            base.storeBytes(of: newValue, toByteOffset: Self.header + offset, as: UInt64.self)
        }
    }

    /// The address at an 8-aligned place of the data.
    ///
    /// The caller has checked `length`.
    @inline(__always)
    public subscript(address offset: Int) -> Address {
        get { base.load(fromByteOffset: Self.header + offset, as: Address.self) }
        nonmutating set {
            base.storeBytes(of: newValue, toByteOffset: Self.header + offset, as: Address.self)
        }
    }

    /// A byte of the data.
    ///
    /// The caller has checked `length`.
    @inline(__always)
    public subscript(byte offset: Int) -> UInt8 {
        base.load(fromByteOffset: Self.header + offset, as: UInt8.self)
    }

    /// Where the data begins, for seeds that stand in it.
    @inline(__always)
    public var data: UnsafeRawPointer { UnsafeRawPointer(base + Self.header) }

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
        base.storeBytes(of: 0, toByteOffset: 80, as: UInt64.self)
        base.storeBytes(of: Programs.system, toByteOffset: 40, as: Address.self)
    }
}
