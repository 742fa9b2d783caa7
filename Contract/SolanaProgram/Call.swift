/// An account as a called instruction gets it.
public struct AccountUse {
    let account: Account
    let isWritable: UInt8
    let isSigner: UInt8

    @inline(__always)
    init(_ account: Account, isWritable: UInt8, isSigner: UInt8) {
        self.account = account
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
public struct CallData<let words: Int> {
    let words: InlineArray<words, UInt64>
    let skipped: Int
    let count: Int

    /// `count` bytes of the words, after the first `skipped`.
    @inline(__always)
    public init(_ words: InlineArray<words, UInt64>, skipping skipped: Int, count: Int) {
        self.words = words
        self.skipped = skipped
        self.count = count
    }
}

/// Calls another program with the signatures that this one was given.
///
/// A failure of the called program ends the transaction; nothing of it can be caught.
@inline(__always)
public func invoke<let accounts: Int, let words: Int>(
    _ program: Account, _ uses: InlineArray<accounts, AccountUse>, _ data: CallData<words>
) throws(ProgramError) {
    try withUnsafePointer(to: data.words) { pointer throws(ProgramError) in
        try invoke(
            program.key, uses, count: accounts, data: UnsafeRawPointer(pointer) + data.skipped,
            length: data.count)
    }
}

/// Calls another program, signing for the address of `seeds` and `bump` as well.
@inline(__always)
public func invoke<let accounts: Int, let words: Int, let seeds: Int>(
    _ program: Account, _ uses: InlineArray<accounts, AccountUse>, _ data: CallData<words>,
    signedBy seeds: Seeds<seeds>, _ bump: UInt8
) throws(ProgramError) {
    try withUnsafePointer(to: data.words) { pointer throws(ProgramError) in
        try invoke(
            program.key, uses, count: accounts, data: UnsafeRawPointer(pointer) + data.skipped,
            length: data.count, signedBy: seeds, bump)
    }
}

/// Calls another program with the first `count` of `uses` and data anywhere in memory.
@inline(__always)
public func invoke<let capacity: Int>(
    _ program: UnsafePointer<Address>, _ uses: InlineArray<capacity, AccountUse>, count: Int,
    data: UnsafeRawPointer, length: Int
) throws(ProgramError) {
    try perform(program, uses, count, data, length, nil, 0)
}

/// The same, signing for the address of `seeds` and `bump` as well.
@inline(__always)
public func invoke<let capacity: Int, let seeds: Int>(
    _ program: UnsafePointer<Address>, _ uses: InlineArray<capacity, AccountUse>, count: Int,
    data: UnsafeRawPointer, length: Int, signedBy seeds: Seeds<seeds>, _ bump: UInt8
) throws(ProgramError) {
    try withUnsafePointer(to: bump) { bump throws(ProgramError) in
        let list = SignerSeeds(parts: seeds.parts, bump: Seed(bump, count: 1))
        try withUnsafePointer(to: list) { list throws(ProgramError) in
            let signer = Seed(list, count: seeds.parts.count + 1)
            try withUnsafePointer(to: signer) { signer throws(ProgramError) in
                try perform(program, uses, count, data, length, UnsafeRawPointer(signer), 1)
            }
        }
    }
}

@inline(__always)
private func perform<let capacity: Int>(
    _ program: UnsafePointer<Address>, _ uses: InlineArray<capacity, AccountUse>, _ count: Int,
    _ data: UnsafeRawPointer, _ length: Int, _ signers: UnsafeRawPointer?, _ signerCount: UInt64
) throws(ProgramError) {
    try withUnsafeTemporaryAllocation(of: AccountMeta.self, capacity: capacity) {
        metas throws(ProgramError) in
        try withUnsafeTemporaryAllocation(of: AccountInfo.self, capacity: capacity) {
            infos throws(ProgramError) in
            var index = 0
            while index < count {
                metas.initializeElement(at: index, to: AccountMeta(uses[index]))
                infos.initializeElement(at: index, to: AccountInfo(uses[index].account))
                index &+= 1
            }
            let record = InstructionRecord(
                program: program, accounts: UnsafeRawPointer(metas.baseAddress),
                accountCount: UInt64(truncatingIfNeeded: count), data: data,
                length: UInt64(truncatingIfNeeded: length))
            let code = withUnsafePointer(to: record) {
                sol_invoke_signed_c(
                    $0, infos.baseAddress, record.accountCount, signers, signerCount)
            }
            guard code == 0 else { throw ProgramError(returned: code) }
        }
    }
}
