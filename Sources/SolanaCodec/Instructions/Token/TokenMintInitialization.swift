/// Makes an account a mint, in either form.
///
/// Shape: tag 0 or 20 | `u8` decimals | 32 bytes mint authority | `u8` 0, or `u8` 1 and the freeze
/// authority. Accounts: mint, [rent sysvar,] further accounts. Nobody has to sign.
public struct TokenMintInitialization: Hashable, Sendable {
    /// The mint.
    public var mint: Address
    /// The rent sysvar as `initializeMint` (tag 0) names it; `nil` in `initializeMint2` (tag 20).
    public var rentSysvar: Address?
    /// Digits after the decimal point.
    public var decimals: UInt8
    /// Who may mint.
    public var mintAuthority: Address
    /// Who may freeze accounts; `nil` for nobody.
    public var freezeAuthority: Address?
    /// Further accounts.
    public var additionalAccounts: [AccountMeta]

    /// An initialisation.
    public init(
        mint: Address, decimals: UInt8, mintAuthority: Address, freezeAuthority: Address? = nil,
        rentSysvar: Address? = nil
    ) {
        self.mint = mint
        self.decimals = decimals
        self.mintAuthority = mintAuthority
        self.freezeAuthority = freezeAuthority
        self.rentSysvar = rentSysvar
        additionalAccounts = []
    }

    init(_ input: inout CallReader, namesRent: Bool) throws(InstructionError) {
        try input.require(accounts: namesRent ? 2 : 1)
        mint = try input.account()
        rentSysvar = namesRent ? try input.account() : nil
        decimals = try input.byte()
        mintAuthority = try input.address()
        freezeAuthority = try input.optionalAddress()
        additionalAccounts = input.remainingAccounts()
    }
}

extension TokenMintInitialization: ProgramCall {
    private var tag: TokenInstructionTag {
        rentSysvar == nil ? .initializeMint2 : .initializeMint
    }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [NamedAccount("mint", mint, .writable)]
            + (rentSysvar.map { [NamedAccount("rentSysvar", $0)] } ?? [])
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [.decimals(decimals), InstructionField("mintAuthority", .address(mintAuthority))]
            + (freezeAuthority.map { [InstructionField("freezeAuthority", .address($0))] } ?? [])
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = [tag.rawValue, decimals]
        output.append(fixed: mintAuthority.fixedBytes)
        output.append(optional: freezeAuthority)
        return output
    }
}
