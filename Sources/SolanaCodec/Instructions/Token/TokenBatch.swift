/// Several token instructions in one, executed in order.
///
/// Shape: tag 255 | one or more of (`u8` account count, `u8` data length, that many bytes of data).
/// Each child takes the next accounts. No child may be a batch. Accounts after the last child's are
/// allowed and unused. The execution leaves no inner instructions and no log.
///
/// Source: solana-program/token, p-token/src/processor/batch.rs; Token-2022 executes it alike.
public struct TokenBatch: Hashable, Sendable {
    /// An instruction of a batch: what it means, and its accounts and data as they stand.
    public struct Child: Hashable, Sendable {
        /// What it means.
        public let instruction: TokenInstruction
        /// Its accounts.
        public let accounts: [AccountMeta]
        /// Its data, bytes included that the program ignores.
        public let data: [UInt8]
    }

    /// The instructions, at least one.
    public let children: [Child]
    /// The accounts that no child takes.
    public let trailingAccounts: [AccountMeta]

    /// A batch of `instructions`.
    ///
    /// - Throws: `InstructionError.emptyBatch`, `.nestedBatch`, or `.batchChildTooLarge` for more
    ///   than 255 accounts or bytes in a child.
    public init(_ instructions: [TokenInstruction]) throws(InstructionError) {
        guard !instructions.isEmpty else { throw .emptyBatch }
        var children: [Child] = []
        for (index, instruction) in instructions.enumerated() {
            if case .batch = instruction { throw .nestedBatch }
            let child = Child(
                instruction: instruction, accounts: instruction.accounts, data: instruction.data)
            guard child.accounts.count <= Self.limit, child.data.count <= Self.limit else {
                throw .batchChildTooLarge(index: index)
            }
            children.append(child)
        }
        self.children = children
        trailingAccounts = []
    }

    init(_ input: inout CallReader) throws(InstructionError) {
        guard input.remainingBytes > 0 else { throw .emptyBatch }
        var children: [Child] = []
        while input.remainingBytes > 0 {
            let accountCount = Int(try input.byte())
            let dataLength = Int(try input.byte())
            let data = try input.bytes(dataLength)
            let accounts = try input.accounts(accountCount)
            var child = CallReader(data: data, accounts: accounts)
            let tag = try child.byte()
            guard tag != TokenInstructionTag.batch.rawValue else { throw .nestedBatch }
            let instruction = try TokenInstruction(&child, tag: tag, data: data)
            children.append(Child(instruction: instruction, accounts: accounts, data: data))
        }
        self.children = children
        trailingAccounts = input.remainingAccounts()
    }

    /// Counts and lengths are single bytes.
    private static let limit = Int(UInt8.max)
}

extension TokenBatch: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { TokenInstructionTag.batch.name }
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { [] }

    /// The accounts after the named ones, in order.
    public var additionalAccounts: [AccountMeta] {
        children.flatMap(\.accounts) + trailingAccounts
    }

    /// The children, shown as Token's.
    public var parameters: [InstructionField] { parameters(program: Programs.token) }

    /// Everything for display, the children shown as Token's.
    public var fields: [InstructionField] { fields(program: Programs.token) }

    /// Everything for display, the children shown as instructions of `program`.
    func fields(program: Address) -> [InstructionField] {
        trailingAccounts.isEmpty
            ? parameters(program: program)
            : parameters(program: program) + [
                InstructionField("additionalAccounts", .accounts(trailingAccounts))
            ]
    }

    private func parameters(program: Address) -> [InstructionField] {
        let known = children.map { KnownInstruction.token($0.instruction, program: program) }
        return [InstructionField("instructions", .instructions(known))]
    }

    /// The data in its canonical form.
    public var data: [UInt8] {
        var output = [TokenInstructionTag.batch.rawValue]
        for child in children {
            output.append(UInt8(clamping: child.accounts.count))
            output.append(UInt8(clamping: child.data.count))
            output.append(contentsOf: child.data)
        }
        return output
    }
}
