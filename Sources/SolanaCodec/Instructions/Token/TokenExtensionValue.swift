/// What an extension of a Token-2022 mint or account says.
///
/// An address of 32 zero bytes is none. Confidential extensions keep their bytes: ciphertexts mean
/// nothing without keys.
///
/// Source: solana-program/token-2022, interface/src/extension.
public enum TokenExtensionValue: Hashable, Sendable {
    /// Mint, 108 bytes.
    case transferFeeConfig(TransferFeeConfig)
    /// Account, 8 bytes: fees that are withheld in it.
    case transferFeeAmount(withheld: TokenAmount)
    /// Mint, 32 bytes.
    case mintCloseAuthority(Address?)
    /// Mint, 1 byte: the state that new accounts start in.
    case defaultAccountState(TokenAccountState.Status)
    /// Account, empty.
    case immutableOwner
    /// Account, 1 byte: whether transfers to it need a memo.
    case memoTransfer(isRequired: Bool)
    /// Mint, empty.
    case nonTransferable
    /// Mint, 52 bytes.
    case interestBearingConfig(InterestBearingConfig)
    /// Account, 1 byte: whether other programs are held back.
    case cpiGuard(isLocked: Bool)
    /// Mint, 32 bytes.
    case permanentDelegate(Address?)
    /// Account, empty.
    case nonTransferableAccount
    /// Mint, 64 bytes.
    case transferHook(authority: Address?, program: Address?)
    /// Account, 1 byte: whether a transfer is going on.
    case transferHookAccount(isTransferring: Bool)
    /// Mint, 64 bytes.
    case metadataPointer(authority: Address?, metadata: Address?)
    /// Mint, of any length.
    case tokenMetadata(TokenMetadata)
    /// Mint, 64 bytes.
    case groupPointer(authority: Address?, group: Address?)
    /// Mint, 80 bytes.
    case tokenGroup(updateAuthority: Address?, mint: Address, size: UInt64, maxSize: UInt64)
    /// Mint, 64 bytes.
    case groupMemberPointer(authority: Address?, member: Address?)
    /// Mint, 72 bytes.
    case tokenGroupMember(mint: Address, group: Address, number: UInt64)
    /// Mint, 56 bytes.
    case scaledUiAmount(ScaledUiAmount)
    /// Mint, 33 bytes.
    case pausable(authority: Address?, isPaused: Bool)
    /// Account, empty.
    case pausableAccount
    /// Mint, 32 bytes: who must sign each burn.
    case permissionedBurn(authority: Address?)
    /// One of the five confidential extensions, of the length that it must have.
    case confidential(ExtensionType, [UInt8])
    /// A kind that this library does not know.
    case unknown(ExtensionType, [UInt8])
}

extension TokenExtensionValue {
    /// Reads the value of an extension.
    ///
    /// - Throws: `TokenStateError.invalidExtension` for a length or a byte that its kind cannot have.
    public init(decoding entry: TokenExtension) throws(TokenStateError) {
        if let length = entry.type.valueLength, length != entry.value.count {
            throw .invalidExtension(entry.type)
        }
        var input = StateReader(entry.value)
        let value = Self.read(entry, &input)
        guard let value else { throw .invalidExtension(entry.type) }
        self = value
    }

