internal import SolanaCodec

/// One instruction that was executed: top-level, called by a program, or child of a batch.
///
/// It never changes, and every rule holds some: hence a class.
final class Frame: Sendable {
    /// Its event path.
    let path: EventPath
    /// The call, with the message's roles.
    let instruction: Instruction
    /// Which frame called it.
    let parent: Parent
    /// The call as a token instruction; an error if the token program would not read it so; `nil`
    /// for any other program.
    let token: Result<TokenInstruction, InstructionError>?

    enum Parent: Hashable, Sendable {
        /// The transaction itself.
        case transaction
        /// The frame at this index.
        case frame(Int)
        /// The node did not record the depth of the calls.
        case unrecorded
    }

    /// Whether it stands in the message itself.
    var isTopLevel: Bool { parent == .transaction }
    /// The decoded token instruction, if it is one.
    var tokenInstruction: TokenInstruction? { try? token?.get() }

    /// Whether a token program was called in a way that we cannot read.
    var isUnreadToken: Bool {
        if case .failure = token { true } else { false }
    }

    init(path: EventPath, instruction: Instruction, parent: Parent) {
        self.path = path
        self.instruction = instruction
        self.parent = parent
        if Programs.isToken(instruction.program) {
            token = Result { () throws(InstructionError) in
                try TokenInstruction(decoding: instruction)
            }
        } else {
            token = nil
        }
    }
}
