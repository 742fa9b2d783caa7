/// A token instruction that is known by name only: its accounts and its data are kept as they are.
///
/// These set up extensions of Token-2022, move confidential amounts, or burn with a permission. A
/// caller that depends on an account must look for it among all of them.
public struct TokenExtensionCall: Hashable, Sendable {
    /// The first byte.
    public var tag: TokenInstructionTag
    /// The second byte, if the first one is a prefix.
    public var subtag: UInt8?
    /// All accounts, in order.
    public var additionalAccounts: [AccountMeta]
    /// The data, tags included.
    public var data: [UInt8]

    init(
        _ input: inout CallReader, tag: TokenInstructionTag, data: [UInt8]
    ) throws(InstructionError) {
        self.tag = tag
        subtag = tag.prefixedNames == nil ? nil : try input.byte()
        additionalAccounts = input.remainingAccounts()
        self.data = data
    }
}

extension TokenExtensionCall: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        guard let subtag, let names = tag.prefixedNames, Int(subtag) < names.count else {
            return tag.name
        }
        return names[Int(subtag)]
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { [] }
    /// The values in the data, by name.
    public var parameters: [InstructionField] { [InstructionField("data", .bytes(data))] }
}
