// What `sol_invoke_signed_c` reads, field by field as in C. Source: agave, `sol/cpi.h`.

/// `SolInstruction`, 40 bytes.
struct InstructionRecord {
    let program: UnsafePointer<Address>
    let accounts: UnsafePointer<AccountUse>
    let accountCount: UInt64
    let data: UnsafeRawPointer
    let length: UInt64
}

/// `SolAccountInfo`, 56 bytes: pointers into the VM's input buffer, nowhere else.
struct AccountInfo {
    let key: UnsafePointer<Address>
    let lamports: UnsafeRawPointer
    let length: UInt64
    let data: UnsafeRawPointer
    let owner: UnsafeRawPointer
    let rentEpoch: UInt64 = 0
    /// `u8` signer | `u8` writable | `u8` executable | 0.
    let flags: UInt32

    @inline(__always)
    init(_ account: Account) {
        let base = UnsafeRawPointer(account.base)
        key = account.key
        lamports = base + Account.Offset.lamports
        length = UInt64(truncatingIfNeeded: account.length)
        data = base + Account.Offset.data
        owner = base + Account.Offset.owner
        // The account has the same three bytes, after its mark.
        flags = base.load(fromByteOffset: Account.Offset.mark, as: UInt32.self) >> 8
    }
}
