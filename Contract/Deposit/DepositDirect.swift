import DepositLayouts
import SolanaProgram

/// Pays from the depositor's token account straight into the treasury's, under a code.
///
/// The code stands in the data of the instruction that moves the money, and so binds this transfer
/// and no other. The program opens no account and signs for nothing.
@inline(__always)
func depositDirect(_ call: Call) throws(ProgramError) {
    try require(call.accounts.count >= 5, .wrongAccountCount)
    try require(call.data.count == 24, .malformedData)
    let source = call.accounts[0]
    let mint = call.accounts[1]
    let treasury = call.accounts[2]
    let authority = call.accounts[3]
    let tokenProgram = call.accounts[4]
    let amount = call.data[word: 16]

    try requireAmount(amount)
    try authority.requireSigner()
    try requireAssetInPlace(mint, tokenProgram)
    try requireTreasuryInPlace(treasury)
    try requireSourceInPlace(source)
    try TokenProgram.transferCheckedInPlace(
        amount, decimals: Build.decimals, from: source, mint: mint, to: treasury,
        authority: authority, program: tokenProgram)

    let payer = authority.address
    let from = source.address
    let event = DepositEventLayout.depositReceived
    let version = UInt64(DepositEventLayout.depositReceivedVersion)
    Log.data(
        CallData(
            [
                event << 56, event >> 8 | version << 56, call.data[word: 8],
                payer.word0, payer.word1, payer.word2, payer.word3,
                from.word0, from.word1, from.word2, from.word3, amount,
            ], skipping: 7, count: DepositEventLayout.depositReceivedLength))
}
