#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `ledger`: reads the books.
struct LedgerCommand: AsyncParsableCommand {
    static let schema = "l5.ledger/1"

    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Read the books: balances, entries, whether they add up and equal the chain.",
        discussion: """
            EXAMPLES:
              l5-deposit ledger balance --ledger books.db
              l5-deposit ledger entries --agent agt_1 --ledger books.db
              l5-deposit ledger audit --ledger books.db
              l5-deposit ledger reconcile --ledger books.db
              l5-deposit ledger export --format csv --ledger books.db > entries.csv
            """,
        subcommands: [
            Balance.self, Entries.self, Audit.self, Reconcile.self, Export.self,
        ])

    /// `ledger balance`.
    struct Balance: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show every agent's credit.")

        @Option(help: "Only this agent.")
        var agent: String?
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let balances = try await ledger.with { books in
                    try await books.balances(agent: agent, after: nil, limit: .max)
                }
                for balance in balances {
                    let amount = DecimalAmount.format(balance.balance, decimals: balance.decimals)
                    console.line(
                        "\(Failure.quote(balance.agent))  \(amount) "
                            + Failure.quote(balance.symbol))
                }
                if balances.isEmpty { console.line("No credit yet.") }
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("balances", .array(balances.map(Self.json))),
                    ]))
                return .ok
            }
        }

        private static func json(_ balance: AgentBalance) -> JSONOutput {
            .object([
                ("agent", .string(balance.agent)),
                ("genesis", .string(balance.genesis.description)),
                ("mint", .string(balance.mint.description)),
                ("symbol", .string(balance.symbol)),
                ("decimals", .unsigned(UInt64(balance.decimals))),
                ("balance", .string(String(balance.balance))),
                ("entries", .unsigned(balance.entryCount)),
                ("head", .string(Hexadecimal.encode(balance.head))),
            ])
        }
    }

    /// `ledger entries`.
    struct Entries: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show an agent's entries, newest first.")

        @Option(help: "The agent.")
        var agent: String
        @Option(help: "At most this many.")
        var limit: Int = 50
        @Option(help: "The page, 1 being the newest; of each token's account.")
        var page: UInt64 = 1
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                guard limit > 0, page > 0 else {
                    throw Failure(
                        .usage, "--limit or --page is out of range", why: "\(limit), \(page)",
                        next: "use 1 or more")
                }
                let entries = try await ledger.with { try await read($0) }
                for entry in entries { console.line(Self.line(entry)) }
                if entries.isEmpty { console.line("No entries.") }
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("agent", .string(agent)),
                        ("entries", .array(entries.map(Self.json))),
                    ]))
                return .ok
            }
        }

        /// The newest of all accounts together, or one page of each. Entries are numbered without a
        /// gap, so every page costs the same.
        private func read(_ books: any LedgerBooks) async throws(LedgerError) -> [Entry] {
            guard page > 1 else { return try await books.entries(agent: agent, limit: limit) }
            var found: [Entry] = []
            for balance in try await books.balances(agent: agent, after: nil, limit: .max) {
                let (newer, overflow) = (page - 1).multipliedReportingOverflow(
                    by: UInt64(limit))
                guard !overflow, newer < balance.entryCount else { continue }
                let last = balance.entryCount - newer
                let first = last - min(last, UInt64(limit)) + 1
                found += try await books.entries(
                    of: balance.account, numbered: first...last
                ).reversed()
            }
            return found
        }

        private static func line(_ entry: Entry) -> String {
            let amount = DecimalAmount.format(entry.amount.magnitude, decimals: entry.decimals)
            let balance = DecimalAmount.format(entry.balanceAfter, decimals: entry.decimals)
            let sign = entry.amount < 0 ? "-" : "+"
            var columns = [
                "\(entry.sequence)", "\(entry.kind)", "\(sign)\(amount)", "= \(balance)",
                Failure.quote(entry.symbol),
            ]
            if let code = entry.code { columns.append("code \(code)") }
            if let deposit = entry.deposit {
                columns.append("\(deposit.signature) event \(deposit.path)")
            }
            return columns.joined(separator: "  ")
        }

        private static func json(_ entry: Entry) -> JSONOutput {
            .object([
                ("sequence", .unsigned(entry.sequence)), ("kind", .string("\(entry.kind)")),
                ("mint", .string(entry.mint.description)), ("symbol", .string(entry.symbol)),
                ("decimals", .unsigned(UInt64(entry.decimals))),
                ("amount", .string(String(entry.amount))),
                ("balanceAfter", .string(String(entry.balanceAfter))),
                ("code", entry.code.map { .string($0.description) } ?? .null),
                (
                    "signature",
                    entry.deposit.map { .string($0.signature.description) } ?? .null
                ),
                ("event", entry.deposit.map { .string($0.path.description) } ?? .null),
                ("createdAt", .integer(entry.createdAt)),
            ])
        }
    }

    /// `ledger audit`.
    struct Audit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Recompute every sum and every hash chain.")

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let differences = try await ledger.with { try await $0.verifyIntegrity() }
                for difference in differences {
                    console.line(
                        "\(difference.check.rawValue): \(Failure.quote(difference.detail))")
                }
                if differences.isEmpty { console.line("The books add up.") }
                console.document(
                    .object([
                        ("schema", .string(schema)),
                        ("status", .string(differences.isEmpty ? "ok" : "difference")),
                        (
                            "differences",
                            .array(
                                differences.map { difference in
                                    .object([
                                        ("check", .string(difference.check.rawValue)),
                                        ("detail", .string(difference.detail)),
                                    ])
                                })
                        ),
                    ]))
                return differences.isEmpty ? .ok : .difference
            }
        }
    }
}
#endif
