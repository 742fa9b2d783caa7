import SBFLinker

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// `sbf-link INPUT -o OUTPUT [--symbols]`: one relocatable object in, one program out.
@main
struct SBFLink {
    static let usage = """
        sbf-link INPUT -o OUTPUT [--symbols]

        Links one relocatable BPF object into a Solana program (ELF, sBPF version 3).

          -o OUTPUT    the program
          --symbols    keep names, so that debuggers and llvm-objdump -d show them

        Exit codes: 0 linked; 1 a file cannot be read or written; 2 the object makes no program;
        64 wrong usage.

        """

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.contains("--help") || arguments.contains("-h") {
            return Files.say(usage, to: 1)
        }
        guard let order = Order(arguments) else {
            fail(
                64, "the arguments are not understood", why: "there must be INPUT and -o OUTPUT",
                next: "sbf-link INPUT -o OUTPUT [--symbols]")
        }
        do throws(FileError) {
            let object = try Files.read(order.input, limit: ProgramFile.largestObject)
            try Files.write(link(object, order), to: order.output)
        } catch {
            fail(
                1, "a file cannot be used", why: "\(Complaint.quote(error.path)): \(error.text)",
                next: "check the path")
        }
    }

    private static func link(_ object: [UInt8], _ order: Order) -> [UInt8] {
        do throws(LinkError) {
            return try ProgramFile(linking: object).encoded(symbols: order.symbols)
        } catch {
            let complaint = Complaint(error)
            fail(2, complaint.what, why: complaint.why, next: complaint.next)
        }
    }

    private static func fail(_ code: Int32, _ what: String, why: String, next: String) -> Never {
        Files.say("error: \(what)\nwhy:   \(why)\nnext:  \(next)\n", to: 2)
        exit(code)
    }
}

/// What the command line asks for.
struct Order {
    var input: String
    var output: String
    var symbols = false

    /// `nil` for everything but what the usage says.
    init?(_ arguments: [String]) {
        var input: String?
        var output: String?
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--symbols": symbols = true
            case "-o":
                guard output == nil, let path = rest.popFirst() else { return nil }
                output = path
            default:
                guard input == nil, !argument.hasPrefix("-") else { return nil }
                input = argument
            }
        }
        guard let input, let output else { return nil }
        self.input = input
        self.output = output
    }
}
