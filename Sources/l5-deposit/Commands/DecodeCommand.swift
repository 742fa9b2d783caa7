#if CLI
import ArgumentParser
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `l5-deposit decode`: shows what a transaction says, without asking anyone.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Show what a transaction says and check its signatures, offline.",
        discussion: """
            EXAMPLES
              l5-deposit decode AQID...            base64, base58 or hex, found by itself
              l5-deposit decode - < answer.json    an answer to getTransaction
              l5-deposit decode --output json ...  the document l5.transaction/1

            Answers in the encodings base64, base58 and json are read; jsonParsed leaves \
            out parts of the message, so nothing could be checked. Hex is tried before \
            base64, base64 before base58; only a whole transaction counts.

            EXIT CODES
              0   the transaction is shown; invalid signatures are shown as such
              2   the input is not a transaction; the byte that is wrong is named
            """)

    /// The forms of output.
    enum Output: String, ExpressibleByArgument {
        case human
        case json
        case jsonCompact = "json-compact"
        case jsonl

        var form: DecodeOutcome.Form {
            switch self {
            case .human: .text
            case .json: .json
            case .jsonCompact, .jsonl: .jsonCompact
            }
        }
    }

    @Argument(help: "The transaction, or - to read it from standard input.")
    var input: String

    @Option(help: "human, json, json-compact or jsonl.")
    var output: Output = .human

    func run() throws {
        let text = input == "-" ? StandardStreams.readInput() : Array(input.utf8)
        let outcome = DecodeOutcome(text, form: output.form)
        StandardStreams.write(outcome.output, to: STDOUT_FILENO)
        StandardStreams.write(outcome.errors, to: STDERR_FILENO)
        if outcome.exitCode != 0 { throw ArgumentParser.ExitCode(outcome.exitCode) }
    }

    /// Bytes in and out, without the buffers of the C library.
    private enum StandardStreams {
        /// All of standard input, up to one byte more than a decoder reads.
        static func readInput() -> [UInt8] {
            var input: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while input.count <= DecodeInput.jsonLimit {
                let count = read(STDIN_FILENO, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                input += buffer.prefix(count)
            }
            return input
        }

        static func write(_ bytes: [UInt8], to descriptor: Int32) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    systemWrite(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }

        private static func systemWrite(
            _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int
        ) -> Int {
            #if canImport(Glibc)
            Glibc.write(descriptor, bytes, count)
            #else
            Darwin.write(descriptor, bytes, count)
            #endif
        }
    }
}
#endif
