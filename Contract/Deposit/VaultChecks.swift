import DepositLayouts
import SolanaProgram

/// The associated token account of a vault's authority, initialised and still its own.
@inline(__always)
func requireVault(
    _ vault: Account, of authority: Account, _ mint: Account, _ tokenProgram: Account
) throws(ProgramError) {
    try rethrow(checkVault(vault, authority, mint, tokenProgram))
}

@inline(never)
private func checkVault(
    _ vault: Account, _ authority: Account, _ mint: Account, _ tokenProgram: Account
) -> UInt64 {
    outcome { () throws(ProgramError) in
        try vault.requireWritable()
        guard let tokens = TokenAccount(vault, of: tokenProgram),
            areSame(tokens.ownerKey, authority.key)
        else { throw ProgramError(.wrongVault) }
        try requireAssociated(vault, authority.key, mint, tokenProgram, .wrongVault)
    }
}

/// The address that the Associated Token program gives a wallet's account of a mint.
@inline(__always)
func requireAssociated(
    _ account: Account, _ wallet: UnsafePointer<Address>, _ mint: Account,
    _ tokenProgram: Account, _ error: DepositError
) throws(ProgramError) {
    let isAssociated = AssociatedTokenProgram.isAccount(
        account.key, of: wallet, mint: mint.key, tokenProgram: tokenProgram.key)
    try require(isAssociated, error)
}

/// A deposit account of this program whose owner signed.
@inline(__always)
func requireDepositAccount(
    _ account: Account, of owner: Account, _ program: UnsafePointer<Address>
) throws(ProgramError) -> DepositAccount {
    try rethrow(checkDepositAccount(account, owner, program))
    return DepositAccount(checked: account)
}

@inline(never)
private func checkDepositAccount(
    _ account: Account, _ owner: Account, _ program: UnsafePointer<Address>
) -> UInt64 {
    outcome { () throws(ProgramError) in
        try account.requireWritable()
        try owner.requireSigner()
        guard let deposit = DepositAccount(account, of: program) else {
            throw ProgramError(.wrongDepositAccount)
        }
        try require(areSame(deposit.ownerKey, owner.key), .wrongOwner)
    }
}
