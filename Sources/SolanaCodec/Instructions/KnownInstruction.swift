/// Any instruction, decoded if its program is one that this library knows.
public enum KnownInstruction: Hashable, Sendable {
    /// System.
    case system(SystemInstruction)
    /// Compute Budget.
    case computeBudget(ComputeBudgetInstruction)
    /// Associated Token.
    case associatedToken(AssociatedTokenInstruction)
    /// Token or Token-2022.
    case token(TokenInstruction, program: Address)
    /// An instruction of an interface that Token-2022 implements besides its own: metadata, groups.
    case tokenInterface(TokenInterfaceInstruction, program: Address)
    /// Memo.
    case memo(Memo)
    /// Address Lookup Table.
    case addressLookupTable(AddressLookupTableInstruction)
    /// Upgradeable loader.
    case upgradeableLoader(UpgradeableLoaderInstruction)
    /// A program whose instructions this library does not decode.
    case unknown(Instruction)
}

extension KnownInstruction {
    /// Decodes `instruction` by its program.
    ///
    /// - Throws: `InstructionError` if a known program would not read it; never for other programs.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        switch instruction.program {
        case Programs.system: self = .system(try SystemInstruction(decoding: instruction))
        case Programs.computeBudget:
            self = .computeBudget(try ComputeBudgetInstruction(decoding: instruction))
        case Programs.associatedToken:
            self = .associatedToken(try AssociatedTokenInstruction(decoding: instruction))
        case let program where TokenInterfaceInstruction.names(instruction):
            self = .tokenInterface(
                try TokenInterfaceInstruction(decoding: instruction), program: program)
        case let program where Programs.isToken(program):
            self = .token(try TokenInstruction(decoding: instruction), program: program)
        case let program where Programs.isMemo(program):
            self = .memo(try Memo(decoding: instruction))
        case Programs.addressLookupTable:
            self = .addressLookupTable(
                try AddressLookupTableInstruction(decoding: instruction))
        case Programs.upgradeableLoader:
            self = .upgradeableLoader(try UpgradeableLoaderInstruction(decoding: instruction))
        default: self = .unknown(instruction)
        }
    }

    /// The program that is called.
    public var program: Address {
        switch self {
        case .system: Programs.system
        case .computeBudget: Programs.computeBudget
        case .associatedToken: Programs.associatedToken
        case .token(_, let program), .tokenInterface(_, let program): program
        case .addressLookupTable: Programs.addressLookupTable
        case .upgradeableLoader: Programs.upgradeableLoader
        case .memo(let memo): memo.program
        case .unknown(let instruction): instruction.program
        }
    }

    /// The program's name; `nil` if it has none here.
    public var programName: String? { Programs.name(of: program) }

    /// The instruction's name in lowerCamelCase; `nil` if it is not decoded.
    public var name: String? { call?.name }

    /// Accounts and values by name, for display; accounts and data as they are if not decoded.
    public var fields: [InstructionField] {
        if case .unknown(let instruction) = self {
            return [
                InstructionField("accounts", .accounts(instruction.accounts)),
                InstructionField("data", .bytes(instruction.data)),
            ]
        }
        if case .token(.batch(let batch), let program) = self {
            return batch.fields(program: program)
        }
        return call?.fields ?? []
    }

    /// The instruction in its canonical form: usual roles, no bytes that the program ignores.
    public var instruction: Instruction {
        if case .unknown(let instruction) = self { return instruction }
        return call?.instruction(program: program)
            ?? Instruction(program: program, accounts: [], data: [])
    }

    /// The decoded call; `nil` for a program that is not decoded.
    public var call: (any ProgramCall)? {
        switch self {
        case .system(let call): call
        case .computeBudget(let call): call
        case .associatedToken(let call): call
        case .token(let call, _): call
        case .tokenInterface(let call, _): call
        case .addressLookupTable(let call): call
        case .upgradeableLoader(let call): call
        case .memo(let call): call
        case .unknown: nil
        }
    }
}

extension Programs {
    /// What people call the program at `address`; `nil` if this library has no name for it.
    public static func name(of address: Address) -> String? {
        switch address {
        case system: "System"
        case computeBudget: "Compute Budget"
        case associatedToken: "Associated Token"
        case token: "Token"
        case token2022: "Token-2022"
        case memoV1, memoV3, memoV4: "Memo"
        case addressLookupTable: "Address Lookup Table"
        case upgradeableLoader: "Upgradeable Loader"
        default: nil
        }
    }
}
