/// Why the data of an account is not a token account or not a mint.
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
    /// A mint's padding before the account type is not zero.
    case nonzeroPadding
    /// An extension's header or value goes past the end; the offset is that of its header.
    case malformedExtension(offset: Int)
    /// The kind of an extension stands twice; the offset is that of the second header.
    case duplicateExtension(ExtensionType, offset: Int)
}
