/// Gives an authority of a mint or of a token account to somebody else, or to nobody.
///
/// Shape: tag 6 | `u8` authority type | `u8` 0, or `u8` 1 and the new authority. Accounts: mint or
/// account, present authority, further accounts.
public struct TokenAuthorityChange: Hashable, Sendable {
    /// The mint or token account that changes.
    public var account: Address
    /// Who holds the authority.
    public var authority: Address
    /// Which authority.
    public var authorityType: TokenAuthorityType
    /// Who holds it afterwards; `nil` for nobody.
    public var newAuthority: Address?
    /// Accounts after the authority, in order.
    public var additionalAccounts: [AccountMeta]

    /// A change of authority.
    public init(
        account: Address, authority: Address, authorityType: TokenAuthorityType,
        newAuthority: Address?, additionalAccounts: [AccountMeta] = []
    ) {
        self.account = account
        self.authority = authority
        self.authorityType = authorityType
        self.newAuthority = newAuthority
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader) throws(InstructionError) {
        try input.require(accounts: 2)
        account = try input.account()
        authority = try input.account()
        authorityType = TokenAuthorityType(rawValue: try input.byte())
        newAuthority = try input.optionalAddress()
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenAuthorityChange: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { "setAuthority" }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount(authorityType.isOfAccount ? "account" : "mint", account, .writable),
            .authority("authority", authority, members: additionalAccounts),
        ]
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [InstructionField("authorityType", .text(authorityType.name))]
            + (newAuthority.map { [InstructionField("newAuthority", .address($0))] } ?? [])
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = [TokenInstructionTag.setAuthority.rawValue, authorityType.rawValue]
        output.append(optional: newAuthority)
        return output
    }
}
