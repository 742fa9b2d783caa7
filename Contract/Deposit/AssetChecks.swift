import DepositLayouts
import SolanaProgram

/// The mint of the build and its token program; of Token-2022's mints only those whose extensions
/// are allowed.
@inline(__always)
func requireAssetInPlace(_ mint: Account, _ tokenProgram: Account) throws(ProgramError) {
    try require(mint.address == Build.mint, .wrongMint)
    try require(tokenProgram.address == Build.tokenProgram, .wrongTokenProgram)
    if Build.tokenProgram == Programs.token2022 { try requireAllowedExtensions(mint) }
}

/// The same, as one function for all but `depositDirect`.
@inline(__always)
func requireAsset(_ mint: Account, _ tokenProgram: Account) throws(ProgramError) {
    try rethrow(checkAsset(mint, tokenProgram))
}

@inline(never)
private func checkAsset(_ mint: Account, _ tokenProgram: Account) -> UInt64 {
    outcome { () throws(ProgramError) in try requireAssetInPlace(mint, tokenProgram) }
}

/// The token account that pays: one of the build's mint that is not the treasury's.
///
/// What goes round from treasury to treasury is no deposit, and must not look like one.
@inline(__always)
func requireSourceInPlace(_ account: Account) throws(ProgramError) {
    try account.requireWritable()
    guard let source = TokenAccount(account, of: Build.tokenProgram) else {
        throw ProgramError(.wrongSource)
    }
    try require(source.mint == Build.mint, .wrongSource)
    try require(source.owner != Build.treasury, .sourceIsTreasury)
}

/// The same; `requireAsset` has looked at the mint and its program.
@inline(__always)
func requireSource(
    _ account: Account, _ mint: Account, _ tokenProgram: Account
) throws(ProgramError) {
    try account.requireWritable()
    guard let source = TokenAccount(account, of: tokenProgram),
        areSame(source.mintKey, mint.key)
    else { throw ProgramError(.wrongSource) }
    try require(!isTreasury(source.ownerKey), .sourceIsTreasury)
}
