import DepositLayouts
import SolanaProgram

/// Closes a deposit account and its empty vault; the rent of both goes back to the owner.
///
/// Tokens never do: a vault that holds some is swept first. Neither does SOL that somebody sent to
/// the deposit account: it stays at the address, for `sweepLamports`. Only what is too little to
/// stay as an account goes with the rent. The mint may be that of an earlier build, so that an
/// operator's change of mint locks no rent.
@inline(never)
func closeTokenAccount(_ call: Call) throws(ProgramError) {
    try require(call.accounts.count == 5, .wrongAccountCount)
    try require(call.data.count == 8, .malformedData)
    let account = call.accounts[0]
    let mint = call.accounts[1]
    let vault = call.accounts[2]
    let owner = call.accounts[3]
    let tokenProgram = call.accounts[4]

    let deposit = try requireDepositAccount(account, of: owner, call)
    try owner.requireWritable()
    try require(deposit.mint == mint.address, .wrongMint)
    try requireTokenProgram(tokenProgram)
    try requireVault(vault, of: account, mint: mint, tokenProgram: tokenProgram)
    try require(TokenAccount(vault, of: tokenProgram)?.amount == 0, .vaultNotEmpty)
    let seeds = deposit.seeds
    guard let derived = seeds.find(for: call.program), derived.address == account.address else {
        throw ProgramError(.wrongDerivedAddress)
    }
    let rent = try Rent.minimum(length: UInt32(DepositAccountLayout.length))
    let emptyRent = try Rent.minimum(length: 0)

    try TokenProgram.closeAccount(
        vault, receiver: owner, authority: account, program: tokenProgram, signedBy: seeds,
        derived.bump)
    let held = account.lamports
    let stays = held >= rent &+ emptyRent ? held &- rent : 0
    try account.moveLamports(held &- stays, to: owner)
    account.close()
}
