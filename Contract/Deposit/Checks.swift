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
    try rethrow(checkAsset(mint, tokenProgram))
}

@inline(never)
private func checkAsset(_ mint: Account, _ tokenProgram: Account) -> UInt64 {
    outcome { () throws(ProgramError) in
        try requireAssetInPlace(mint, tokenProgram)
    }
}

/// The same without the call, for `depositDirect`.
@inline(__always)
func requireAssetInPlace(_ mint: Account, _ tokenProgram: Account) throws(ProgramError) {
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
    guard let treasury = TokenAccount(account, of: Build.tokenProgram) else {
        throw ProgramError(.treasuryAccountUnusable)
    }
    try require(
        treasury.owner == Build.treasury && treasury.mint == Build.mint && !treasury.isFrozen,
        .treasuryAccountUnusable)
}

/// The treasury's token account of any mint: the same, of another mint its associated account.
@inline(__always)
func requireTreasury(
    _ account: Account, of mint: Account, _ tokenProgram: Account
) throws(ProgramError) {
    try account.requireWritable()
    if isMint(mint.key) {
        try require(account.address == Build.treasuryTokenAccount, .wrongTreasuryAccount)
    } else {
        try withUnsafePointer(to: Build.treasury) { treasury throws(ProgramError) in
            try requireAssociated(account, treasury, mint, tokenProgram, .wrongTreasuryAccount)
        }
    }
    guard let treasury = TokenAccount(account, of: tokenProgram) else {
        throw ProgramError(.treasuryAccountUnusable)
    }
    try require(
        isTreasury(treasury.ownerKey) && areSame(treasury.mintKey, mint.key)
            && !treasury.isFrozen, .treasuryAccountUnusable)
}

/// The System program.
@inline(__always)
func requireSystemProgram(_ account: Account) throws(ProgramError) {
    try rethrow(checkSystemProgram(account))
}

@inline(never)
private func checkSystemProgram(_ account: Account) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(account.address == Programs.system, .wrongSystemProgram)
    }
}

/// The Associated Token program.
@inline(__always)
func requireAssociatedTokenProgram(_ account: Account) throws(ProgramError) {
    try rethrow(checkAssociatedTokenProgram(account))
}

@inline(never)
private func checkAssociatedTokenProgram(_ account: Account) -> UInt64 {
    outcome { () throws(ProgramError) in
        try require(account.address == Programs.associatedToken, .wrongAssociatedTokenProgram)
    }
}

/// Whether an address is the build's treasury: one function for all who ask.
@inline(never)
func isTreasury(_ address: UnsafePointer<Address>) -> Bool {
    address.pointee == Build.treasury
}

/// Whether an address is the build's mint.
@inline(never)
func isMint(_ address: UnsafePointer<Address>) -> Bool {
    address.pointee == Build.mint
}

/// One of the two token programs: nothing else is ever called with a vault's signature.
@inline(__always)
func requireTokenProgram(_ account: Account) throws(ProgramError) {
    try rethrow(checkTokenProgram(account))
}

@inline(never)
private func checkTokenProgram(_ account: Account) -> UInt64 {
    outcome { () throws(ProgramError) in
        let address = account.address
        try require(
            address == Programs.token || address == Programs.token2022, .wrongTokenProgram)
    }
}

/// The associated token account of a vault's authority, initialised and still its own.
@inline(__always)
func requireVault(
    _ vault: Account, of authority: Account, mint: Account, tokenProgram: Account
) throws(ProgramError) {
    try rethrow(checkVault(vault, of: authority, mint: mint, tokenProgram: tokenProgram))
}

@inline(never)
private func checkVault(
    _ vault: Account, of authority: Account, mint: Account, tokenProgram: Account
) -> UInt64 {
    outcome { () throws(ProgramError) in
        try vault.requireWritable()
        guard let tokens = TokenAccount(vault, of: tokenProgram) else {
            throw ProgramError(.wrongVault)
        }
        try require(areSame(tokens.ownerKey, authority.key), .wrongVault)
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
) throws(ProgramError) {
    try rethrow(checkDepositAccount(account, of: owner, program))
}

@inline(never)
private func checkDepositAccount(
    _ account: Account, of owner: Account, _ program: UnsafePointer<Address>
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
