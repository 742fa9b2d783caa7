import DepositLayouts
import SolanaProgram

extension ProgramError {
    /// One of this program's own errors.
    @inline(__always)
    init(_ error: DepositError) {
        self.init(custom: error.rawValue)
    }
}

/// Refuses with `error` unless the condition holds.
@inline(__always)
func require(_ condition: Bool, _ error: DepositError) throws(ProgramError) {
    guard condition else { throw ProgramError(error) }
}

extension Account {
    @inline(__always)
    func requireWritable() throws(ProgramError) {
        try require(isWritable, .accountNotWritable)
    }

    @inline(__always)
    func requireSigner() throws(ProgramError) {
        try require(isSigner, .accountNotSigner)
    }
}

/// The amount of a deposit.
@inline(__always)
func requireAmount(_ amount: UInt64) throws(ProgramError) {
    try require(amount != 0, .zeroAmount)
    try require(amount >= Build.minimum, .belowMinimum)
}

/// The mint of the build and its token program; of Token-2022's mints only those whose extensions
/// are allowed.
@inline(__always)
func requireAsset(_ mint: Account, _ tokenProgram: Account) throws(ProgramError) {
    try require(mint.address == Build.mint, .wrongMint)
    try require(tokenProgram.address == Build.tokenProgram, .wrongTokenProgram)
    if Build.tokenProgram == Programs.token2022 { try requireAllowedExtensions(mint) }
}

/// The token account that pays: one of the build's mint that is not the treasury's.
///
/// What goes round from treasury to treasury is no deposit, and must not look like one.
@inline(__always)
func requireSource(_ account: Account) throws(ProgramError) {
    try account.requireWritable()
    guard let source = TokenAccount(account, of: Build.tokenProgram) else {
        throw ProgramError(.wrongSource)
    }
    try require(source.mint == Build.mint, .wrongSource)
    try require(source.owner != Build.treasury, .sourceIsTreasury)
}

/// The treasury's token account of the build's mint.
///
/// Its address never changes, but a Token account can be handed to another owner, or frozen. Then
/// nothing is paid into it.
@inline(__always)
func requireTreasury(_ account: Account) throws(ProgramError) {
    try account.requireWritable()
    try require(account.address == Build.treasuryTokenAccount, .wrongTreasuryAccount)
    try requireUsable(TokenAccount(account, of: Build.tokenProgram), mint: Build.mint)
}

/// The treasury's associated token account of another mint.
@inline(__always)
func requireTreasury(
    _ account: Account, ofForeign mint: Account, _ tokenProgram: Account
) throws(ProgramError) {
    try account.requireWritable()
    try withUnsafePointer(to: Build.treasury) { treasury throws(ProgramError) in
        try requireAssociated(account, treasury, mint, tokenProgram, .wrongTreasuryAccount)
    }
    try requireUsable(TokenAccount(account, of: tokenProgram), mint: mint.address)
}

@inline(__always)
private func requireUsable(_ account: TokenAccount?, mint: Address) throws(ProgramError) {
    guard let account else { throw ProgramError(.treasuryAccountUnusable) }
    try require(
        account.owner == Build.treasury && account.mint == mint && !account.isFrozen,
        .treasuryAccountUnusable)
}

/// One of the two token programs: nothing else is ever called with a vault's signature.
@inline(never)
func requireTokenProgram(_ account: Account) throws(ProgramError) {
    let address = account.address
    try require(
        address == Programs.token || address == Programs.token2022, .wrongTokenProgram)
}

/// The associated token account of a vault's authority, initialised and still its own.
@inline(never)
func requireVault(
    _ vault: Account, of authority: Account, mint: Account, tokenProgram: Account
) throws(ProgramError) {
    try vault.requireWritable()
    guard let tokens = TokenAccount(vault, of: tokenProgram) else {
        throw ProgramError(.wrongVault)
    }
    try require(tokens.owner == authority.address, .wrongVault)
    try requireAssociated(vault, authority.key, mint, tokenProgram, .wrongVault)
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
    _ account: Account, of owner: Account, _ call: Call
) throws(ProgramError) -> DepositAccount {
    try account.requireWritable()
    try owner.requireSigner()
    guard let deposit = DepositAccount(account, of: call.program) else {
        throw ProgramError(.wrongDepositAccount)
    }
    try require(deposit.owner == owner.address, .wrongOwner)
    return deposit
}