    /// - Returns: `nil` for a byte that the kind cannot have.
    private static func read(
        _ entry: TokenExtension, _ input: inout StateReader
    ) -> TokenExtensionValue? {
        switch entry.type {
        case .transferFeeConfig: .transferFeeConfig(TransferFeeConfig(&input))
        case .transferFeeAmount: .transferFeeAmount(withheld: TokenAmount(input.integer()))
        case .mintCloseAuthority: .mintCloseAuthority(input.nonzeroAddress())
        case .defaultAccountState:
            TokenAccountState.Status(rawValue: input.byte()).map { .defaultAccountState($0) }
        case .immutableOwner: .immutableOwner
        case .memoTransfer: input.flag().map { .memoTransfer(isRequired: $0) }
        case .nonTransferable: .nonTransferable
        case .interestBearingConfig: .interestBearingConfig(InterestBearingConfig(&input))
        case .cpiGuard: input.flag().map { .cpiGuard(isLocked: $0) }
        case .permanentDelegate: .permanentDelegate(input.nonzeroAddress())
        case .nonTransferableAccount: .nonTransferableAccount
        case .transferHook:
            .transferHook(authority: input.nonzeroAddress(), program: input.nonzeroAddress())
        case .transferHookAccount: input.flag().map { .transferHookAccount(isTransferring: $0) }
        case .tokenMetadata: TokenMetadata(entry.value).map { .tokenMetadata($0) }
        case .scaledUiAmount: .scaledUiAmount(ScaledUiAmount(&input))
        case .pausableAccount: .pausableAccount
        case .permissionedBurn: .permissionedBurn(authority: input.nonzeroAddress())
        case .pausable:
            Self.pausable(input.nonzeroAddress(), input.flag())
        case .confidentialTransferMint, .confidentialTransferAccount,
            .confidentialTransferFeeConfig, .confidentialTransferFeeAmount, .confidentialMintBurn:
            .confidential(entry.type, entry.value)
        default: pointerOrGroup(entry, &input)
        }
    }

    private static func pausable(_ authority: Address?, _ flag: Bool?) -> TokenExtensionValue? {
        flag.map { .pausable(authority: authority, isPaused: $0) }
    }

    private static func pointerOrGroup(
        _ entry: TokenExtension, _ input: inout StateReader
    ) -> TokenExtensionValue {
        switch entry.type {
        case .metadataPointer:
            .metadataPointer(authority: input.nonzeroAddress(), metadata: input.nonzeroAddress())
        case .groupPointer:
            .groupPointer(authority: input.nonzeroAddress(), group: input.nonzeroAddress())
        case .groupMemberPointer:
            .groupMemberPointer(authority: input.nonzeroAddress(), member: input.nonzeroAddress())
        case .tokenGroup:
            .tokenGroup(
                updateAuthority: input.nonzeroAddress(), mint: input.address(),
                size: input.integer(), maxSize: input.integer())
        case .tokenGroupMember:
            .tokenGroupMember(
                mint: input.address(), group: input.address(), number: input.integer())
        default: .unknown(entry.type, entry.value)
        }
    }
}

extension TokenExtension {
    /// What the extension says.
    ///
    /// - Throws: `TokenStateError.invalidExtension`.
    public func decoded() throws(TokenStateError) -> TokenExtensionValue {
        try TokenExtensionValue(decoding: self)
    }
}

extension ExtensionType {
    /// The length of the extension's value; `nil` for metadata, which has any, and for kinds that
    /// this library does not know.
    public var valueLength: Int? {
        switch self {
        case .transferFeeConfig: 108
        case .transferFeeAmount: 8
        case .mintCloseAuthority, .permanentDelegate, .permissionedBurn: 32
        case .confidentialTransferMint: 65
        case .confidentialTransferAccount: 295
        case .defaultAccountState, .memoTransfer, .cpiGuard, .transferHookAccount: 1
        case .immutableOwner, .nonTransferable, .nonTransferableAccount, .pausableAccount: 0
        case .interestBearingConfig: 52
        case .transferHook, .metadataPointer, .groupPointer, .groupMemberPointer: 64
        case .confidentialTransferFeeConfig: 129
        case .confidentialTransferFeeAmount: 64
        case .tokenGroup: 80
        case .tokenGroupMember: 72
        case .confidentialMintBurn: 196
        case .scaledUiAmount: 56
        case .pausable: 33
        default: nil
        }
    }
}

extension StateReader {
    /// 32 bytes that stand for none if all are 0.
    mutating func nonzeroAddress() -> Address? { Address(nonzero: address()) }

    /// A byte 0 or 1; `nil` for any other.
    mutating func flag() -> Bool? {
        switch byte() {
        case 0: false
        case 1: true
        default: nil
        }
    }
}
