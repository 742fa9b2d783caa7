/// An instruction of the Associated Token Account program.
///
/// Shape: `u8` tag, then values that newer versions of the program take as hints. No data at all
/// means tag 0.
///
/// Source: solana-program/associated-token-account, interface and p-ata.
public enum AssociatedTokenInstruction: Hashable, Sendable {
    /// Tag 0: creates the account; fails if it exists.
    case create(AssociatedTokenCreation)
    /// Tag 1: creates the account unless it exists with the same owner.
    case createIdempotent(AssociatedTokenCreation)
    /// Tag 2: saves tokens from an associated account whose wallet is itself an associated account.
    case recoverNested(AssociatedTokenRecovery)
}

/// The accounts of `create` and `createIdempotent`.
///
/// The addresses are given, not derived: the associated account must already be the one that the
/// program derives from wallet, mint, and token program.
public struct AssociatedTokenCreation: Hashable, Sendable {
    /// Pays the rent. Signs.
    public var payer: Address
    /// The associated token account.
    public var account: Address
    /// Whose tokens the account will hold.
    public var wallet: Address
    /// The mint.
    public var mint: Address
    /// The System program.
    public var systemProgram: Address
    /// Token or Token-2022.
    public var tokenProgram: Address
    /// Further accounts: old clients name the rent sysvar here.
    public var additionalAccounts: [AccountMeta]
    /// Bytes after the tag; none in what this library writes.
    public var arguments: [UInt8]

    /// The creation of `account`, whose address the caller has derived.
    public init(
        payer: Address, account: Address, wallet: Address, mint: Address, tokenProgram: Address
    ) {
        self.payer = payer
        self.account = account
        self.wallet = wallet
        self.mint = mint
        self.tokenProgram = tokenProgram
        systemProgram = Programs.system
        additionalAccounts = []
        arguments = []
    }

    init(_ input: inout CallReader) throws(InstructionError) {
        try input.require(accounts: 6)
        payer = try input.account()
        account = try input.account()
        wallet = try input.account()
        mint = try input.account()
        systemProgram = try input.account()
        tokenProgram = try input.account()
        additionalAccounts = input.remainingAccounts()
        arguments = input.remainingData()
    }

    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("source", payer, .writableSigner),
            NamedAccount("account", account, .writable),
            NamedAccount("wallet", wallet),
            NamedAccount("mint", mint),
            NamedAccount("systemProgram", systemProgram),
            NamedAccount("tokenProgram", tokenProgram),
        ]
    }
}

/// The accounts of `recoverNested`.
public struct AssociatedTokenRecovery: Hashable, Sendable {
    /// The nested associated account; its tokens move and it is closed.
    public var nestedSource: Address
    /// The mint of the nested account.
    public var nestedMint: Address
    /// The wallet's own associated account for that mint.
    public var destination: Address
    /// The associated account that owns the nested one.
    public var nestedOwner: Address
    /// The mint of the owning account.
    public var ownerMint: Address
    /// The wallet. Signs.
    public var wallet: Address
    /// Token or Token-2022.
    public var tokenProgram: Address
    /// Further accounts.
    public var additionalAccounts: [AccountMeta]

    /// A recovery; all addresses are derived by the caller.
    public init(
        nestedSource: Address, nestedMint: Address, destination: Address, nestedOwner: Address,
        ownerMint: Address, wallet: Address, tokenProgram: Address
    ) {
        self.nestedSource = nestedSource
        self.nestedMint = nestedMint
        self.destination = destination
        self.nestedOwner = nestedOwner
        self.ownerMint = ownerMint
        self.wallet = wallet
        self.tokenProgram = tokenProgram
        additionalAccounts = []
    }

    init(_ input: inout CallReader) throws(InstructionError) {
        try input.require(accounts: 7)
        nestedSource = try input.account()
        nestedMint = try input.account()
        destination = try input.account()
        nestedOwner = try input.account()
        ownerMint = try input.account()
        wallet = try input.account()
        tokenProgram = try input.account()
        additionalAccounts = input.remainingAccounts()
    }

    var namedAccounts: [NamedAccount] {
        [
            NamedAccount("nestedSource", nestedSource, .writable),
            NamedAccount("nestedMint", nestedMint),
            NamedAccount("destination", destination, .writable),
            NamedAccount("nestedOwner", nestedOwner),
            NamedAccount("ownerMint", ownerMint),
            NamedAccount("wallet", wallet, .writableSigner),
            NamedAccount("tokenProgram", tokenProgram),
        ]
    }
}

extension AssociatedTokenInstruction {
    /// Decodes a call of the Associated Token Account program.
    ///
    /// - Throws: `InstructionError` for another program, an unknown tag, or missing accounts.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        var input = try CallReader(instruction, of: Programs.associatedToken)
        switch input.remainingBytes == 0 ? 0 : try input.byte() {
        case 0: self = .create(try AssociatedTokenCreation(&input))
        case 1: self = .createIdempotent(try AssociatedTokenCreation(&input))
        case 2: self = .recoverNested(try AssociatedTokenRecovery(&input))
        case let tag: throw .unknownTag(UInt32(tag))
        }
    }

    /// The instruction as it is put in a message.
    public var instruction: Instruction { instruction(program: Programs.associatedToken) }
}

extension AssociatedTokenInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch self {
        case .create: "create"
        case .createIdempotent: "createIdempotent"
        case .recoverNested: "recoverNested"
        }
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        switch self {
        case .create(let creation), .createIdempotent(let creation): creation.namedAccounts
        case .recoverNested(let recovery): recovery.namedAccounts
        }
    }

    /// The accounts after the named ones, in order.
    public var additionalAccounts: [AccountMeta] {
        switch self {
        case .create(let creation), .createIdempotent(let creation): creation.additionalAccounts
        case .recoverNested(let recovery): recovery.additionalAccounts
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        switch self {
        case .create(let creation): [0] + creation.arguments
        case .createIdempotent(let creation): [1] + creation.arguments
        case .recoverNested: [2]
        }
    }
}
