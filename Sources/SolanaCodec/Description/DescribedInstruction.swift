/// One instruction of a transaction, wherever it stands, and what it means.
///
/// An instruction that a known program would not read has no meaning but an error.
public struct DescribedInstruction: Sendable {
    /// Where it stands. Inner indices count what the caller lists.
    public var path: InstructionPath
    /// The program.
    public var program: DescribedAccount
    /// The accounts, in the program's order.
    public var accounts: [DescribedAccount]
    /// The same accounts as indices into the transaction's.
    public var accountIndices: [UInt8]
    /// The data as it stands.
    public var data: [UInt8]
    /// How deep the call was, 1 being the top level; `nil` if the node did not record it.
    public var stackHeight: Int?
    /// What it means to the programs that this library knows; `nil` if it cannot be decoded.
    public var known: KnownInstruction?
    /// What it means to a program that a decoder of the caller knows.
    public var custom: (any ProgramCall)?
    /// Why it cannot be decoded; `nil` if it can, or if the program is not one that is decoded.
    public var error: String?

    /// The meaning, from wherever it comes.
    public var call: (any ProgramCall)? { custom ?? known?.call }

    /// Bytes of data after those that the program reads; it executes all the same.
    public var ignoredData: [UInt8] {
        guard let call else { return [] }
        let canonical = call.data
        guard data.count > canonical.count, data.starts(with: canonical) else { return [] }
        return Array(data.dropFirst(canonical.count))
    }
}

/// An instruction that a program called while a top-level instruction ran.
public struct CalledInstruction: Hashable, Sendable {
    /// The call, with indices into the transaction's accounts, loaded ones included.
    public var instruction: CompiledInstruction
    /// Depth of the call, 1 being the top level; `nil` if the node did not record it.
    public var stackHeight: Int?

    /// A call and its depth.
    public init(_ instruction: CompiledInstruction, stackHeight: Int? = nil) {
        self.instruction = instruction
        self.stackHeight = stackHeight
    }
}

extension DescribedInstruction {
    /// Every instruction in the order of execution, as far as the caller says it: each top-level one,
    /// its batch children, then what it called, each again with its batch children.
    static func all(
        of message: Message, called: [Int: [CalledInstruction]], accounts: [DescribedAccount],
        decoders: [any ProgramDecoder]
    ) -> [DescribedInstruction] {
        var output: [DescribedInstruction] = []
        func add(_ path: InstructionPath, _ compiled: CompiledInstruction, _ height: Int?) {
            let instruction = DescribedInstruction(path, compiled, height, accounts, decoders)
            guard let instruction else { return }
            output.append(instruction)
            output += instruction.batchChildren
        }
        for (outer, compiled) in message.instructions.enumerated() {
            add(InstructionPath(outer: outer), compiled, 1)
            for (inner, call) in (called[outer] ?? []).enumerated() {
                add(
                    InstructionPath(outer: outer, inner: inner), call.instruction,
                    call.stackHeight)
            }
        }
        return output
    }

    /// - Returns: `nil` if an index names no account.
    private init?(
        _ path: InstructionPath, _ compiled: CompiledInstruction, _ stackHeight: Int?,
        _ all: [DescribedAccount], _ decoders: [any ProgramDecoder]
    ) {
        let indices = compiled.accountIndices.map { Int($0) }
        guard all.indices.contains(Int(compiled.programIndex)),
            indices.allSatisfy(all.indices.contains)
        else { return nil }
        self.path = path
        self.stackHeight = stackHeight
        program = all[Int(compiled.programIndex)]
        accounts = indices.map { all[$0] }
        accountIndices = compiled.accountIndices
        data = compiled.data
        let instruction = Instruction(
            program: program.standIn,
            accounts: accounts.map { AccountMeta($0.standIn, $0.role) }, data: data)
        do throws(InstructionError) {
            known = try KnownInstruction(decoding: instruction)
            for decoder in decoders where custom == nil {
                custom = try decoder.call(instruction)
            }
        } catch {
            var text = error.text
            if case .unexpectedAccount = error, accounts.contains(where: \.isUnresolved) {
                text += "; it may be in a lookup table that is not resolved"
            }
            self.error = text
        }
    }

    /// The instructions of a Token batch; each takes the next of its accounts.
    private var batchChildren: [DescribedInstruction] {
        guard case .token(.batch(let batch), let program) = known else { return [] }
        var first = 0
        return batch.children.enumerated().map { index, child in
            let range = first..<(first + child.accounts.count)
            first = range.upperBound
            return DescribedInstruction(
                path: InstructionPath(outer: path.outer, inner: path.inner, batchChild: index),
                program: self.program, accounts: Array(accounts[range]),
                accountIndices: Array(accountIndices[range]), data: child.data,
                known: .token(child.instruction, program: program))
        }
    }
}
