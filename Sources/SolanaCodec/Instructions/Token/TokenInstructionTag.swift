/// The first byte of a token instruction's data, for Token (p-token) and Token-2022 alike.
///
/// Tags whose name ends in `Extension` are prefixes: a second byte names the instruction.
///
/// Source: solana-program/token-2022, interface/src/instruction.rs; solana-program/token, p-token.
public enum TokenInstructionTag: UInt8, Hashable, Sendable, CaseIterable {
    // The documentation of each is the name that the programs give it.
    /// InitializeMint
    case initializeMint = 0
    /// InitializeAccount
    case initializeAccount = 1
    /// InitializeMultisig
    case initializeMultisig = 2
    /// Transfer
    case transfer = 3
    /// Approve
    case approve = 4
    /// Revoke
    case revoke = 5
    /// SetAuthority
    case setAuthority = 6
    /// MintTo
    case mintTo = 7
    /// Burn
    case burn = 8
    /// CloseAccount
    case closeAccount = 9
    /// FreezeAccount
    case freezeAccount = 10
    /// ThawAccount
    case thawAccount = 11
    /// TransferChecked
    case transferChecked = 12
    /// ApproveChecked
    case approveChecked = 13
    /// MintToChecked
    case mintToChecked = 14
    /// BurnChecked
    case burnChecked = 15
    /// InitializeAccount2
    case initializeAccount2 = 16
    /// SyncNative
    case syncNative = 17
    /// InitializeAccount3
    case initializeAccount3 = 18
    /// InitializeMultisig2
    case initializeMultisig2 = 19
    /// InitializeMint2
    case initializeMint2 = 20
    /// GetAccountDataSize
    case getAccountDataSize = 21
    /// InitializeImmutableOwner
    case initializeImmutableOwner = 22
    /// AmountToUiAmount
    case amountToUiAmount = 23
    /// UiAmountToAmount
    case uiAmountToAmount = 24
    /// InitializeMintCloseAuthority
    case initializeMintCloseAuthority = 25
    /// TransferFeeExtension
    case transferFeeExtension = 26
    /// ConfidentialTransferExtension
    case confidentialTransferExtension = 27
    /// DefaultAccountStateExtension
    case defaultAccountStateExtension = 28
    /// Reallocate
    case reallocate = 29
    /// MemoTransferExtension
    case memoTransferExtension = 30
    /// CreateNativeMint
    case createNativeMint = 31
    /// InitializeNonTransferableMint
    case initializeNonTransferableMint = 32
    /// InterestBearingMintExtension
    case interestBearingMintExtension = 33
    /// CpiGuardExtension
    case cpiGuardExtension = 34
    /// InitializePermanentDelegate
    case initializePermanentDelegate = 35
    /// TransferHookExtension
    case transferHookExtension = 36
    /// ConfidentialTransferFeeExtension
    case confidentialTransferFeeExtension = 37
    /// WithdrawExcessLamports
    case withdrawExcessLamports = 38
    /// MetadataPointerExtension
    case metadataPointerExtension = 39
    /// GroupPointerExtension
    case groupPointerExtension = 40
    /// GroupMemberPointerExtension
    case groupMemberPointerExtension = 41
    /// ConfidentialMintBurnExtension
    case confidentialMintBurnExtension = 42
    /// ScaledUiAmountExtension
    case scaledUiAmountExtension = 43
    /// PausableExtension
    case pausableExtension = 44
    /// UnwrapLamports
    case unwrapLamports = 45
    /// PermissionedBurnExtension
    case permissionedBurnExtension = 46
    /// Batch
    case batch = 255

    /// The second byte of `transferCheckedWithFee`, after `transferFeeExtension`.
    static let transferCheckedWithFee: UInt8 = 1

    /// The name in lowerCamelCase, as the `jsonParsed` answers of the RPC spell it.
    public var name: String { String(describing: self) }

    /// The names of the instructions that share this prefix, in the order of their second byte;
    /// `nil` if the tag is no prefix.
    public var prefixedNames: [String]? {
        switch self {
        case .transferFeeExtension:
            [
                "initializeTransferFeeConfig", "transferCheckedWithFee",
                "withdrawWithheldTokensFromMint", "withdrawWithheldTokensFromAccounts",
                "harvestWithheldTokensToMint", "setTransferFee",
            ]
        case .confidentialTransferExtension: Self.confidentialTransferNames
        case .confidentialTransferFeeExtension: Self.confidentialTransferFeeNames
        case .confidentialMintBurnExtension: Self.confidentialMintBurnNames
        case .defaultAccountStateExtension:
            ["initializeDefaultAccountState", "updateDefaultAccountState"]
        case .memoTransferExtension:
            ["enableRequiredMemoTransfers", "disableRequiredMemoTransfers"]
        case .interestBearingMintExtension:
            ["initializeInterestBearingConfig", "updateInterestBearingConfigRate"]
        case .cpiGuardExtension: ["enableCpiGuard", "disableCpiGuard"]
        case .transferHookExtension: ["initializeTransferHook", "updateTransferHook"]
        case .metadataPointerExtension: ["initializeMetadataPointer", "updateMetadataPointer"]
        case .groupPointerExtension: ["initializeGroupPointer", "updateGroupPointer"]
        case .groupMemberPointerExtension:
            ["initializeGroupMemberPointer", "updateGroupMemberPointer"]
        case .scaledUiAmountExtension: ["initializeScaledUiAmountConfig", "updateMultiplier"]
        case .pausableExtension: ["initializePausableConfig", "pause", "resume"]
        case .permissionedBurnExtension:
            ["initializePermissionedBurn", "permissionedBurn", "permissionedBurnChecked"]
        default: nil
        }
    }

    private static let confidentialTransferNames = [
        "initializeConfidentialTransferMint", "updateConfidentialTransferMint",
        "configureConfidentialTransferAccount", "approveConfidentialTransferAccount",
        "emptyConfidentialTransferAccount", "depositConfidentialTransfer",
        "withdrawConfidentialTransfer", "confidentialTransfer",
        "applyPendingConfidentialTransferBalance", "enableConfidentialTransferConfidentialCredits",
        "disableConfidentialTransferConfidentialCredits",
        "enableConfidentialTransferNonConfidentialCredits",
        "disableConfidentialTransferNonConfidentialCredits", "confidentialTransferWithFee",
        "configureConfidentialTransferAccountWithRegistry",
    ]

    private static let confidentialTransferFeeNames = [
        "initializeConfidentialTransferFeeConfig",
        "withdrawWithheldConfidentialTransferTokensFromMint",
        "withdrawWithheldConfidentialTransferTokensFromAccounts",
        "harvestWithheldConfidentialTransferTokensToMint",
        "enableConfidentialTransferFeeHarvestToMint",
        "disableConfidentialTransferFeeHarvestToMint",
    ]

    private static let confidentialMintBurnNames = [
        "initializeConfidentialMintBurnMint", "rotateConfidentialMintBurnSupplyElGamalPubkey",
        "updateConfidentialMintBurnDecryptableSupply", "confidentialMint", "confidentialBurn",
        "applyPendingBurn",
    ]
}
