/// Lets a delegate move up to an amount out of an account, in either form.
///
/// Shape: tag 4 | `u64` amount; tag 13 | `u64` amount | `u8` decimals. Accounts: source, [mint,]
/// delegate, owner, further accounts.
public struct TokenApproval: Hashable, Sendable {
    /// Mint and decimals as the program compares them in `approveChecked`; `nil` in `approve`.
    public var checked: Checked?
    /// The token account.
    public var source: Address
    /// Who may move tokens from now on; any earlier delegate is replaced.
    public var delegate: Address
    /// The account's owner.
    public var owner: Address
    /// How much the delegate may move.
    public var amount: TokenAmount
    /// Accounts after the owner, in order.
    public var additionalAccounts: [AccountMeta]

    /// What only the checked form states.
    public struct Checked: Hashable, Sendable {
        /// The mint of the account.
        public var mint: Address
        /// The mint's decimals.
        public var decimals: UInt8

        /// A mint and its decimals.
        public init(mint: Address, decimals: UInt8) {
            self.mint = mint
            self.decimals = decimals
        }
    }

    /// An approval.
    public init(
        source: Address, delegate: Address, owner: Address, amount: TokenAmount,
        checked: Checked? = nil, additionalAccounts: [AccountMeta] = []
    ) {
        self.source = source
        self.delegate = delegate
        self.owner = owner
        self.amount = amount
        self.checked = checked
        self.additionalAccounts = additionalAccounts
    }

    init(_ input: inout CallReader, checked isChecked: Bool) throws(InstructionError) {
        try input.require(accounts: isChecked ? 4 : 3)
        source = try input.account()
        let mint = isChecked ? try input.account() : nil
        delegate = try input.account()
        owner = try input.account()
        amount = TokenAmount(try input.integer())
        checked =
            if let mint { Checked(mint: mint, decimals: try input.byte()) } else { nil }
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenApproval: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { checked == nil ? "approve" : "approveChecked" }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [NamedAccount("source", source, .writable)]
            + (checked.map { [NamedAccount("mint", $0.mint)] } ?? [])
            + [
                NamedAccount("delegate", delegate),
                .authority("owner", owner, members: additionalAccounts),
            ]
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [InstructionField("amount", .amount(amount.rawValue))]
            + (checked.map { [.decimals($0.decimals)] } ?? [])
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        let tag: TokenInstructionTag = checked == nil ? .approve : .approveChecked
        return [UInt8](tag, amount: amount, decimals: checked?.decimals)
    }
}

extension [UInt8] {
    /// A tag, an amount, and decimals if they are stated: the data of most token instructions.
    init(_ tag: TokenInstructionTag, amount: TokenAmount, decimals: UInt8? = nil) {
        self = [tag.rawValue]
        append(integer: amount.rawValue)
        if let decimals { append(decimals) }
    }

    /// Appends a byte 0, or a byte 1 and the address.
    mutating func append(optional address: Address?) {
        append(address == nil ? 0 : 1)
        if let address { append(fixed: address.fixedBytes) }
    }
}
