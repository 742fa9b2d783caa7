/// An instruction of the compute budget program: a limit or a price for the whole transaction.
///
/// Shape: `u8` tag | values. The program reads a prefix: bytes after the values are ignored.
/// Transactions of version 1 carry these values in their header, and there the instructions do
/// nothing.
///
/// Source: anza-xyz/solana-sdk, compute-budget-interface, `ComputeBudgetInstruction`.
public enum ComputeBudgetInstruction: Hashable, Sendable {
    /// Tag 0, no longer executed: compute units, and an additional fee in lamports.
    case requestUnitsDeprecated(units: UInt32, additionalFee: UInt32)
    /// Tag 1: the heap of each program, in bytes.
    case requestHeapFrame(bytes: UInt32)
    /// Tag 2: at most this many compute units.
    case setComputeUnitLimit(units: UInt32)
    /// Tag 3: the priority fee, in micro-lamports for each compute unit of the limit.
    case setComputeUnitPrice(microLamports: UInt64)
    /// Tag 4: at most this many bytes of loaded accounts.
    case setLoadedAccountsDataSizeLimit(bytes: UInt32)
}

extension ComputeBudgetInstruction {
    /// Decodes a call of the compute budget program.
    ///
    /// - Throws: `InstructionError` for another program, an unknown tag, or missing bytes.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        var input = try CallReader(instruction, of: Programs.computeBudget)
        switch try input.byte() {
        case 0:
            self = .requestUnitsDeprecated(
                units: try input.integer(), additionalFee: try input.integer())
        case 1: self = .requestHeapFrame(bytes: try input.integer())
        case 2: self = .setComputeUnitLimit(units: try input.integer())
        case 3: self = .setComputeUnitPrice(microLamports: try input.integer())
        case 4: self = .setLoadedAccountsDataSizeLimit(bytes: try input.integer())
        case let tag: throw .unknownTag(UInt32(tag))
        }
    }

    /// The instruction as it is put in a message.
    public var instruction: Instruction { instruction(program: Programs.computeBudget) }
}

extension ComputeBudgetInstruction: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String {
        switch self {
        case .requestUnitsDeprecated: "requestUnitsDeprecated"
        case .requestHeapFrame: "requestHeapFrame"
        case .setComputeUnitLimit: "setComputeUnitLimit"
        case .setComputeUnitPrice: "setComputeUnitPrice"
        case .setLoadedAccountsDataSizeLimit: "setLoadedAccountsDataSizeLimit"
        }
    }

    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { [] }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        switch self {
        case .requestUnitsDeprecated(let units, let additionalFee):
            [
                InstructionField("units", .number(UInt64(units))),
                InstructionField("additionalFee", .number(UInt64(additionalFee))),
            ]
        case .requestHeapFrame(let bytes), .setLoadedAccountsDataSizeLimit(let bytes):
            [InstructionField("bytes", .number(UInt64(bytes)))]
        case .setComputeUnitLimit(let units): [InstructionField("units", .number(UInt64(units)))]
        case .setComputeUnitPrice(let price): [InstructionField("microLamports", .number(price))]
        }
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output: [UInt8] = []
        switch self {
        case .requestUnitsDeprecated(let units, let additionalFee):
            output.append(0)
            output.append(integer: units)
            output.append(integer: additionalFee)
        case .requestHeapFrame(let bytes):
            output.append(1)
            output.append(integer: bytes)
        case .setComputeUnitLimit(let units):
            output.append(2)
            output.append(integer: units)
        case .setComputeUnitPrice(let price):
            output.append(3)
            output.append(integer: price)
        case .setLoadedAccountsDataSizeLimit(let bytes):
            output.append(4)
            output.append(integer: bytes)
        }
        return output
    }
}
