import DepositLayouts
import SolanaProgram

/// The treasury's token account of the build's mint, for `depositDirect`.
///
/// Its address never changes, but a Token account can be handed to another owner, or frozen. Then
/// nothing is paid into it.
@inline(__always)
func requireTreasuryInPlace(_ account: Account) throws(ProgramError) {
    try account.requireWritable()
    try require(account.address == Build.treasuryTokenAccount, .wrongTreasuryAccount)
    guard let treasury = TokenAccount(account, of: Build.tokenProgram) else {
        throw ProgramError(.treasuryAccountUnusable)
    }
    try require(
        treasury.owner == Build.treasury && treasury.mint == Build.mint && !treasury.isFrozen,
        .treasuryAccountUnusable)
}

/// The treasury's token account of any mint: for the build's the one that is compiled in, for
/// others the associated account.
@inline(__always)
func requireTreasury(
    _ account: Account, of mint: Account, _ tokenProgram: Account
) throws(ProgramError) {
    try account.requireWritable()
    if isMint(mint.key) {
        try require(account.address == Build.treasuryTokenAccount, .wrongTreasuryAccount)
    } else {
        try withUnsafePointer(to: Build.treasury) { treasury throws(ProgramError) in
            try requireAssociated(account, treasury, mint, tokenProgram, .wrongTreasuryAccount)
        }
    }
    guard let treasury = TokenAccount(account, of: tokenProgram) else {
        throw ProgramError(.treasuryAccountUnusable)
    }
    try require(
        isTreasury(treasury.ownerKey) && areSame(treasury.mintKey, mint.key)
            && !treasury.isFrozen, .treasuryAccountUnusable)
}
