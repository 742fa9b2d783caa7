/// Creates tokens in an account, in either form.
///
/// Shape: tag 7 | `u64` amount; tag 14 | `u64` amount | `u8` decimals. Accounts: mint, account, mint
/// authority, further accounts.
public struct TokenMinting: Hashable, Sendable {
    /// The mint.
    public var mint: Address
    /// The token account that receives.
    public var account: Address
    /// The mint authority.
    public var mintAuthority: Address
    /// How much is created.
    public var amount: TokenAmount
    /// The decimals as the program compares them in `mintToChecked`; `nil` in `mintTo`.
    public var decimals: UInt8?
    /// Accounts after the authority, in order.
    public var additionalAccounts: [AccountMeta]

    /// A creation of tokens.
    public init(
        mint: Address, account: Address, mintAuthority: Address, amount: TokenAmount,
        decimals: UInt8? = nil, additionalAccounts: [AccountMeta] = []
    ) {
        self.mint = mint
        self.account = account
        self.mintAuthority = mintAuthority
        self.amount = amount
        self.decimals = decimals
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader, checked: Bool) throws(InstructionError) {
        try input.require(accounts: 3)
        mint = try input.account()
        account = try input.account()
        mintAuthority = try input.account()
        amount = TokenAmount(try input.integer())
        decimals = checked ? try input.byte() : nil
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenMinting: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { decimals == nil ? "mintTo" : "mintToChecked" }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [
            NamedAccount("mint", mint, .writable),
            NamedAccount("account", account, .writable),
            .authority("mintAuthority", mintAuthority, members: additionalAccounts),
        ]
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [InstructionField("amount", .amount(amount.rawValue))]
            + (decimals.map { [.decimals($0)] } ?? [])
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        [UInt8](decimals == nil ? .mintTo : .mintToChecked, amount: amount, decimals: decimals)
    }
}
