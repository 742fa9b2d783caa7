/// Closes a token account (or an empty Token-2022 mint) and sends its lamports elsewhere.
///
/// Shape: tag 9. Accounts: account, destination of the lamports, owner or close authority, further
/// accounts.
public struct TokenClosing: Hashable, Sendable {
    /// The account that is closed.
    public var account: Address
    /// Receives the account's lamports.
    public var destination: Address
    /// The owner or close authority.
    public var owner: Address
    /// Accounts after the owner, in order.
    public var additionalAccounts: [AccountMeta]

    /// A closing.
    public init(
        account: Address, destination: Address, owner: Address,
        additionalAccounts: [AccountMeta] = []
    ) {
        self.account = account
        self.destination = destination
        self.owner = owner
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader) throws(InstructionError) {
        try input.require(accounts: 3)
        account = try input.account()
        destination = try input.account()
        owner = try input.account()
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenClosing: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { "closeAccount" }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount("account", account, .writable),
            NamedAccount("destination", destination, .writable),
            .authority("owner", owner, members: additionalAccounts),
        ]
    }

    /// The data in its canonical form.
    public var data: [UInt8] { [TokenInstructionTag.closeAccount.rawValue] }
}
