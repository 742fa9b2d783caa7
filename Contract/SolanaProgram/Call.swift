/// An account as a called instruction gets it.
///
/// Shape: `SolAccountMeta` of C, pointer to the key | `u8` writable | `u8` signer | 6 bytes; so a list
/// of them is what the syscall reads.
public struct AccountUse {
    let key: UnsafePointer<Address>
    let isWritable: UInt8
    let isSigner: UInt8

    @inline(__always)
    var account: Account { Account(key: key) }

    @inline(__always)
    init(_ account: Account, isWritable: UInt8, isSigner: UInt8) {
        key = account.key
        self.isWritable = isWritable
        self.isSigner = isSigner
    }

    /// To be read.
    @inline(__always)
    public static func readonly(_ account: Account) -> Self {
        Self(account, isWritable: 0, isSigner: 0)
    }
    /// To be changed.
    @inline(__always)
    public static func writable(_ account: Account) -> Self {
        Self(account, isWritable: 1, isSigner: 0)
    }
    /// A signer: of the transaction, or the address of the seeds.
    @inline(__always)
    public static func signer(_ account: Account) -> Self {
        Self(account, isWritable: 0, isSigner: 1)
    }
    /// A signer that is changed.
    @inline(__always)
    public static func writableSigner(_ account: Account) -> Self {
        Self(account, isWritable: 1, isSigner: 1)
    }
    /// As this program got it.
    @inline(__always)
    public static func asGiven(_ account: Account) -> Self {
        Self(
            account, isWritable: account.isWritable ? 1 : 0, isSigner: account.isSigner ? 1 : 0)
    }
}

/// The data of a called instruction: words in memory, of which some first bytes are left out.
///
/// A tag before 8-byte fields would put every field off its alignment, and the VM writes those a
/// byte at a time. So the tag takes the last bytes of the first word: tag 12 before a `u64` is
/// `[12 << 56, amount]`, skipping 7.
public struct CallData<let wordCount: Int> {
    let words: InlineArray<wordCount, UInt64>
    let skipped: Int
    let count: Int

    /// `count` bytes of the words, after the first `skipped`.
    @inline(__always)
    public init(_ words: InlineArray<wordCount, UInt64>, skipping skipped: Int, count: Int) {
        self.words = words
        self.skipped = skipped
        self.count = count
    }

    @inline(__always)
    func withPointer<Result>(
        _ body: (UnsafeRawPointer) throws(ProgramError) -> Result
    ) throws(ProgramError) -> Result {
        try withUnsafePointer(to: words) { pointer throws(ProgramError) in
            try body(UnsafeRawPointer(pointer) + skipped)
        }
    }
}

/// Calls another program with the signatures that this one was given.
///
/// A failure of the called program ends the transaction; nothing of it can be caught.
///
/// - Parameter count: how many of the accounts are passed; all of them unless told otherwise, and
///   never more than `mostCallAccounts`.
@inline(__always)
public func invoke<let useCount: Int, let wordCount: Int>(
    _ program: Account, _ uses: InlineArray<useCount, AccountUse>, count: Int = useCount,
    _ data: CallData<wordCount>
) throws(ProgramError) {
    try data.withPointer { pointer throws(ProgramError) in
        try invoke(program.key, uses, count: count, data: pointer, length: data.count)
    }
}

/// Calls another program, signing for the address of `seeds` and `bump` as well.
@inline(__always)
public func invoke<let useCount: Int, let wordCount: Int, let seedCount: Int>(
    _ program: Account, _ uses: InlineArray<useCount, AccountUse>, count: Int = useCount,
    _ data: CallData<wordCount>, signedBy seeds: Seeds<seedCount>, _ bump: UInt8
) throws(ProgramError) {
    try data.withPointer { pointer throws(ProgramError) in
        try invoke(
            program.key, uses, count: count, data: pointer, length: data.count,
            signedBy: seeds, bump)
    }
}

/// Calls another program with a signer that is there already.
@inline(__always)
public func invoke<let useCount: Int, let wordCount: Int>(
    _ program: Account, _ uses: InlineArray<useCount, AccountUse>, count: Int = useCount,
    _ data: CallData<wordCount>, signedBy signer: Signer
) throws(ProgramError) {
    try data.withPointer { pointer throws(ProgramError) in
        try invoke(
            program.key, uses, count: count, data: pointer, length: data.count,
            signedBy: signer)
    }
}

/// Calls another program with accounts whose number is known when the program runs.
@inline(__always)
public func invoke<let wordCount: Int>(
    _ program: Account, _ uses: UnsafeBufferPointer<AccountUse>, _ data: CallData<wordCount>,
    signedBy signer: Signer?
) throws(ProgramError) {
    guard let start = uses.baseAddress else { throw .notEnoughAccountKeys }
    try data.withPointer { pointer throws(ProgramError) in
        let code = performCall(
            program.key, start, uses.count | data.count << 32, pointer, signer?.list)
        guard code == 0 else { throw ProgramError(returned: code) }
    }
}

