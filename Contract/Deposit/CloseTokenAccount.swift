import DepositLayouts
import SolanaProgram

/// Closes a deposit account and its empty vault; the rent of both goes back to the owner.
///
/// Tokens never do: a vault that holds some is swept first. Neither does SOL that somebody sent to
/// the deposit account: it stays at the address, for `sweepLamports`. Only what is too little to
/// stay as an account goes with the rent. The mint may be that of an earlier build, so that an
/// operator's change of mint locks no rent.
@inline(never)
func closeTokenAccount(_ call: Call) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(call.accounts.count == 5, .wrongAccountCount)
        try require(call.data.count == 8, .malformedData)
        let account = call.accounts[0]
        let mint = call.accounts[1]
        let vault = call.accounts[2]
        let owner = call.accounts[3]
        let tokenProgram = call.accounts[4]

        let deposit = try requireDepositAccount(account, of: owner, call.program)
        try owner.requireWritable()
        try require(areSame(deposit.mintKey, mint.key), .wrongMint)
        try require(isTokenProgram(tokenProgram.key), .wrongTokenProgram)
        try requireVault(vault, of: account, mint, tokenProgram)
        try require(TokenAccount(vault, of: tokenProgram)?.amount == 0, .vaultNotEmpty)
        let rent = try Rent.minimum(length: UInt32(DepositAccountLayout.length))
        let emptyRent = try Rent.minimum(length: 0)

        try deposit.seeds.sign(
            for: account.key, of: call.program, orThrow: ProgramError(.wrongDerivedAddress)
        ) { signer throws(ProgramError) in
            try TokenProgram.closeAccount(
                vault, receiver: owner, authority: account, program: tokenProgram, signedBy: signer)
        }
        let held = account.lamports
        let stays = held >= rent &+ emptyRent ? held &- rent : 0
        try account.moveLamports(held &- stays, to: owner)
        account.close()
    }
}
