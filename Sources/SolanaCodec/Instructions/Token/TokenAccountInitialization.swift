/// Makes an account a token account of a mint and an owner, in any of the three forms.
///
/// Shape: tag 1, owner among the accounts; tags 16 and 18 | 32 bytes owner. Accounts: account, mint,
/// [owner,] [rent sysvar,] further accounts. Nobody has to sign.
public struct TokenAccountInitialization: Hashable, Sendable {
    /// The form, with what only that form names.
    public enum Kind: Hashable, Sendable {
        /// Tag 1: owner and rent sysvar are accounts.
        case initializeAccount(rentSysvar: Address)
        /// Tag 16: the owner is data, the rent sysvar an account.
        case initializeAccount2(rentSysvar: Address)
        /// Tag 18: the owner is data.
        case initializeAccount3
    }

    /// The form.
    public var kind: Kind
    /// The account.
    public var account: Address
    /// The mint whose tokens it will hold.
    public var mint: Address
    /// Its owner.
    public var owner: Address
    /// Further accounts.
    public var additionalAccounts: [AccountMeta]

    /// An initialisation.
    public init(
        _ kind: Kind = .initializeAccount3, account: Address, mint: Address, owner: Address
    ) {
        self.kind = kind
        self.account = account
        self.mint = mint
        self.owner = owner
        additionalAccounts = []
    }

    init(
        _ input: inout CallReader, _ tag: TokenInstructionTag
    ) throws(InstructionError) {
        switch tag {
        case .initializeAccount:
            try input.require(accounts: 4)
            account = try input.account()
            mint = try input.account()
            owner = try input.account()
            kind = .initializeAccount(rentSysvar: try input.account())
        case .initializeAccount2:
            try input.require(accounts: 3)
            account = try input.account()
            mint = try input.account()
            owner = try input.address()
            kind = .initializeAccount2(rentSysvar: try input.account())
        default:
            try input.require(accounts: 2)
            account = try input.account()
            mint = try input.account()
            owner = try input.address()
            kind = .initializeAccount3
        }
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenAccountInitialization: ProgramCall {
    private var tag: TokenInstructionTag {
        switch kind {
        case .initializeAccount: .initializeAccount
        case .initializeAccount2: .initializeAccount2
        case .initializeAccount3: .initializeAccount3
        }
    }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        let base = [NamedAccount("account", account, .writable), NamedAccount("mint", mint)]
        return switch kind {
        case .initializeAccount(let rent):
            base + [NamedAccount("owner", owner), NamedAccount("rentSysvar", rent)]
        case .initializeAccount2(let rent): base + [NamedAccount("rentSysvar", rent)]
        case .initializeAccount3: base
        }
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        if case .initializeAccount = kind { return [] }
        return [InstructionField("owner", .address(owner))]
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = [tag.rawValue]
        if tag != .initializeAccount { output.append(fixed: owner.fixedBytes) }
        return output
    }
}
