#if CLI
import ArgumentParser
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension LedgerCommand {
    /// `ledger export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write all entries for other programs, with both sides of each.",
            discussion: """
                csv         RFC 4180 with a header; texts that a spreadsheet would take for a \
                formula begin with an apostrophe
                jsonl       one object a line, schema l5.entry/1
                hledger     a journal for hledger (and ledger)
                beancount   a journal for beancount

                Journals name an agent's account after him: letters and digits stay, a hyphen is \
                doubled, anything else is a hyphen and two hexadecimal digits. What is owed to \
                agents is negative there, as liabilities are.

                EXAMPLES:
                  l5-deposit ledger export --format csv --ledger books.db > entries.csv
                  l5-deposit ledger export --format hledger --ledger books.db | hledger -f - balance
                """)

        /// What is written.
        enum Format: String, CaseIterable, ExpressibleByArgument {
            case csv, jsonl, hledger, beancount

            var value: LedgerExport.Format {
                switch self {
                case .csv: .csv
                case .jsonl: .jsonl
                case .hledger: .hledger
                case .beancount: .beancount
                }
            }
        }

        @Option(help: "csv, jsonl, hledger or beancount.")
        var format: Format
        @Option(help: "Only this agent.")
        var agent: String?
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { _ in
                try await ledger.with { books in
                    try await LedgerExport(format.value).write(
                        books, agent: agent, to: Self.write)
                }
                return .ok
            }
        }

        /// A journal that is cut off must not look like a whole one.
        private static func write(_ text: [UInt8]) throws {
            guard !text.isEmpty else { return }
            do throws(SystemError) {
                try SystemFile.write(text, to: STDOUT_FILENO)
            } catch {
                let isPipe = error.number == EPIPE
                throw Failure(
                    isPipe ? .interrupted : .ledger, "the output cannot be written",
                    why: isPipe ? "nobody reads it any more" : error.text,
                    next: "make room, and write it again from the beginning")
            }
        }
    }
}
#endif
