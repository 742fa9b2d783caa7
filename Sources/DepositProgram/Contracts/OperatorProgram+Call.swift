internal import DepositLayouts
public import SolanaCodec

extension OperatorProgram {
    /// An instruction of the program.
    ///
    /// Shape: discriminator 8 | values, little-endian, and nothing after them.
    public enum Call: Hashable, Sendable {
        /// Pays from a wallet to the treasury; the data names the code.
        case depositDirect(DirectDeposit)
        /// Moves all of a vault to the treasury. Anyone may call it.
        case sweepToken(TokenSweep)
        /// Moves all SOL at a vault's authority to the treasury. Anyone may call it.
        case sweepLamports(LamportsSweep)
        /// Brings tokens from an account that a vault owns back to the vault's authority. Anyone may
        /// call it.
        case recoverNested(NestedRecovery)
        /// Opens a depositor's account and its vault.
        case initializeToken(AccountOpening)
        /// Pays from a wallet into the vault of a depositor's account.
        case depositToken(VaultDeposit)
        /// Closes an empty vault and the depositor's account.
        case closeTokenAccount(AccountClosing)
        /// An instruction of the program that came before: always refused.
        case disabled(DisabledCall)
    }
}

extension OperatorProgram.Call: ProgramCall {
    private var payload: any OperatorCall {
        switch self {
        case .depositDirect(let call): call
        case .sweepToken(let call): call
        case .sweepLamports(let call): call
        case .recoverNested(let call): call
        case .initializeToken(let call): call
        case .depositToken(let call): call
        case .closeTokenAccount(let call): call
        case .disabled(let call): call
        }
    }

    /// The name in lowerCamelCase.
    public var name: String { "\(payload.kind)" }
    /// The accounts that the program reads by position, with their roles.
    public var namedAccounts: [NamedAccount] { payload.namedAccounts }
    /// The accounts after those; only `depositDirect` and `sweepToken` allow any.
    public var additionalAccounts: [AccountMeta] { payload.additionalAccounts }
    /// The values in the data.
    public var parameters: [InstructionField] { payload.parameters }

    /// The data.
    public var data: [UInt8] {
        payload.kind.rawValue.littleEndianBytes + payload.values
    }

    /// Decodes a call of `program`.
    ///
    /// - Throws: `InstructionError` for another program, a discriminator that it does not have, data
    ///   that is too short or too long, an unknown kind of vault, or missing accounts.
    public init(
        decoding instruction: Instruction, of program: OperatorProgram
    ) throws(InstructionError) {
        guard instruction.program == program.address else {
            throw .wrongProgram(instruction.program)
        }
        var input = try OperatorCallReader(instruction)
        self = try input.call()
        try input.expectEnd()
    }
}

/// What all instructions of the program have in common.
protocol OperatorCall: Hashable, Sendable {
    var kind: DepositInstruction { get }
    var namedAccounts: [NamedAccount] { get }
    var additionalAccounts: [AccountMeta] { get }
    var parameters: [InstructionField] { get }
    /// The data behind the discriminator.
    var values: [UInt8] { get }
}

/// What an instruction is read from: its data and its accounts, both eaten from the front.
struct OperatorCallReader {
    let kind: DepositInstruction
    private var values: [UInt8]
    private var accounts: ArraySlice<AccountMeta>

    init(_ instruction: Instruction) throws(InstructionError) {
        accounts = instruction.accounts[...]
        values = instruction.data
        let number = try Self.read(&values) { input throws(WireError) in
            try input.readInteger(UInt64.self)
        }
        guard let kind = DepositInstruction(rawValue: number) else {
            throw .unknownTag(UInt32(truncatingIfNeeded: number))
        }
        self.kind = kind
    }

    mutating func call() throws(InstructionError) -> OperatorProgram.Call {
        switch kind {
        case .depositDirect: .depositDirect(try OperatorProgram.DirectDeposit(&self))
        case .sweepToken: .sweepToken(try OperatorProgram.TokenSweep(&self))
        case .sweepLamports: .sweepLamports(try OperatorProgram.LamportsSweep(&self))
        case .recoverNested: .recoverNested(try OperatorProgram.NestedRecovery(&self))
        case .initializeToken: .initializeToken(try OperatorProgram.AccountOpening(&self))
        case .depositToken: .depositToken(try OperatorProgram.VaultDeposit(&self))
        case .closeTokenAccount: .closeTokenAccount(try OperatorProgram.AccountClosing(&self))
        case .initialize, .deposit, .withdraw, .withdrawToken, .closeAccount:
            .disabled(OperatorProgram.DisabledCall(&self))
        }
    }

    mutating func account() throws(InstructionError) -> Address {
        guard let next = accounts.popFirst() else { throw .tooFewAccounts(found: 0, required: 1) }
        return next.address
    }

    func require(accounts count: Int) throws(InstructionError) {
        guard accounts.count >= count else {
            throw .tooFewAccounts(found: accounts.count, required: count)
        }
    }

    mutating func remainingAccounts() -> [AccountMeta] {
        defer { accounts = [] }
        return Array(accounts)
    }

    mutating func remainingValues() -> [UInt8] {
        defer { values = [] }
        return values
    }

    mutating func amount() throws(InstructionError) -> UInt64 {
        try Self.read(&values) { input throws(WireError) in try input.readInteger() }
    }

    mutating func code() throws(InstructionError) -> DepositCode {
        try Self.read(&values) { input throws(WireError) in DepositCode(try input.readFixed()) }
    }

    mutating func seeds() throws(InstructionError) -> VaultSeeds {
        let (kind, bump) = try Self.read(&values) { input throws(WireError) in
            (try input.readByte(), try input.readByte())
        }
        let code = try code()
        switch VaultKind(rawValue: kind) {
        case .depositAccount:
            let owner = try Self.read(&values) { input throws(WireError) in
                Address(try input.readFixed())
            }
            return VaultSeeds(name: .depositAccount(code, owner: owner), bump: bump)
        case .code: return VaultSeeds(name: .code(code), bump: bump)
        case nil: throw .unknownTag(UInt32(kind))
        }
    }

    /// The program refuses bytes that it has not asked for.
    func expectEnd() throws(InstructionError) {
        guard values.isEmpty else { throw .data(.trailingBytes(count: values.count)) }
    }

    private static func read<T>(
        _ bytes: inout [UInt8], _ body: (inout Span<UInt8>) throws(WireError) -> T
    ) throws(InstructionError) -> T {
        var cursor = bytes.span
        let value: T
        let left: Int
        do throws(WireError) {
            value = try body(&cursor)
            left = cursor.count
        } catch {
            throw .data(error)
        }
        bytes = bytes.suffix(left)
        return value
    }
}

extension UInt64 {
    /// The eight bytes, least significant first.
    var littleEndianBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(integer: self)
        return bytes
    }
}
