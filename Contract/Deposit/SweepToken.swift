import DepositLayouts
import SolanaProgram

/// Moves all tokens of a vault to the treasury; anybody may ask for it.
///
/// A vault is any token account of the authority, of any mint and either token program, so that no
/// depositor's mistake locks tokens. Those of other mints go to the treasury's associated account of
/// that mint. Accounts after the fifth are handed on as they are: a transfer hook may need them.
@inline(never)
func sweepToken(_ call: Call) throws(ProgramError) {
    try require(call.accounts.count >= 5, .wrongAccountCount)
    let owner = call.accounts[0]
    let vault = call.accounts[1]
    let mint = call.accounts[2]
    let treasury = call.accounts[3]
    let tokenProgram = call.accounts[4]

    let authority = try VaultAuthority(owner, call)
    try requireTokenProgram(tokenProgram)
    try vault.requireWritable()
    guard let tokens = TokenAccount(vault, of: tokenProgram) else {
        throw ProgramError(.wrongVault)
    }
    try require(tokens.owner == owner.address, .wrongVault)
    guard tokens.mint == mint.address, let kind = Mint(mint, of: tokenProgram) else {
        throw ProgramError(.wrongMint)
    }
    let amount = tokens.amount
    try require(amount != 0, .nothingToSweep)
    if mint.address == Build.mint {
        try requireTreasury(treasury)
    } else {
        try requireTreasury(treasury, ofForeign: mint, tokenProgram)
    }
    var uses = InlineArray<16, AccountUse>(repeating: .readonly(mint))
    uses[0] = .writable(vault)
    uses[2] = .writable(treasury)
    uses[3] = .signer(owner)
    var count = 4
    while count + 1 < call.accounts.count {
        uses[count] = .asGiven(call.accounts[count + 1])
        count += 1
    }
    try invoke(
        tokenProgram, uses, count: count,
        TokenProgram.transferData(amount, decimals: kind.decimals), signedBy: authority.seeds,
        authority.bump)

    let from = vault.address
    Log.data(
        CallData(
            [
                DepositEventLayout.sweepEvent, authority.code,
                from.word0, from.word1, from.word2, from.word3, amount,
            ], skipping: 0, count: DepositEventLayout.sweepEventLength))
}
