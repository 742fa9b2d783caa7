/// Which authority of a mint or of a token account an instruction changes.
///
/// A number that this library has no name for stays a number.
///
/// Source: solana-program/token-2022, interface/src/instruction.rs, `AuthorityType`.
public struct TokenAuthorityType: RawRepresentable, Hashable, Sendable {
    /// The byte in the instruction.
    public var rawValue: UInt8

    /// The type with this number.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Who may mint.
    public static let mintTokens = TokenAuthorityType(rawValue: 0)
    /// Who may freeze and thaw accounts of the mint.
    public static let freezeAccount = TokenAuthorityType(rawValue: 1)
    /// The owner of a token account.
    public static let accountOwner = TokenAuthorityType(rawValue: 2)
    /// Who may close a token account.
    public static let closeAccount = TokenAuthorityType(rawValue: 3)

    /// The name, as the `jsonParsed` answers of the RPC spell it; a number if there is none.
    public var name: String {
        Int(rawValue) < Self.names.count ? Self.names[Int(rawValue)] : String(rawValue)
    }

    /// Whether it belongs to a token account; the others belong to a mint.
    public var isOfAccount: Bool { self == .accountOwner || self == .closeAccount }

    private static let names = [
        "mintTokens", "freezeAccount", "accountOwner", "closeAccount", "transferFeeConfig",
        "withheldWithdraw", "closeMint", "interestRate", "permanentDelegate",
        "confidentialTransferMint", "transferHookProgramId", "confidentialTransferFeeConfig",
        "metadataPointer", "groupPointer", "groupMemberPointer", "scaledUiAmount", "pause",
        "permissionedBurn",
    ]
}
