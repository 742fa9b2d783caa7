/// Gives a program that this library does not know a place in descriptions.
///
/// Each function answers `nil` for programs and bytes that are not the decoder's.
public protocol ProgramDecoder: Sendable {
    /// What people call the program at `address`.
    func name(of address: Address) -> String?
    /// What `instruction` means.
    ///
    /// - Throws: `InstructionError` if the program would not read it.
    func call(_ instruction: Instruction) throws(InstructionError) -> (any ProgramCall)?
    /// What the program recorded with `data`.
    func event(_ data: [UInt8], of program: Address) -> DescribedEvent?
    /// What the program means by an error code.
    func error(_ code: UInt32, of program: Address) -> ProgramErrorName?
}

extension ProgramDecoder {
    /// No events.
    public func event(_ data: [UInt8], of program: Address) -> DescribedEvent? { nil }
    /// No error codes.
    public func error(_ code: UInt32, of program: Address) -> ProgramErrorName? { nil }
}

/// What a program recorded in its log, by name.
public struct DescribedEvent: Hashable, Sendable {
    /// The event's name.
    public var name: String
    /// Its values, in order.
    public var fields: [InstructionField]

    /// An event from its parts.
    public init(_ name: String, fields: [InstructionField]) {
        self.name = name
        self.fields = fields
    }
}

/// Bytes that a program wrote to the log (`Program data:`).
///
/// A log can be cut, and nothing but the enclosing lines says who wrote: a hint, never a proof.
public struct LoggedData: Hashable, Sendable {
    /// The program that ran when the line was written.
    public var program: Address
    /// The bytes.
    public var data: [UInt8]

    /// A record from its parts.
    public init(program: Address, data: [UInt8]) {
        self.program = program
        self.data = data
    }

    /// All records in `logs`, in order; lines that cannot be read are passed over.
    public static func all(in logs: [String]) -> [LoggedData] {
        var running: [Address] = []
        var output: [LoggedData] = []
        for line in logs {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count >= 3, words[0] == "Program" else { continue }
            if words[1] == "data:" {
                guard let program = running.last,
                    let data = Base64.decode(utf8: Array(words[2].utf8).span)
                else { continue }
                output.append(LoggedData(program: program, data: data))
            } else if words[2] == "invoke", let program = Address(String(words[1])) {
                running.append(program)
            } else if words[2] == "success" || words[2] == "failed:",
                let program = running.last, Address(String(words[1])) == program
            {
                running.removeLast()
            }
        }
        return output
    }
}
