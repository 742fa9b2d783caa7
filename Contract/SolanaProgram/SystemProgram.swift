/// Calls of the System program. Source: `solana-system-interface`, `SystemInstruction` (bincode).
public enum SystemProgram {
    /// Moves lamports out of a signer.
    @inline(__always)
    public static func transfer(
        _ lamports: UInt64, from payer: Account, to receiver: Account, program: Account
    ) throws(ProgramError) {
        try invoke(program, transferUses(payer, receiver), transferData(lamports))
    }

    /// Moves lamports out of a derived address.
    @inline(__always)
    public static func transfer(
        _ lamports: UInt64, from payer: Account, to receiver: Account, program: Account,
        signedBy signer: Signer
    ) throws(ProgramError) {
        try invoke(
            program, transferUses(payer, receiver), transferData(lamports), signedBy: signer)
    }

    /// Moves lamports out of the address of `seeds` and `bump`.
    @inline(__always)
    public static func transfer<let count: Int>(
        _ lamports: UInt64, from payer: Account, to receiver: Account, program: Account,
        signedBy seeds: Seeds<count>, _ bump: UInt8
    ) throws(ProgramError) {
        try seeds.sign(bump: bump) { signer throws(ProgramError) in
            try transfer(lamports, from: payer, to: receiver, program: program, signedBy: signer)
        }
    }

    /// Gives a derived address, which must belong to the System program, data and an owner.
    ///
    /// Anybody can send lamports to an address before it is opened, and then `CreateAccount` fails.
    /// So the address is brought up to `lamports`, allocated and assigned instead.
    @inline(__always)
    public static func open(
        _ account: Account, payer: Account, lamports: UInt64, length: UInt64,
        owner: UnsafePointer<Address>, program: Account, signedBy signer: Signer
    ) throws(ProgramError) {
        let held = account.lamports
        if held < lamports {
            try transfer(lamports &- held, from: payer, to: account, program: program)
        }
        try invoke(
            program, [.writableSigner(account)],
            CallData([8 << 32, length], skipping: 4, count: 12), signedBy: signer)
        let name = owner.pointee
        try invoke(
            program, [.writableSigner(account)],
            CallData(
                [1 << 32, name.word0, name.word1, name.word2, name.word3], skipping: 4,
                count: 36), signedBy: signer)
    }

    @inline(__always)
    private static func transferUses(
        _ payer: Account, _ receiver: Account
    ) -> InlineArray<2, AccountUse> {
        [.writableSigner(payer), .writable(receiver)]
    }

    @inline(__always)
    private static func transferData(_ lamports: UInt64) -> CallData<2> {
        CallData([2 << 32, lamports], skipping: 4, count: 12)
    }
}
