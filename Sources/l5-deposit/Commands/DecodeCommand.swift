#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// `decode`: what a transaction says, without asking anyone.
struct DecodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Show what a transaction says and check its signatures, offline.",
        discussion: """
            EXAMPLES:
              l5-deposit decode AQID...            base64, base58 or hex, found by itself
              l5-deposit decode - < answer.json    an answer to getTransaction
              l5-deposit decode --output json ...  the document l5.transaction/1
              l5-deposit decode --program ID ...   with a deposit program by its address

            Answers in the encodings base64, base58 and json are read; jsonParsed leaves \
            out parts of the message, so nothing could be checked. Hex is tried before \
            base64, base64 before base58; only a whole transaction counts. Every operator has an \
            own copy of the deposit program: those that a policy pins are named too.

            EXIT CODES:
              0   the transaction is shown; invalid signatures are shown as such
              2   the input is not a transaction; the byte that is wrong is named
            """)

    @Argument(help: "The transaction, or - to read it from standard input.")
    var input: String

    @Option(
        name: .customLong("program"),
        help: ArgumentHelp("The address of a deposit program; repeatable.", valueName: "id"))
    var programs: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(DecodeReport.schema, options) { console in
            let outcome = try outcome(options.output.decodeForm, try knownPrograms(console))
            Console.write(String(decoding: outcome.output, as: UTF8.self), to: STDOUT_FILENO)
            Console.write(String(decoding: outcome.errors, as: UTF8.self), to: STDERR_FILENO)
            return outcome.exitCode == 0 ? .ok : .rejected
        }
    }

    private func knownPrograms(_ console: Console) throws -> [OperatorProgram] {
        let named = try programs.map { OperatorProgram(try Parsing.program($0)) }
        do {
            return named
                + (try Settings.policy(options)?.programs ?? []).map {
                    OperatorProgram($0.id)
                }
        } catch let failure as Failure where options.policy == nil {
            // Nobody asked for the usual policy file; a transaction can be read without it.
            console.note("note: the policy file is not used: \(failure.what): \(failure.why)")
            return named
        }
    }

    private func outcome(
        _ form: DecodeOutcome.Form, _ programs: [OperatorProgram]
    ) throws -> DecodeOutcome {
        guard input == "-" else {
            let outcome = DecodeOutcome(Array(input.utf8), form: form, programs: programs)
            guard outcome.exitCode != 0, SystemFile.exists(input) else { return outcome }
            return DecodeOutcome(.fileName, form: form)
        }
        do throws(SystemError) {
            let text = try SystemFile.read(STDIN_FILENO, limit: DecodeInput.jsonLimit)
            return DecodeOutcome(text, form: form, programs: programs)
        } catch {
            guard error.number == EFBIG else { throw error }
            return DecodeOutcome(.tooLarge, form: form)
        }
    }
}

extension OutputFormat {
    /// A signature and what stands before it fit. In a narrower terminal lines are left as they are:
    /// keys that the terminal breaks can still be copied whole.
    private static let leastColumns = 100

    fileprivate var decodeForm: DecodeOutcome.Form {
        switch self {
        case .human: .text(width: Console.columns.flatMap { $0 < Self.leastColumns ? nil : $0 })
        case .json: .json
        case .jsonCompact, .jsonl: .jsonCompact
        }
    }
}
#endif
