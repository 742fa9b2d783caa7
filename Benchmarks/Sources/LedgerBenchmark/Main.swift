import CSQLiteTrace
import DepositVerifier
import Foundation
import LedgerPostgreSQL
import LedgerSQLite

/// Runs one workload on one ledger and prints what it took, as JSON. Ledger/measure.py calls it.
///
///     LedgerBenchmark STORE prepare AGENTS
///     LedgerBenchmark STORE post AGENTS FIRST COUNT TASKS [TRACE]
///     LedgerBenchmark STORE holds AGENTS COUNT TASKS
///     LedgerBenchmark STORE page NUMBER SIZE COUNT
///     LedgerBenchmark STORE audit
///
/// STORE is a SQLite file, or a connection string of libpq, which has a `=` in it.
@main
enum Main {
    /// The time of everything, so that the books hold the same bytes whoever wrote them.
    static let time: Int64 = 1_760_000_000_000_000

    static func main() async {
        do {
            try await run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count >= 2 else { throw Usage() }
        let numbers = arguments.dropFirst(2).compactMap { Int($0) }
        if arguments[1] == "post", arguments.count == 7 {
            guard sqlite_trace_start(arguments[6]) == 0 else { throw Usage() }
        }
        if arguments[0].contains("=") {
            let ledger = try await PostgreSQLLedger.open(
                arguments[0], create: true, now: { time })
            try await run(arguments[1], numbers, on: ledger)
            await ledger.close()
        } else {
            let ledger = try await SQLiteLedger.open(at: arguments[0], create: true, now: { time })
            try await run(arguments[1], numbers, on: ledger)
            await ledger.close()
        }
        sqlite_trace_end()
    }

    typealias Store = Ledger & CodeRegistry & LedgerBooks & Holds

    private static func run(
        _ action: String, _ numbers: [Int], on store: some Store
    ) async throws {
        switch (action, numbers.count) {
        case ("prepare", 1): try await Workload(agents: numbers[0], tasks: 1).prepare(store)
        case ("post", 4):
            try await Workload(agents: numbers[0], tasks: numbers[3])
                .post(numbers[1]..<(numbers[1] + numbers[2]), to: store)
        case ("holds", 3):
            try await Workload(agents: numbers[0], tasks: numbers[2])
                .hold(count: numbers[1], at: store)
        case ("page", 3):
            try await Workload(agents: 1, tasks: 1)
                .read(page: numbers[0], of: numbers[1], count: numbers[2], at: store)
        case ("audit", 0):
            let differences = try await store.verifyIntegrity()
            guard differences.isEmpty else { throw Unsound(differences: differences) }
        default: throw Usage()
        }
    }

    struct Usage: Error {}

    struct Unsound: Error {
        var differences: [LedgerDifference]
    }
}
