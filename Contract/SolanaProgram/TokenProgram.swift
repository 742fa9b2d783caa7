/// Calls of the Token and Token-2022 programs.
///
/// Source: `spl-token-interface` and `spl-token-2022-interface`, `TokenInstruction`.
public enum TokenProgram {
    /// The accounts and the data of a checked transfer.
    @inline(__always)
    public static func transferChecked(
        _ amount: UInt64, decimals: UInt8, from source: Account, mint: Account,
        to destination: Account, authority: Account, program: Account
    ) throws(ProgramError) {
        try invoke(
            program,
            [.writable(source), .readonly(mint), .writable(destination), .signer(authority)],
            transferData(amount, decimals))
    }

    /// A checked transfer signed by the address of `seeds`.
    @inline(__always)
    public static func transferChecked<let count: Int>(
        _ amount: UInt64, decimals: UInt8, from source: Account, mint: Account,
        to destination: Account, authority: Account, program: Account,
        signedBy seeds: Seeds<count>, _ bump: UInt8
    ) throws(ProgramError) {
        try invoke(
            program,
            [.writable(source), .readonly(mint), .writable(destination), .signer(authority)],
            transferData(amount, decimals), signedBy: seeds, bump)
    }

    /// Closes a token account of the address of `seeds`; its lamports go to `receiver`.
    @inline(__always)
    public static func closeAccount<let count: Int>(
        _ account: Account, receiver: Account, authority: Account, program: Account,
        signedBy seeds: Seeds<count>, _ bump: UInt8
    ) throws(ProgramError) {
        try invoke(
            program, [.writable(account), .writable(receiver), .signer(authority)],
            CallData([9], skipping: 0, count: 1), signedBy: seeds, bump)
    }

    @inline(__always)
    private static func transferData(_ amount: UInt64, _ decimals: UInt8) -> CallData<3> {
        CallData([12 << 56, amount, UInt64(decimals)], skipping: 7, count: 10)
    }
}
