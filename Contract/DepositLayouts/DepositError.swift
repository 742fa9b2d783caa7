/// Why the deposit program refused: the number of its custom error.
///
/// Failures of the programs that it calls (no funds, frozen account) keep their own numbers.
public enum DepositError: UInt32, Error, Sendable {
    /// The first eight bytes name no instruction.
    case unknownInstruction = 6000
    /// The data is shorter or longer than the instruction's, or a kind is unknown.
    case malformedData = 6001
    /// Fewer or more accounts than the instruction takes.
    case wrongAccountCount = 6002
    /// An account that must be writable is not.
    case accountNotWritable = 6003
    /// An account that must sign did not.
    case accountNotSigner = 6004
    /// Two places that must differ name one account.
    case duplicateAccount = 6005
    /// Not the mint of this build, or not the mint of the vault.
    case wrongMint = 6006
    /// Not the token program that the accounts belong to.
    case wrongTokenProgram = 6007
    /// Not the System program.
    case wrongSystemProgram = 6008
    /// Not the Associated Token program.
    case wrongAssociatedTokenProgram = 6009
    /// Not the treasury's associated token account for the mint.
    case wrongTreasuryAccount = 6010
    /// The treasury's token account is missing, has another owner or another mint, or is frozen.
    case treasuryAccountUnusable = 6011
    /// Not the treasury.
    case wrongTreasury = 6012
    /// The seeds lead to another address than the account's, or to none.
    case wrongDerivedAddress = 6013
    /// Not a token account of the vault's authority, or not its associated one.
    case wrongVault = 6014
    /// The vault still holds tokens.
    case vaultNotEmpty = 6015
    /// The amount is zero.
    case zeroAmount = 6016
    /// The amount is under the minimum of this build.
    case belowMinimum = 6017
    /// The source is the treasury's token account, or belongs to the treasury.
    case sourceIsTreasury = 6018
    /// The source is not a token account of the build's mint, or not the nested account.
    case wrongSource = 6019
    /// Not a deposit account of this program.
    case wrongDepositAccount = 6020
    /// The deposit account belongs to somebody else.
    case wrongOwner = 6021
    /// The deposit account exists already.
    case alreadyInitialized = 6022
    /// The balance would exceed 2^64 - 1.
    case balanceOverflow = 6023
    /// The vault, or the address, holds nothing to sweep; or it is a deposit account that lives.
    case nothingToSweep = 6024
    /// The mint carries an extension that this build does not allow.
    case extensionNotAllowed = 6025
    /// An instruction of the existing program that this one does not offer: money never goes back
    /// by the program.
    case disabled = 6100
}
