// What `sol_invoke_signed_c` reads, field by field as in C. Source: agave, `sol/cpi.h`.

/// `SolInstruction`, 40 bytes.
struct InstructionRecord {
    let program: UnsafePointer<Address>
    let accounts: UnsafeRawPointer?
    let accountCount: UInt64
    let data: UnsafeRawPointer
    let length: UInt64
}

/// `SolAccountMeta`, every 16 bytes.
struct AccountMeta {
    let key: UnsafePointer<Address>
    let isWritable: UInt8
    let isSigner: UInt8

    @inline(__always)
    init(_ use: AccountUse) {
        key = use.account.key
        isWritable = use.isWritable
        isSigner = use.isSigner
    }
}

/// `SolAccountInfo`, 56 bytes: pointers into the VM's input buffer, nowhere else.
struct AccountInfo {
    let key: UnsafePointer<Address>
    let lamports: UnsafeRawPointer
    let length: UInt64
    let data: UnsafeRawPointer
    let owner: UnsafeRawPointer
    let rentEpoch: UInt64 = 0
    // Bytes, not `Bool`s: those would be masked one by one.
    let isSigner: UInt8
    let isWritable: UInt8
    let isExecutable: UInt8

    @inline(__always)
    init(_ account: Account) {
        let base = UnsafeRawPointer(account.base)
        key = account.key
        lamports = base + 72
        length = base.load(fromByteOffset: 80, as: UInt64.self)
        data = base + Account.header
        owner = base + 40
        isSigner = base.load(fromByteOffset: 1, as: UInt8.self)
        isWritable = base.load(fromByteOffset: 2, as: UInt8.self)
        isExecutable = base.load(fromByteOffset: 3, as: UInt8.self)
    }
}

/// The seeds of a signing address and their bump, one after the other in memory.
struct SignerSeeds<let count: Int> {
    let parts: InlineArray<count, Seed>
    let bump: Seed
}
