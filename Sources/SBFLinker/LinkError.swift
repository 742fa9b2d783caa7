/// Why an object becomes no program, and where in it.
public struct LinkError: Error, Hashable, Sendable {
    /// What is wrong.
    public var reason: Reason
    /// The section that it is wrong in.
    public var section: String?
    /// Bytes before the place: from the section's start, or from the file's if there is no section.
    public var offset: UInt64?
    /// The symbol that it is wrong with.
    public var symbol: String?

    /// An error from its parts.
    public init(
        _ reason: Reason, section: String? = nil, offset: UInt64? = nil, symbol: String? = nil
    ) {
        self.reason = reason
        self.section = section
        self.offset = offset
        self.symbol = symbol
    }

    /// What is wrong with an object.
    public enum Reason: Hashable, Sendable {
        // The file

        /// More bytes than a program can have, or than are worth reading.
        case tooLarge(limit: Int)
        /// A table or a section lies outside the file.
        case outsideFile
        /// Not a 64-bit little-endian ELF file.
        case notELF
        /// An ELF file for another machine than BPF.
        case wrongMachine(UInt16)
        /// An ELF file that is linked already, or a core dump.
        case notRelocatable(type: UInt16)
        /// A header, a table or a name that the format does not allow.
        case malformed

        // What the program needs

        /// No function is called `entrypoint`.
        case noEntryPoint
        /// More than one is called `entrypoint`.
        case severalEntryPoints
        /// The program writes to memory that every call of it would share.
        case writableSection
        /// The program uses a section that is no part of memory.
        case sectionNotInMemory
        /// The program uses a kind of section that Solana has no place for.
        case unsupportedSection
        /// More alignment than a section can have.
        case unsupportedAlignment(UInt64)
        /// A symbol that nobody defines and that is no syscall.
        case undefinedSymbol
        /// A symbol that is neither in a section nor undefined.
        case unsupportedSymbol

        // Relocations

        /// A type of relocation that no program needs.
        case unsupportedRelocation(type: UInt32)
        /// A relocation at a place that cannot hold one.
        case misplacedRelocation
        /// A second relocation at the place of another one.
        case duplicateRelocation
        /// A call that leads to no instruction.
        case callOutsideCode

        // Instructions

        /// An instruction that Solana does not have, or executes differently from what the compiler
        /// meant.
        case unsupportedInstruction(opcode: UInt8)
    }
}
