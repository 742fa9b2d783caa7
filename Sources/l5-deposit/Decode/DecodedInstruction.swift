import DepositVerifier
import SolanaCodec

/// One instruction of a transaction, wherever it stands, and what it means.
///
/// An instruction that a known program would not read has no meaning but an error.
struct DecodedInstruction {
    /// Where it stands: `3`; `3.1` for one that a program called; `3.b0` or `3.1.b0` for a child of
    /// a Token batch. Inner indices count what the answer lists.
    var path: EventPath
    /// The program.
    var program: DecodedAccount
    /// The accounts, in the program's order.
    var accounts: [DecodedAccount]
    /// The same accounts as indices into the transaction's.
    var accountIndices: [UInt8]
    /// The data as it stands.
    var data: [UInt8]
    /// What it means; `nil` if it cannot be decoded.
    var known: KnownInstruction?
    /// Why it cannot be decoded; `nil` if it can, or if the program is not one that we decode.
    var error: String?

    /// The program's name; `nil` if it has none here.
    var programName: String? {
        if case .address(let address) = program.name { Programs.name(of: address) } else { nil }
    }

    /// The instruction's name; `nil` if unknown or not decoded.
    var type: String? { known?.name }

    /// Bytes of data after those that the program reads; it executes all the same.
    var ignoredData: [UInt8] {
        guard let call = known?.call else { return [] }
        let canonical = call.data
        guard data.count > canonical.count, data.starts(with: canonical) else { return [] }
        return Array(data.dropFirst(canonical.count))
    }

    /// How deep it stands below the transaction: 0 at the top.
    var depth: Int { (path.inner == nil ? 0 : 1) + (path.batchChild == nil ? 0 : 1) }
}

extension DecodedInstruction {
    /// Every instruction in the order of execution, as far as the input says it: each top-level one,
    /// its batch children, then what it called, each again with its batch children.
    static func all(of input: DecodeInput, accounts: [DecodedAccount]) -> [DecodedInstruction] {
        var output: [DecodedInstruction] = []
        let groups = Dictionary(grouping: input.inner, by: \.index)
        for (outer, instruction) in input.transaction.message.instructions.enumerated() {
            let top = DecodedInstruction(
                path: EventPath(outer: outer), programIndex: instruction.programIndex,
                accountIndices: instruction.accountIndices, data: instruction.data, in: accounts)
            output.append(top)
            output += top.batchChildren
            let group = UInt8(exactly: outer).flatMap { groups[$0] } ?? []
            for (inner, instruction) in group.flatMap(\.instructions).enumerated() {
                let called = DecodedInstruction(
                    path: EventPath(outer: outer, inner: inner),
                    programIndex: instruction.programIDIndex,
                    accountIndices: instruction.accounts, data: instruction.data, in: accounts)
                output.append(called)
                output += called.batchChildren
            }
        }
        return output
    }

    /// - Precondition: all indices name one of `accounts`; the message and the reader of the input
    ///   have checked it.
    private init(
        path: EventPath, programIndex: UInt8, accountIndices: [UInt8], data: [UInt8],
        in all: [DecodedAccount]
    ) {
        self.path = path
        program = all[Int(programIndex)]
        accounts = accountIndices.map { all[Int($0)] }
        self.accountIndices = accountIndices
        self.data = data
        let instruction = Instruction(
            program: program.standIn,
            accounts: accounts.map { AccountMeta($0.standIn, $0.role) }, data: data)
        do throws(InstructionError) {
            known = try KnownInstruction(decoding: instruction)
        } catch {
            var text = error.text
            if case .unexpectedAccount = error, accounts.contains(where: \.isUnresolved) {
                text += "; it may be in a lookup table that is not resolved"
            }
            self.error = text
        }
    }

    /// The instructions of a Token batch; each takes the next of its accounts.
    private var batchChildren: [DecodedInstruction] {
        guard case .token(.batch(let batch), let program) = known else { return [] }
        var first = 0
        return batch.children.enumerated().map { index, child in
            let range = first..<(first + child.accounts.count)
            first = range.upperBound
            return DecodedInstruction(
                path: EventPath(outer: path.outer, inner: path.inner, batchChild: index),
                program: self.program, accounts: Array(accounts[range]),
                accountIndices: Array(accountIndices[range]), data: child.data,
                known: .token(child.instruction, program: program))
        }
    }

    private init(
        path: EventPath, program: DecodedAccount, accounts: [DecodedAccount],
        accountIndices: [UInt8], data: [UInt8], known: KnownInstruction
    ) {
        self.path = path
        self.program = program
        self.accounts = accounts
        self.accountIndices = accountIndices
        self.data = data
        self.known = known
    }
}
