/// Makes an account a multisignature authority of some members, in either form.
///
/// Shape: tag 2 or 19 | `u8` how many members must sign. Accounts: multisig, [rent sysvar,] members.
/// Nobody has to sign.
public struct TokenMultisigInitialization: Hashable, Sendable {
    /// The multisignature account.
    public var multisig: Address
    /// The rent sysvar as `initializeMultisig` (tag 2) names it; `nil` in `initializeMultisig2`.
    public var rentSysvar: Address?
    /// How many members must sign.
    public var requiredSigners: UInt8
    /// The members, 1 to 11 by the program's check.
    public var members: [AccountMeta]

    /// An initialisation.
    public init(
        multisig: Address, requiredSigners: UInt8, members: [Address], rentSysvar: Address? = nil
    ) {
        self.multisig = multisig
        self.requiredSigners = requiredSigners
        self.members = members.map { AccountMeta($0) }
        self.rentSysvar = rentSysvar
    }

    init(_ input: inout CallReader, namesRent: Bool) throws(InstructionError) {
        try input.require(accounts: namesRent ? 2 : 1)
        multisig = try input.account()
        rentSysvar = namesRent ? try input.account() : nil
        requiredSigners = try input.byte()
        members = input.remainingAccounts()
    }
}

extension TokenMultisigInitialization: ProgramCall {
    private var tag: TokenInstructionTag {
        rentSysvar == nil ? .initializeMultisig2 : .initializeMultisig
    }

    /// The name in `jsonParsed` answers.
    public var name: String { tag.name }
    /// The accounts after the named ones, in order.
    public var additionalAccounts: [AccountMeta] { members }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] {
        [NamedAccount("multisig", multisig, .writable)]
            + (rentSysvar.map { [NamedAccount("rentSysvar", $0)] } ?? [])
    }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [InstructionField("m", .number(UInt64(requiredSigners)))]
    }

    /// Everything for display, in order.
    public var fields: [InstructionField] {
        namedAccounts.map { InstructionField($0.name, .address($0.account.address)) } + parameters
            + [InstructionField("signers", .accounts(members))]
    }

    /// The data in its canonical form.
    public var data: [UInt8] { [tag.rawValue, requiredSigners] }
}
