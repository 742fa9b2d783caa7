/// The kind of an extension in a Token-2022 mint or account.
///
/// A number that this library has no name for stays a number.
///
/// Source: solana-program/token-2022, interface/src/extension/mod.rs, `ExtensionType`.
public struct ExtensionType: RawRepresentable, Hashable, Sendable {
    /// The number in the account's data.
    public var rawValue: UInt16

    /// The kind with this number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Marks the end of the extensions.
    public static let uninitialized = ExtensionType(rawValue: 0)
    /// On a mint: a fee is withheld from each transfer.
    public static let transferFeeConfig = ExtensionType(rawValue: 1)
    /// On an account: fees that are withheld in it.
    public static let transferFeeAmount = ExtensionType(rawValue: 2)
    /// On a mint: who may close it.
    public static let mintCloseAuthority = ExtensionType(rawValue: 3)
    /// On a mint: confidential transfers are set up.
    public static let confidentialTransferMint = ExtensionType(rawValue: 4)
    /// On an account: confidential balances.
    public static let confidentialTransferAccount = ExtensionType(rawValue: 5)
    /// On a mint: the state that new accounts start in.
    public static let defaultAccountState = ExtensionType(rawValue: 6)
    /// On an account: the owner cannot change.
    public static let immutableOwner = ExtensionType(rawValue: 7)
    /// On an account: transfers to it need a memo.
    public static let memoTransfer = ExtensionType(rawValue: 8)
    /// On a mint: tokens cannot be transferred.
    public static let nonTransferable = ExtensionType(rawValue: 9)
    /// On a mint: displayed amounts grow with time.
    public static let interestBearingConfig = ExtensionType(rawValue: 10)
    /// On an account: limits what other programs may do in the owner's name.
    public static let cpiGuard = ExtensionType(rawValue: 11)
    /// On a mint: somebody who may transfer or burn from every account.
    public static let permanentDelegate = ExtensionType(rawValue: 12)
    /// On an account of a non-transferable mint.
    public static let nonTransferableAccount = ExtensionType(rawValue: 13)
    /// On a mint: a program that every transfer calls.
    public static let transferHook = ExtensionType(rawValue: 14)
    /// On an account of a mint with a transfer hook.
    public static let transferHookAccount = ExtensionType(rawValue: 15)
    /// On a mint: fees of confidential transfers.
    public static let confidentialTransferFeeConfig = ExtensionType(rawValue: 16)
    /// On an account: confidential fees that are withheld in it.
    public static let confidentialTransferFeeAmount = ExtensionType(rawValue: 17)
    /// On a mint: where the metadata is.
    public static let metadataPointer = ExtensionType(rawValue: 18)
    /// On a mint: the metadata.
    public static let tokenMetadata = ExtensionType(rawValue: 19)
    /// On a mint: where the group is.
    public static let groupPointer = ExtensionType(rawValue: 20)
    /// On a mint: the group.
    public static let tokenGroup = ExtensionType(rawValue: 21)
    /// On a mint: where the group membership is.
    public static let groupMemberPointer = ExtensionType(rawValue: 22)
    /// On a mint: the group membership.
    public static let tokenGroupMember = ExtensionType(rawValue: 23)
    /// On a mint: confidential minting and burning.
    public static let confidentialMintBurn = ExtensionType(rawValue: 24)
    /// On a mint: displayed amounts are multiplied.
    public static let scaledUiAmount = ExtensionType(rawValue: 25)
    /// On a mint: everything can be paused.
    public static let pausable = ExtensionType(rawValue: 26)
    /// On an account of a pausable mint.
    public static let pausableAccount = ExtensionType(rawValue: 27)
    /// On a mint: burning needs a permission.
    public static let permissionedBurn = ExtensionType(rawValue: 28)

    /// Whether this library knows the kind.
    public var isKnown: Bool { Int(rawValue) < Self.names.count }

    /// The name in lowerCamelCase; a number if there is none.
    public var name: String { isKnown ? Self.names[Int(rawValue)] : String(rawValue) }

    /// The kind with this name; `nil` if there is none.
    public init?(named name: String) {
        guard let index = Self.names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }),
            let value = UInt16(exactly: index)
        else { return nil }
        self.init(rawValue: value)
    }

    private static let names = [
        "uninitialized", "transferFeeConfig", "transferFeeAmount", "mintCloseAuthority",
        "confidentialTransferMint", "confidentialTransferAccount", "defaultAccountState",
        "immutableOwner", "memoTransfer", "nonTransferable", "interestBearingConfig", "cpiGuard",
        "permanentDelegate", "nonTransferableAccount", "transferHook", "transferHookAccount",
        "confidentialTransferFeeConfig", "confidentialTransferFeeAmount", "metadataPointer",
        "tokenMetadata", "groupPointer", "tokenGroup", "groupMemberPointer", "tokenGroupMember",
        "confidentialMintBurn", "scaledUiAmount", "pausable", "pausableAccount",
        "permissionedBurn",
    ]
}