/// Calls another program with data anywhere in memory.
@inline(__always)
public func invoke<let useCount: Int>(
    _ program: UnsafePointer<Address>, _ uses: InlineArray<useCount, AccountUse>,
    count: Int = useCount, data: UnsafeRawPointer, length: Int
) throws(ProgramError) {
    try invoke(program, uses, count: count, data: data, length: length, signedBy: nil)
}

/// The same, signing for the address of `seeds` and `bump` as well.
@inline(__always)
public func invoke<let useCount: Int, let seedCount: Int>(
    _ program: UnsafePointer<Address>, _ uses: InlineArray<useCount, AccountUse>,
    count: Int = useCount, data: UnsafeRawPointer, length: Int,
    signedBy seeds: Seeds<seedCount>, _ bump: UInt8
) throws(ProgramError) {
    try seeds.sign(bump: bump) { signer throws(ProgramError) in
        try invoke(program, uses, count: count, data: data, length: length, signedBy: signer)
    }
}

/// The same, with a signer that is there already.
@inline(__always)
public func invoke<let useCount: Int>(
    _ program: UnsafePointer<Address>, _ uses: InlineArray<useCount, AccountUse>,
    count: Int = useCount, data: UnsafeRawPointer, length: Int, signedBy signer: Signer?
) throws(ProgramError) {
    let code = withUnsafePointer(to: uses) {
        performCall(program, first($0), count | length << 32, data, signer?.list)
    }
    guard code == 0 else { throw ProgramError(returned: code) }
}

/// Calls another program from where every unit counts: the same as `invoke`, but written out at
/// this place, which saves some hundred units and costs some 500 bytes.
@inline(__always)
public func invokeInPlace<let useCount: Int, let wordCount: Int>(
    _ program: Account, _ uses: InlineArray<useCount, AccountUse>, _ data: CallData<wordCount>
) throws(ProgramError) {
    try data.withPointer { pointer throws(ProgramError) in
        let code = withUnsafePointer(to: uses) { uses in
            withUnsafeTemporaryAllocation(of: AccountInfo.self, capacity: useCount) {
                fillAndCall(program.key, first(uses), useCount, pointer, data.count, nil, $0)
            }
        }
        guard code == 0 else { throw ProgramError(returned: code) }
    }
}

@inline(__always)
private func first<let count: Int>(
    _ uses: UnsafePointer<InlineArray<count, AccountUse>>
) -> UnsafePointer<AccountUse> {
    UnsafeRawPointer(uses).assumingMemoryBound(to: AccountUse.self)
}

/// The most accounts of a call: their descriptions, 56 bytes each, stand on the stack, where the
/// compiler allocates up to 1,024 bytes at a time.
@inline(__always)
public var mostCallAccounts: Int { 18 }

/// - Parameter counts: of the accounts in the lower half and of the data's bytes in the upper one,
///   because the VM has registers for five arguments.
@inline(never)
private func performCall(
    _ program: UnsafePointer<Address>, _ uses: UnsafePointer<AccountUse>, _ counts: Int,
    _ data: UnsafeRawPointer, _ signer: UnsafePointer<Seed>?
) -> UInt64 {
    let count = counts & 0xFFFF_FFFF
    precondition(count <= mostCallAccounts)
    // A literal, as the compiler wants it.
    return withUnsafeTemporaryAllocation(of: AccountInfo.self, capacity: 18) {
        fillAndCall(program, uses, count, data, counts >> 32, signer, $0)
    }
}

@inline(__always)
private func fillAndCall(
    _ program: UnsafePointer<Address>, _ accounts: UnsafePointer<AccountUse>, _ count: Int,
    _ data: UnsafeRawPointer, _ length: Int, _ signer: UnsafePointer<Seed>?,
    _ infos: UnsafeMutableBufferPointer<AccountInfo>
) -> UInt64 {
    var index = 0
    while index < count {
        // The key alone: reading the whole record would read it byte by byte.
        let key = UnsafeRawPointer(accounts + index).load(as: UnsafePointer<Address>.self)
        infos.initializeElement(at: index, to: AccountInfo(Account(key: key)))
        index &+= 1
    }
    let record = InstructionRecord(
        program: program, accounts: accounts, accountCount: UInt64(truncatingIfNeeded: count),
        data: data, length: UInt64(truncatingIfNeeded: length))
    return withUnsafePointer(to: record) {
        sol_invoke_signed_c(
            $0, infos.baseAddress, record.accountCount, signer, signer == nil ? 0 : 1)
    }
}
