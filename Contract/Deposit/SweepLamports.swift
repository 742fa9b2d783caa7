import DepositLayouts
import SolanaProgram

/// Moves the lamports of a vault's authority to the treasury; anybody may ask for it.
///
/// Of a deposit account that lives only what it holds beyond its rent.
@inline(never)
func sweepLamports(_ call: Call, _ signer: Signer) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(call.accounts.count == 3, .wrongAccountCount)
        let owner = call.accounts[0]
        let treasury = call.accounts[1]
        let systemProgram = call.accounts[2]

        try require(isTreasury(treasury.key), .wrongTreasury)
        try require(isSystemProgram(systemProgram.key), .wrongSystemProgram)
        try owner.requireWritable()
        try treasury.requireWritable()
        if isSystemProgram(owner.ownerKey) {
            try require(owner.lamports != 0, .nothingToSweep)
            try SystemProgram.transfer(
                owner.lamports, from: owner, to: treasury, program: systemProgram,
                signedBy: signer)
        } else {
            // An address of ours that is not the System program's can only be a deposit account.
            let rent = try Rent.minimum(length: UInt32(DepositAccountLayout.length))
            try require(owner.lamports > rent, .nothingToSweep)
            try owner.moveLamports(owner.lamports &- rent, to: treasury)
        }
    }
}
