import DepositLayouts
import SolanaProgram

/// Moves all tokens of a vault to the treasury; anybody may ask for it.
///
/// A vault is any token account of the authority, of any mint and either token program, so that no
/// depositor's mistake locks tokens. Those of other mints go to the treasury's associated account of
/// that mint, so that the event alone tells nothing of the build's mint. Accounts after the fifth are handed on as they are where a transfer hook may need them,
/// and refused elsewhere: on a plain transfer they would be references, by which a stranger could put
/// a code of his own on money that is not his.
@inline(never)
func sweepToken(_ call: Call, _ signer: Signer) -> UInt64 {
    outcome { () throws(ProgramError) in
        let count = call.accounts.count
        try require(count >= 5, .wrongAccountCount)
        let owner = call.accounts[0]
        let vault = call.accounts[1]
        let mint = call.accounts[2]
        let treasury = call.accounts[3]
        let tokenProgram = call.accounts[4]

        try require(isTokenProgram(tokenProgram.key), .wrongTokenProgram)
        try require(
            count == 5 || count <= 16 && mayHaveHook(mint, tokenProgram), .wrongAccountCount)
        try vault.requireWritable()
        guard let tokens = TokenAccount(vault, of: tokenProgram),
            areSame(tokens.ownerKey, owner.key)
        else { throw ProgramError(.wrongVault) }
        // A token account names nothing but a mint, and while it holds tokens its mint is there.
        try require(areSame(tokens.mintKey, mint.key) && mint.length >= 82, .wrongMint)
        let amount = tokens.amount
        try require(amount != 0, .nothingToSweep)
        try requireTreasury(treasury, of: mint, tokenProgram)
        try withUnsafeTemporaryAllocation(of: AccountUse.self, capacity: 16) {
            uses throws(ProgramError) in
            uses.initializeElement(at: 0, to: .writable(vault))
            uses.initializeElement(at: 1, to: .readonly(mint))
            uses.initializeElement(at: 2, to: .writable(treasury))
            uses.initializeElement(at: 3, to: .signer(owner))
            // Without the token program, every place is one lower. Nobody's signature goes with
            // them: a stranger's mint decides what is called here.
            var index = 5
            while index < count {
                let account = call.accounts[index]
                uses.initializeElement(
                    at: index &- 1, to: account.isWritable ? .writable(account) : .readonly(account)
                )
                index &+= 1
            }
            try invoke(
                tokenProgram, UnsafeBufferPointer(uses.extracting(..<(count &- 1))),
                TokenProgram.transferData(amount, decimals: Mint(checked: mint).decimals),
                signedBy: signer)
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

/// Whether a transfer of the mint may call a hook, as only a foreign one's can: no build takes a mint
/// with a hook.
///
/// - Parameter tokenProgram: one of the two; a word tells them apart.
@inline(__always)
private func mayHaveHook(_ mint: Account, _ tokenProgram: Account) -> Bool {
    tokenProgram.address.word1 == Programs.token2022.word1 && !isMint(mint.key)
}
