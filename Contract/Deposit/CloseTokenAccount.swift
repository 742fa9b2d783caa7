import DepositLayouts
import SolanaProgram

/// Closes a deposit account and its empty vault; the lamports of both go back to the owner.
///
/// Tokens never do: a vault that holds some is swept first. What lamports both hold beyond the rent
/// was sent to the depositor's own account, and is his: rent rises and falls, so nobody could tell it
/// from what he paid. The mint may be that of an earlier build, so that an operator's change of mint
/// locks no rent.
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

        try deposit.seeds.sign(
            for: account.key, of: call.program, orThrow: ProgramError(.wrongDerivedAddress)
        ) { signer throws(ProgramError) in
            try TokenProgram.closeAccount(
                vault, receiver: owner, authority: account, program: tokenProgram, signedBy: signer)
        }
        try account.moveLamports(account.lamports, to: owner)
        account.close()
    }
}
