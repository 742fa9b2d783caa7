import SBFLinker

/// A link error for a person: what happened, why, and what to do.
struct Complaint {
    var what: String
    var why: String
    var next: String

    init(_ error: LinkError) {
        let symbol = error.symbol.map(Self.quote) ?? "a symbol"
        (what, next) =
            switch error.reason {
            case .tooLarge(let limit): ("the object is too large", "the limit is \(limit)")
            case .outsideFile: ("the object is cut off", "compile it again")
            case .notELF, .wrongMachine, .notRelocatable:
                ("this is no BPF object", "compile with -target bpfel -c")
            case .malformed: ("the object is malformed", "compile it again")
            case .noEntryPoint:
                ("there is no entry point", "define it with @_cdecl(\"entrypoint\")")
            case .severalEntryPoints: ("there are several entry points", "keep one of them")
            case .writableSection:
                ("the program has a variable that outlives a call", "make it a let, or a local var")
            case .sectionNotInMemory, .unsupportedSection:
                ("the program uses a section that Solana has no place for", "leave it out")
            case .unsupportedAlignment(let alignment):
                ("a section wants an alignment of \(alignment)", "align to 8, constants to 4096")
            case .undefinedSymbol: (Self.undefined(symbol), Self.advice(error.symbol ?? ""))
            case .unsupportedSymbol: ("\(symbol) is in no section", "define it in one")
            case .unsupportedRelocation(let type):
                ("relocation type \(type) is not known", "compile with clang -target bpfel")
            case .misplacedRelocation, .duplicateRelocation, .callOutsideCode:
                ("a relocation makes no sense", "compile it again")
            case .unsupportedInstruction(let opcode):
                (
                    "Solana lacks instruction 0x\(String(opcode, radix: 16)), or takes it for another",
                    Self.swaps.contains(opcode)
                        ? "swap bytes one at a time" : "compile with -mcpu=v2"
                )
            }
        var facts = ["\(error.reason)"]
        if let section = error.section { facts.append("section \(Self.quote(section))") }
        if let offset = error.offset { facts.append("offset \(offset)") }
        if let name = error.symbol { facts.append("symbol \(Self.quote(name))") }
        why = facts.joined(separator: ", ")
    }

    private static func undefined(_ symbol: String) -> String {
        "\(symbol) is neither defined nor a syscall"
    }

    /// What to write instead of what the compiler calls.
    private static func advice(_ symbol: String) -> String {
        switch symbol {
        case "memcpy", "memmove", "memset", "memcmp":
            "copy fewer than 128 bytes at once, or call sol_\(symbol)_"
        case "__multi3", "__udivti3", "__umodti3", "__divti3", "__modti3":
            "there are no 128-bit products and quotients: multiply halves"
        default:
            symbol.hasPrefix("swift_") || symbol == "posix_memalign" || symbol == "free"
                ? "there is no heap: use structs, InlineArray and tuples"
                : "check its name and its @_extern"
        }
    }

    /// Byte swaps.
    private static let swaps: Set<UInt8> = [0xD4, 0xD7, 0xDC]

    /// The longest piece of foreign text in a message, in characters.
    private static let quoteLimit = 200

    /// Foreign text, fit for one line.
    static func quote(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(quoteLimit).map { scalar in
                    (0x20...0x7E).contains(scalar.value) ? scalar : "?"
                }))
    }
}
