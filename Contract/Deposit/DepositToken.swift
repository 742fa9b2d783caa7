import DepositLayouts
import SolanaProgram

/// Pays from the depositor's token account into the vault of a deposit account, as the existing
/// program does. Only `sweepToken` takes the tokens out again.
@inline(never)
func depositToken(_ call: Call) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(call.accounts.count == 6, .wrongAccountCount)
        try require(call.data.count == 16, .malformedData)
        let account = call.accounts[0]
        let mint = call.accounts[1]
        let source = call.accounts[2]
        let vault = call.accounts[3]
        let owner = call.accounts[4]
        let tokenProgram = call.accounts[5]
        let amount = call.data[word: 8]

        try requireAmount(amount)
        let deposit = try requireDepositAccount(account, of: owner, call.program)
        try requireAsset(mint, tokenProgram)
        try require(areSame(deposit.mintKey, mint.key), .wrongMint)
        try require(source != vault, .duplicateAccount)
        try requireSource(source, mint, tokenProgram)
        try requireVault(vault, of: account, mint, tokenProgram)
        let (balance, overflow) = deposit.balance.addingReportingOverflow(amount)
        try require(!overflow, .balanceOverflow)

        try TokenProgram.transferChecked(
            amount, decimals: Build.decimals, from: source, mint: mint, to: vault, authority: owner,
            program: tokenProgram)
        deposit.balance = balance

        let payer = owner.address
        let token = mint.address
        Log.data(
            CallData(
                [
                    DepositEventLayout.depositEvent,
                    payer.word0, payer.word1, payer.word2, payer.word3,
                    token.word0, token.word1, token.word2, token.word3, deposit.code, amount,
                    balance,
                ], skipping: 0, count: DepositEventLayout.depositEventLength))
    }
}
