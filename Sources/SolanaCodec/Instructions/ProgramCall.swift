/// An account of an instruction and what the program uses it for.
public struct NamedAccount: Hashable, Sendable {
    /// The program's word for it, as the `jsonParsed` answers of the RPC spell it.
    public var name: String
    /// The account.
    public var account: AccountMeta

    /// An account and its name.
    public init(_ name: String, _ address: Address, _ role: AccountRole = .readonly) {
        self.name = name
        account = AccountMeta(address, role)
    }

    /// An authority: it signs, unless it is a multisignature account whose members sign instead.
    static func authority(
        _ name: String, _ address: Address, members: [AccountMeta]
    ) -> NamedAccount {
        let isMultisig = members.contains { $0.role.isSigner }
        return NamedAccount(name, address, isMultisig ? .readonly : .readonlySigner)
    }
}

/// One named value of an instruction, for display.
public struct InstructionField: Hashable, Sendable {
    /// The name, as the `jsonParsed` answers of the RPC spell it.
    public var name: String
    /// The value.
    public var value: Value

    /// A named value.
    public init(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
    }

    /// What a field may hold.
    public enum Value: Hashable, Sendable {
        /// An account or another 32-byte name.
        case address(Address)
        /// An amount of a token in base units; JSON writes it as a string.
        case amount(UInt64)
        /// Lamports, sizes, decimals, limits; JSON writes them as a number.
        case number(UInt64)
        /// Times, rates: what may be negative; JSON writes it as a number.
        case integer(Int64)
        /// A text.
        case text(String)
        /// Bytes without a known meaning.
        case bytes([UInt8])
        /// Several accounts.
        case accounts([AccountMeta])
        /// The instructions of a batch, in order.
        case instructions([KnownInstruction])
    }
}

/// A decoded instruction, whatever the program: what it is called, what it names, how it is written.
public protocol ProgramCall: Sendable {
    /// The instruction's name in lowerCamelCase, as the `jsonParsed` answers of the RPC spell it.
    var name: String { get }
    /// The accounts that the program reads by position, in that order, with their usual roles.
    var namedAccounts: [NamedAccount] { get }
    /// The accounts after those, in order: multisignature members, references, what a hook needs.
    var additionalAccounts: [AccountMeta] { get }
    /// The values in the data.
    var parameters: [InstructionField] { get }
    /// The data, in its canonical form.
    var data: [UInt8] { get }
    /// Everything for display: the named accounts, the parameters, the additional accounts.
    var fields: [InstructionField] { get }
}

extension ProgramCall {
    /// No accounts beyond the named ones.
    public var additionalAccounts: [AccountMeta] { [] }
    /// Nothing but a tag in the data.
    public var parameters: [InstructionField] { [] }

    /// Everything for display, in order.
    public var fields: [InstructionField] {
        var fields = namedAccounts.map { InstructionField($0.name, .address($0.account.address)) }
        fields += parameters
        if !additionalAccounts.isEmpty {
            fields.append(InstructionField("additionalAccounts", .accounts(additionalAccounts)))
        }
        return fields
    }

    /// All accounts in the order of the instruction.
    public var accounts: [AccountMeta] { namedAccounts.map(\.account) + additionalAccounts }

    /// Whether `address` is among the accounts, under any name.
    public func names(_ address: Address) -> Bool {
        accounts.contains { $0.address == address }
    }

    /// The call as an instruction of `program`.
    public func instruction(program: Address) -> Instruction {
        Instruction(program: program, accounts: accounts, data: data)
    }
}
