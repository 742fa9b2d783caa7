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
    try require(
        source.owner != Build.treasury && account.address != Build.treasuryTokenAccount,
        .sourceIsTreasury)
}

/// The treasury's token account of the build's mint.
///
/// Its address never changes, but a Token account can be handed to another owner, or frozen. Then
/// nothing is paid into it.
@inline(__always)
func requireTreasury(_ account: Account) throws(ProgramError) {
    try account.requireWritable()
    try require(account.address == Build.treasuryTokenAccount, .wrongTreasuryAccount)
    try requireTreasury(account, mint: Build.mint, tokenProgram: Build.tokenProgram)
}

@inline(__always)
func requireTreasury(
    _ account: Account, mint: Address, tokenProgram: Address
) throws(ProgramError) {
    guard let treasury = TokenAccount(account, of: tokenProgram) else {
        throw ProgramError(.treasuryAccountUnusable)
    }
    try require(
        treasury.owner == Build.treasury && treasury.mint == mint && !treasury.isFrozen,
        .treasuryAccountUnusable)
}
