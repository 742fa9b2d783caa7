#if CLI
import ArgumentParser
import LedgerSQLite

/// The ledger that an operator's command works on.
struct LedgerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Ledger file.", valueName: "FILE"))
    var ledger: String

    /// Where the evidence of its decisions lies unless told otherwise.
    var evidence: String { "\(ledger).evidence" }

    /// Opens the ledger, does the work, and closes it whatever happens.
    func with<Value>(
        create: Bool = false, _ body: (SQLiteLedger) async throws -> Value
    ) async throws -> Value {
        try await Failure.translating {
            let books = try await SQLiteLedger.open(at: ledger, create: create)
            do {
                let value = try await body(books)
                await books.close()
                return value
            } catch {
                await books.close()
                throw error
            }
        }
    }
}
#endif
