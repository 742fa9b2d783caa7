/// Freezes a token account, or thaws it.
///
/// Shape: tag 10 freezes, tag 11 thaws. Accounts: account, mint, freeze authority, further accounts.
public struct TokenFreezing: Hashable, Sendable {
    /// Whether the account is frozen afterwards.
    public var freezes: Bool
    /// The token account.
    public var account: Address
    /// The mint.
    public var mint: Address
    /// The mint's freeze authority.
    public var freezeAuthority: Address
    /// Accounts after the authority, in order.
    public var additionalAccounts: [AccountMeta]

    /// A freezing, or a thawing.
    public init(
        freezes: Bool, account: Address, mint: Address, freezeAuthority: Address,
        additionalAccounts: [AccountMeta] = []
    ) {
        self.freezes = freezes
        self.account = account
        self.mint = mint
        self.freezeAuthority = freezeAuthority
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader, freezes: Bool) throws(InstructionError) {
        try input.require(accounts: 3)
        self.freezes = freezes
        account = try input.account()
        mint = try input.account()
        freezeAuthority = try input.account()
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenFreezing: ProgramCall {
    private var tag: TokenInstructionTag { freezes ? .freezeAccount : .thawAccount }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount("account", account, .writable),
            NamedAccount("mint", mint),
            .authority("freezeAuthority", freezeAuthority, members: additionalAccounts),
        ]
    }

    /// The data in its canonical form.
    public var data: [UInt8] { [tag.rawValue] }
}
