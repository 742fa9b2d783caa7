/// Calls of the Token and Token-2022 programs.
///
/// Source: `spl-token-interface` and `spl-token-2022-interface`, `TokenInstruction`.
public enum TokenProgram {
    /// A checked transfer signed by `authority`, the owner or a delegate.
    @inline(__always)
    public static func transferChecked(
        _ amount: UInt64, decimals: UInt8, from source: Account, mint: Account,
        to destination: Account, authority: Account, program: Account
    ) throws(ProgramError) {
        try invoke(
            program,
            [.writable(source), .readonly(mint), .writable(destination), .signer(authority)],
            transferData(amount, decimals: decimals))
    }

    /// The same from where every unit counts, by `invokeInPlace`.
    @inline(__always)
    public static func transferCheckedInPlace(
        _ amount: UInt64, decimals: UInt8, from source: Account, mint: Account,
        to destination: Account, authority: Account, program: Account
    ) throws(ProgramError) {
        try invokeInPlace(
            program,
            [.writable(source), .readonly(mint), .writable(destination), .signer(authority)],
            transferData(amount, decimals: decimals))
    }

    /// A checked transfer signed by a derived address.
    @inline(__always)
    public static func transferChecked(
        _ amount: UInt64, decimals: UInt8, from source: Account, mint: Account,
        to destination: Account, authority: Account, program: Account,
        signedBy signer: Signer
    ) throws(ProgramError) {
        try invoke(
            program,
            [.writable(source), .readonly(mint), .writable(destination), .signer(authority)],
            transferData(amount, decimals: decimals), signedBy: signer)
    }

    /// Closes a token account of a derived address; its lamports go to `receiver`.
    @inline(__always)
    public static func closeAccount(
        _ account: Account, receiver: Account, authority: Account, program: Account,
        signedBy signer: Signer
    ) throws(ProgramError) {
        try invoke(
            program, [.writable(account), .writable(receiver), .signer(authority)],
            CallData([9], skipping: 0, count: 1), signedBy: signer)
    }

    /// Moves the lamports that a token account of a derived address holds beyond its rent, unless it
    /// is one of wrapped SOL.
    @inline(__always)
    public static func withdrawExcessLamports(
        _ account: Account, receiver: Account, authority: Account, program: Account,
        signedBy signer: Signer
    ) throws(ProgramError) {
        try invoke(
            program, [.writable(account), .writable(receiver), .signer(authority)],
            CallData([38], skipping: 0, count: 1), signedBy: signer)
    }

    /// The data of a checked transfer, for those who pass more accounts than the four.
    @inline(__always)
    public static func transferData(_ amount: UInt64, decimals: UInt8) -> CallData<3> {
        CallData([12 << 56, amount, UInt64(decimals)], skipping: 7, count: 10)
    }
}
