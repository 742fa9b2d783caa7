import DepositLayouts
import SolanaProgram

/// Brings tokens that were sent to a vault's address as if it were a wallet into the reach of
/// `sweepToken`; anybody may ask for it.
///
/// They lie in the associated account of the vault's address. The Associated Token program moves
/// them to the associated account of the vault's authority, and the nested account's rent to the
/// authority, where `sweepLamports` finds it.
@inline(never)
func recoverNested(_ call: Call, _ signer: Signer) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(call.accounts.count == 8, .wrongAccountCount)
        let owner = call.accounts[0]
        let nested = call.accounts[1]
        let nestedMint = call.accounts[2]
        let destination = call.accounts[3]
        let vault = call.accounts[4]
        let vaultMint = call.accounts[5]
        let tokenProgram = call.accounts[6]
        let program = call.accounts[7]

        try require(isTokenProgram(tokenProgram.key), .wrongTokenProgram)
        try require(isAssociatedTokenProgram(program.key), .wrongAssociatedTokenProgram)
        try owner.requireWritable()
        try nested.requireWritable()
        try requireVault(destination, of: owner, nestedMint, tokenProgram)
        try requireVault(vault, of: owner, vaultMint, tokenProgram)
        try requireAssociated(nested, vault.key, nestedMint, tokenProgram, .wrongSource)
        try AssociatedTokenProgram.recoverNested(
            nested, nestedMint: nestedMint, to: destination, owner: vault, ownerMint: vaultMint,
            wallet: owner, tokenProgram: tokenProgram, program: program, signedBy: signer)
    }
}
