import DepositLayouts
import SolanaProgram

/// Opens a deposit account and its vault, as the existing program does.
///
/// Both may have lamports before, and the vault may exist: anybody can send some or create it.
@inline(never)
func initializeToken(_ call: Call) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(call.accounts.count == 7, .wrongAccountCount)
        try require(call.data.count == 16, .malformedData)
        let account = call.accounts[0]
        let mint = call.accounts[1]
        let vault = call.accounts[2]
        let owner = call.accounts[3]
        let tokenProgram = call.accounts[4]
        let associatedTokenProgram = call.accounts[5]
        let systemProgram = call.accounts[6]

        try owner.requireSigner()
        try owner.requireWritable()
        try account.requireWritable()
        try vault.requireWritable()
        try requireAsset(mint, tokenProgram)
        try require(
            isAssociatedTokenProgram(associatedTokenProgram.key), .wrongAssociatedTokenProgram)
        try require(isSystemProgram(systemProgram.key), .wrongSystemProgram)
        let seeds = Seeds([
            Seed(VaultSeed.depositAccount), Seed(call.data.pointer(at: 8), count: 8),
            Seed(owner.key),
        ])
        try seeds.sign(
            for: account.key, of: call.program, orThrow: ProgramError(.wrongDerivedAddress)
        ) { signer throws(ProgramError) in
            try require(isSystemProgram(account.ownerKey), .alreadyInitialized)
            try requireAssociated(vault, account.key, mint, tokenProgram, .wrongVault)
            let length = DepositAccountLayout.length
            try SystemProgram.open(
                account, payer: owner, lamports: Rent.minimum(length: UInt32(length)),
                length: UInt64(length), owner: call.program, program: systemProgram,
                signedBy: signer)
        }
        try AssociatedTokenProgram.createIdempotent(
            vault, payer: owner, wallet: account, mint: mint, systemProgram: systemProgram,
            tokenProgram: tokenProgram, program: associatedTokenProgram)
        DepositAccount.write(
            account, owner: owner.address, mint: mint.address, code: call.data[word: 8])
    }
}
