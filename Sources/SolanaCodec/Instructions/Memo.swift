/// A memo: bytes for humans and indexers, and the accounts that were asked to sign it.
///
/// Shape: the data is the memo, UTF-8 by the program's check. Version 1 of the program ignores its
/// accounts; the others fail unless each of them signs.
///
/// Source: solana-program/memo.
public struct Memo: Hashable, Sendable {
    /// Which of the three memo programs is called.
    public var program: Address
    /// The memo as it stands in the data; nothing is trimmed or checked.
    public var bytes: [UInt8]
    /// The accounts of the instruction.
    public var signers: [AccountMeta]

    /// A memo for `program`.
    public init(program: Address = Programs.memoV3, bytes: [UInt8], signers: [AccountMeta] = []) {
        self.program = program
        self.bytes = bytes
        self.signers = signers
    }

    /// A memo of `text`, signed by `signers`.
    public init(program: Address = Programs.memoV3, _ text: String, signers: [Address] = []) {
        self.init(
            program: program, bytes: Array(text.utf8),
            signers: signers.map { AccountMeta($0, .readonlySigner) })
    }

    /// Takes a call of one of the three memo programs as it is.
    ///
    /// - Throws: `InstructionError.wrongProgram` for any other program.
    public init(decoding instruction: Instruction) throws(InstructionError) {
        guard Programs.isMemo(instruction.program) else {
            throw .wrongProgram(instruction.program)
        }
        self.init(
            program: instruction.program, bytes: instruction.data, signers: instruction.accounts)
    }

    /// The memo as a text; `nil` if it is not UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// The instruction as it is put in a message.
    public var instruction: Instruction { instruction(program: program) }
}

extension Memo: ProgramCall {
    /// The name in `jsonParsed` answers.
    public var name: String { "memo" }
    /// The accounts that the program reads by position.
    public var namedAccounts: [NamedAccount] { [] }
    /// The accounts after the named ones, in order.
    public var additionalAccounts: [AccountMeta] { signers }
    /// The data in its canonical form.
    public var data: [UInt8] { bytes }

    /// The values in the data, by name.
    public var parameters: [InstructionField] {
        [InstructionField("memo", text.map { .text($0) } ?? .bytes(bytes))]
    }

    /// Everything for display, in order.
    public var fields: [InstructionField] {
        signers.isEmpty
            ? parameters : parameters + [InstructionField("signers", .accounts(signers))]
    }
}
