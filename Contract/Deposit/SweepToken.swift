import DepositLayouts
import SolanaProgram

/// Moves all tokens of a vault to the treasury; anybody may ask for it.
///
/// A vault is any token account of the authority, of any mint and either token program, so that no
/// depositor's mistake locks tokens. Those of other mints go to the treasury's associated account of
/// that mint. Accounts after the fifth are handed on as they are: a transfer hook may need them.
@inline(never)
func sweepToken(_ call: Call, _ signer: Signer) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(call.accounts.count >= 5, .wrongAccountCount)
        let owner = call.accounts[0]
        let vault = call.accounts[1]
        let mint = call.accounts[2]
        let treasury = call.accounts[3]
        let tokenProgram = call.accounts[4]

        try requireTokenProgram(tokenProgram)
        try vault.requireWritable()
        guard let tokens = TokenAccount(vault, of: tokenProgram) else {
            throw ProgramError(.wrongVault)
        }
        try require(areSame(tokens.ownerKey, owner.key), .wrongVault)
        guard areSame(tokens.mintKey, mint.key), let kind = Mint(mint, of: tokenProgram) else {
            throw ProgramError(.wrongMint)
        }
        let amount = tokens.amount
        try require(amount != 0, .nothingToSweep)
        try requireTreasury(treasury, of: mint, tokenProgram)
        try withUnsafeTemporaryAllocation(of: AccountUse.self, capacity: 16) {
            uses throws(ProgramError) in
            uses.initializeElement(at: 0, to: .writable(vault))
            uses.initializeElement(at: 1, to: .readonly(mint))
            uses.initializeElement(at: 2, to: .writable(treasury))
            uses.initializeElement(at: 3, to: .signer(owner))
            var count = 4
            while count + 1 < call.accounts.count {
                uses.initializeElement(at: count, to: .asGiven(call.accounts[count + 1]))
                count += 1
            }
            try invoke(
                tokenProgram, UnsafeBufferPointer(uses.extracting(..<count)),
                TokenProgram.transferData(amount, decimals: kind.decimals), signedBy: signer)
        }

        let from = vault.address
        Log.data(
            CallData(
                [
                    DepositEventLayout.sweepEvent, call.data[word: 10],
                    from.word0, from.word1, from.word2, from.word3, amount,
                ], skipping: 0, count: DepositEventLayout.sweepEventLength))
    }
}
