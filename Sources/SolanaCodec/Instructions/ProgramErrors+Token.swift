extension ProgramErrors {
    /// Codes 0 to 19, which Token and Token-2022 share.
    static let token = [
        ProgramErrorName("NotRentExempt", "the account holds less than its rent"),
        ProgramErrorName("InsufficientFunds", "the account holds too few tokens"),
        ProgramErrorName("InvalidMint", "the mint is not one"),
        ProgramErrorName("MintMismatch", "the account holds tokens of another mint"),
        ProgramErrorName("OwnerMismatch", "somebody else owns the account"),
        ProgramErrorName("FixedSupply", "the supply is fixed; nobody can mint"),
        ProgramErrorName("AlreadyInUse", "the account is initialised already"),
        ProgramErrorName("InvalidNumberOfProvidedSigners", "not that many signers can be named"),
        ProgramErrorName("InvalidNumberOfRequiredSigners", "not that many can be asked to sign"),
        ProgramErrorName("UninitializedState", "the account is not initialised"),
        ProgramErrorName("NativeNotSupported", "not possible with wrapped SOL"),
        ProgramErrorName("NonNativeHasBalance", "the account still holds tokens"),
        ProgramErrorName("InvalidInstruction", "there is no such instruction"),
        ProgramErrorName("InvalidState", "the account is in the wrong state"),
        ProgramErrorName("Overflow", "a number is too large"),
        ProgramErrorName("AuthorityTypeNotSupported", "the account has no such authority"),
        ProgramErrorName("MintCannotFreeze", "the mint has no freeze authority"),
        ProgramErrorName("AccountFrozen", "the account is frozen"),
        ProgramErrorName("MintDecimalsMismatch", "the mint has other decimals"),
        ProgramErrorName("NonNativeNotSupported", "only possible with wrapped SOL"),
    ]

    /// Codes from 20 on, which only Token-2022 has.
    static let token2022 = [
        ProgramErrorName("ExtensionTypeMismatch", "the extension does not fit the others"),
        ProgramErrorName("ExtensionBaseMismatch", "the extension is not for this kind of account"),
        ProgramErrorName("ExtensionAlreadyInitialized", "the extension is there already"),
        ProgramErrorName(
            "ConfidentialTransferAccountHasBalance", "the confidential balance is not zero"),
        ProgramErrorName(
            "ConfidentialTransferAccountNotApproved",
            "the account is not approved for confidential transfers"),
        ProgramErrorName(
            "ConfidentialTransferDepositsAndTransfersDisabled",
            "the account takes no confidential deposits or transfers"),
        ProgramErrorName(
            "ConfidentialTransferElGamalPubkeyMismatch", "another ElGamal key is meant"),
        ProgramErrorName("ConfidentialTransferBalanceMismatch", "another balance is stored"),
        ProgramErrorName("MintHasSupply", "the mint still has tokens"),
        ProgramErrorName("NoAuthorityExists", "nobody has this authority"),
        ProgramErrorName("TransferFeeExceedsMaximum", "a fee above 10,000 basis points"),
        ProgramErrorName("MintRequiredForTransfer", "this transfer must name the mint"),
        ProgramErrorName("FeeMismatch", "the fee is another than stated"),
        ProgramErrorName("FeeParametersMismatch", "the proof has other fee parameters"),
        ProgramErrorName("ImmutableOwner", "the account's owner cannot change"),
        ProgramErrorName("AccountHasWithheldTransferFees", "the account holds withheld fees"),
        ProgramErrorName("NoMemo", "the recipient demands a memo before the transfer"),
        ProgramErrorName("NonTransferable", "tokens of this mint cannot be transferred"),
        ProgramErrorName(
            "NonTransferableNeedsImmutableOwnership", "the account's owner must be unchangeable"),
        ProgramErrorName(
            "MaximumPendingBalanceCreditCounterExceeded",
            "too many credits are pending; they must be applied first"),
        ProgramErrorName("MaximumDepositAmountExceeded", "the confidential deposit is too large"),
        ProgramErrorName("CpiGuardSettingsLocked", "the CPI guard cannot be set by a program"),
        ProgramErrorName("CpiGuardTransferBlocked", "the CPI guard forbids a program's transfer"),
        ProgramErrorName("CpiGuardBurnBlocked", "the CPI guard forbids a program's burn"),
        ProgramErrorName(
            "CpiGuardCloseAccountBlocked", "the CPI guard demands that the owner gets the rent"),
        ProgramErrorName("CpiGuardApproveBlocked", "the CPI guard forbids a program's approval"),
        ProgramErrorName(
            "CpiGuardSetAuthorityBlocked", "the CPI guard forbids a program to set an authority"),
        ProgramErrorName("CpiGuardOwnerChangeBlocked", "the CPI guard forbids another owner"),
        ProgramErrorName("ExtensionNotFound", "the account lacks the extension"),
        ProgramErrorName("NonConfidentialTransfersDisabled", "only confidential transfers here"),
        ProgramErrorName(
            "ConfidentialTransferFeeAccountHasWithheldFee",
            "the account holds withheld confidential fees"),
        ProgramErrorName("InvalidExtensionCombination", "these extensions exclude each other"),
        ProgramErrorName("InvalidLengthForAlloc", "an extension must keep its length"),
        ProgramErrorName("AccountDecryption", "the account cannot be decrypted"),
        ProgramErrorName("ProofGeneration", "no proof could be made"),
        ProgramErrorName("InvalidProofInstructionOffset", "the proof is somewhere else"),
        ProgramErrorName("HarvestToMintDisabled", "withheld fees cannot go to the mint"),
        ProgramErrorName(
            "SplitProofContextStateAccountsNotSupported", "the proof must be in one account"),
        ProgramErrorName("NotEnoughProofContextStateAccounts", "accounts of proofs are missing"),
        ProgramErrorName("MalformedCiphertext", "a ciphertext is none"),
        ProgramErrorName("CiphertextArithmeticFailed", "ciphertexts cannot be added"),
        ProgramErrorName("PedersenCommitmentMismatch", "commitments differ"),
        ProgramErrorName("RangeProofLengthMismatch", "the range proof has another length"),
        ProgramErrorName("IllegalBitLength", "the amount has too many bits"),
        ProgramErrorName("FeeCalculation", "the fee cannot be calculated"),
        ProgramErrorName(
            "IllegalMintBurnConversion", "confidential minting excludes deposits and withdrawals"),
        ProgramErrorName("InvalidScale", "the factor must be a positive normal number"),
        ProgramErrorName("MintPaused", "the mint is paused"),
        ProgramErrorName("PendingBalanceNonZero", "pending burns must be applied first"),
    ]
}
