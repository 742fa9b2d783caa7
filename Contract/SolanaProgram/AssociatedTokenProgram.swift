/// Calls of the Associated Token program, and the address that it gives a wallet's token account.
///
/// Source: `spl-associated-token-account-interface`.
public enum AssociatedTokenProgram {
    /// Creates a wallet's account of a mint; does nothing where it exists.
    @inline(__always)
    public static func createIdempotent(
        _ account: Account, payer: Account, wallet: Account, mint: Account,
        systemProgram: Account, tokenProgram: Account, program: Account
    ) throws(ProgramError) {
        try invoke(
            program,
            [
                .writableSigner(payer), .writable(account), .readonly(wallet), .readonly(mint),
                .readonly(systemProgram), .readonly(tokenProgram),
            ], CallData([1], skipping: 0, count: 1))
    }

    /// Moves the tokens of `nested`, whose wallet is the token account `owner` of the signing
    /// `wallet`, to that address's account of the same mint, and closes `nested`.
    @inline(__always)
    public static func recoverNested(
        _ nested: Account, nestedMint: Account, to destination: Account, owner: Account,
        ownerMint: Account, wallet: Account, tokenProgram: Account, program: Account,
        signedBy signer: Signer
    ) throws(ProgramError) {
        try invoke(
            program,
            [
                .writable(nested), .readonly(nestedMint), .writable(destination),
                .readonly(owner), .readonly(ownerMint), .writableSigner(wallet),
                .readonly(tokenProgram),
            ], CallData([2], skipping: 0, count: 1), signedBy: signer)
    }

    /// Whether an address is that of a wallet's account of a mint.
    @inline(never)
    public static func isAccount(
        _ account: UnsafePointer<Address>, of wallet: UnsafePointer<Address>,
        mint: UnsafePointer<Address>, tokenProgram: UnsafePointer<Address>
    ) -> Bool {
        withUnsafePointer(to: Programs.associatedToken) { program in
            Seeds([Seed(wallet), Seed(tokenProgram), Seed(mint)]).lead(to: account, for: program)
        }
    }
}
