/// Why the data of an account is not a token account, not a mint, or not a multisignature account.
public enum TokenStateError: Error, Hashable, Sendable {
    /// The length is none that the kind of account has; 355 bytes are a multisignature account.
    case invalidLength(Int)
    /// The four bytes before an optional value are neither 0 nor 1; the offset is that of the first.
    case invalidOptionTag(UInt32, offset: Int)
    /// The state byte of a token account, at 108, is above 2.
    case invalidAccountState(UInt8)
    /// The byte that says whether a mint is initialised, at 45, is neither 0 nor 1.
    case invalidInitializedFlag(UInt8)
    /// The byte after the base data, at 165, names another kind of account.
    case wrongAccountType(UInt8)
    /// A mint's padding before the account type, or a member's place beyond the last, is not zero.
    case nonzeroPadding
    /// An extension's header or value goes past the end; the offset is that of its header.
    case malformedExtension(offset: Int)
    /// An extension has a length or a byte that its kind cannot have.
    case invalidExtension(ExtensionType)
    /// A multisignature account needs no signer or more than 11, or has no member or more than 11.
    case invalidMultisig(required: UInt8, members: UInt8)
    /// The kind of an extension stands twice; the offset is that of the second header.
    case duplicateExtension(ExtensionType, offset: Int)
}
