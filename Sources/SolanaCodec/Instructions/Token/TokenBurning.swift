/// Destroys tokens of an account, in either form.
///
/// Shape: tag 8 | `u64` amount; tag 15 | `u64` amount | `u8` decimals. Accounts: account, mint,
/// authority, further accounts.
public struct TokenBurning: Hashable, Sendable {
    /// The token account that loses them.
    public var account: Address
    /// The mint.
    public var mint: Address
    /// The account's owner or delegate, or the mint's permanent delegate.
    public var authority: Address
    /// How much is destroyed.
    public var amount: TokenAmount
    /// The decimals as the program compares them in `burnChecked`; `nil` in `burn`.
    public var decimals: UInt8?
    /// Accounts after the authority, in order.
    public var additionalAccounts: [AccountMeta]

    /// A destruction of tokens.
    public init(
        account: Address, mint: Address, authority: Address, amount: TokenAmount,
        decimals: UInt8? = nil, additionalAccounts: [AccountMeta] = []
    ) {
        self.account = account
        self.mint = mint
        self.authority = authority
        self.amount = amount
        self.decimals = decimals
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader, checked: Bool) throws(InstructionError) {
        try input.require(accounts: 3)
        account = try input.account()
        mint = try input.account()
        authority = try input.account()
        amount = TokenAmount(try input.integer())
        decimals = checked ? try input.byte() : nil
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenBurning: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { decimals == nil ? "burn" : "burnChecked" }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount("account", account, .writable),
            NamedAccount("mint", mint, .writable),
            .authority("authority", authority, members: additionalAccounts),
        ]
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [InstructionField("amount", .amount(amount.rawValue))]
            + (decimals.map { [.decimals($0)] } ?? [])
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        [UInt8](decimals == nil ? .burn : .burnChecked, amount: amount, decimals: decimals)
    }
}
