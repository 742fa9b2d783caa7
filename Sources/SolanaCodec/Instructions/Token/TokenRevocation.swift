/// Takes the delegate of an account away.
///
/// Shape: tag 5. Accounts: source, owner, further accounts.
public struct TokenRevocation: Hashable, Sendable {
    /// The token account.
    public var source: Address
    /// The account's owner.
    public var owner: Address
    /// Accounts after the owner, in order.
    public var additionalAccounts: [AccountMeta]

    /// A revocation.
    public init(source: Address, owner: Address, additionalAccounts: [AccountMeta] = []) {
        self.source = source
        self.owner = owner
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader) throws(InstructionError) {
        try input.require(accounts: 2)
        source = try input.account()
        owner = try input.account()
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenRevocation: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { "revoke" }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount("source", source, .writable),
            .authority("owner", owner, members: additionalAccounts),
        ]
    }

    /// The data in its canonical form.
    public var data: [UInt8] { [TokenInstructionTag.revoke.rawValue] }
}
