#if CLI
import ArgumentParser

/// `l5-deposit decode`: shows what a transaction says, without asking anyone.
struct DecodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Show what a transaction says and check its signatures, offline.",
        discussion: """
            EXAMPLES:
              l5-deposit decode AQID...            base64, base58 or hex, found by itself
              l5-deposit decode - < answer.json    an answer to getTransaction
              l5-deposit decode --output json ...  the document l5.transaction/1

            Answers in the encodings base64, base58 and json are read; jsonParsed leaves \
            out parts of the message, so nothing could be checked. Hex is tried before \
            base64, base64 before base58; only a whole transaction counts.

            EXIT CODES:
              0   the transaction is shown; invalid signatures are shown as such
              2   the input is not a transaction; the byte that is wrong is named
            """)

    static let schema = "l5.transaction/1"

    @Argument(help: "The transaction, or - to read it from standard input.")
    var input: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let outcome = DecodeOutcome(try content(), form: Self.form(console.format))
            Console.write(outcome.output, to: 1)
            Console.write(outcome.errors, to: 2)
            return outcome.exitCode == 0 ? .ok : .rejected
        }
    }

    private func content() throws -> [UInt8] {
        guard input == "-" else { return Array(input.utf8) }
        do {
            return try SystemFile.read(0, limit: DecodeInput.jsonLimit)
        } catch {
            throw Failure(
                .rejected, "the input cannot be read", why: error.text,
                next: "give one transaction, or one answer to getTransaction")
        }
    }

    private static func form(_ format: OutputFormat) -> DecodeOutcome.Form {
        switch format {
        case .human: .text
        case .json: .json
        case .jsonCompact, .jsonl: .jsonCompact
        }
    }
}
#endif
