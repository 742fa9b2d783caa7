import DepositLayouts
import SolanaProgram

/// Moves the lamports of a vault's authority to the treasury; anybody may ask for it.
///
/// With a vault and its token program, first those that the vault holds beyond its rent. A deposit
/// account that lives keeps all of its own: they are its owner's, who gets them when he closes it.
@inline(never)
func sweepLamports(_ call: Call, _ signer: Signer) -> UInt64 {
    outcome { () throws(ProgramError) in
        let hasVault = call.accounts.count == 5
        try require(call.accounts.count == 3 || hasVault, .wrongAccountCount)
        let owner = call.accounts[0]
        let treasury = call.accounts[1]
        let systemProgram = call.accounts[2]

        try require(isTreasury(treasury.key), .wrongTreasury)
        try require(isSystemProgram(systemProgram.key), .wrongSystemProgram)
        try owner.requireWritable()
        try treasury.requireWritable()
        try require(isSystemProgram(owner.ownerKey), .nothingToSweep)
        if hasVault {
            let vault = call.accounts[3]
            let tokenProgram = call.accounts[4]
            try require(isTokenProgram(tokenProgram.key), .wrongTokenProgram)
            try vault.requireWritable()
            try TokenProgram.withdrawExcessLamports(
                vault, receiver: treasury, authority: owner, program: tokenProgram,
                signedBy: signer)
        }
        let lamports = owner.lamports
        try require(lamports != 0 || hasVault, .nothingToSweep)
        if lamports != 0 {
            try SystemProgram.transfer(
                lamports, from: owner, to: treasury, program: systemProgram, signedBy: signer)
        }
    }
}
