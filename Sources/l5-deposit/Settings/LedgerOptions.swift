#if CLI
import ArgumentParser
import DepositVerifier

/// The ledger that an operator's command works on.
struct LedgerOptions: ParsableArguments {
    @Option(help: LedgerPlace.help("Ledger"))
    var ledger: String

    /// Opens the ledger, does the work, and closes it whatever happens.
    func with<Value>(
        create: Bool = false, _ body: (any StoredLedger) async throws -> Value
    ) async throws -> Value {
        try await Failure.translating {
            let books = try await LedgerPlace(ledger).open(create: create)
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
