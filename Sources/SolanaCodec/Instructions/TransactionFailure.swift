/// Why an instruction failed, as nodes report it.
public enum InstructionFailure: Hashable, Sendable {
    /// A code of the program's own.
    case custom(UInt32)
    /// An error of the runtime, by its name.
    case runtime(String)

    /// One line: `Token: InsufficientFunds (0x1), the account holds too few tokens`.
    ///
    /// - Parameter program: the program that failed.
    /// - Parameter meaning: what a code means to a program that this library does not know.
    public func text(
        of program: Address, meaning: ((UInt32) -> ProgramErrorName?)? = nil,
        programName: String? = nil
    ) -> String {
        let prefix = (programName ?? Programs.name(of: program)).map { "\($0): " } ?? ""
        switch self {
        case .custom(let code):
            let number = "0x\(String(code, radix: 16))"
            guard let error = meaning?(code) ?? ProgramErrors.error(code, of: program) else {
                return "\(prefix)custom program error \(number)"
            }
            return "\(prefix)\(error.name) (\(number)), \(error.text)"
        case .runtime(let name):
            let shown = PrintableText.escape(Array(name.utf8), limit: Self.nameLimit)
            return RuntimeErrors.instructionError(name).map { "\(prefix)\(shown), \($0)" }
                ?? "\(prefix)\(shown)"
        }
    }

    /// What a log line such as `Program Token… failed: custom program error: 0x1` says, in words.
    ///
    /// - Parameter decoders: programs that the caller knows besides those of this library.
    /// - Returns: `nil` for any other line, and for a code that has no name.
    public static func explanation(
        ofLogLine line: String, decoders: [any ProgramDecoder] = []
    ) -> String? {
        let words = line.split(separator: " ")
        guard words.count == 7, words[0] == "Program", let program = Address(String(words[1])),
            words[2...5].joined(separator: " ") == "failed: custom program error:",
            words[6].hasPrefix("0x"), let code = UInt32(words[6].dropFirst(2), radix: 16)
        else { return nil }
        let failure = InstructionFailure.custom(code)
        for decoder in decoders {
            guard let error = decoder.error(code, of: program) else { continue }
            return failure.text(
                of: program, meaning: { _ in error }, programName: decoder.name(of: program))
        }
        guard ProgramErrors.error(code, of: program) != nil else { return nil }
        return failure.text(of: program)
    }

    /// No name of the runtime is longer.
    static let nameLimit = 64
}

/// Why a transaction failed, as nodes report it.
public enum TransactionFailure: Hashable, Sendable {
    /// One of its top-level instructions failed, itself or by one that it called.
    case instruction(index: Int, InstructionFailure)
    /// It did not run, or what it left behind was refused; by the runtime's name.
    case runtime(String)
}
