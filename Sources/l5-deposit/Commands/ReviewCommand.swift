#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `review`: decides about deposits that wait for a person.
struct ReviewCommand: AsyncParsableCommand {
    static let schema = "l5.review/1"

    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Decide about deposits that wait for a person.",
        discussion: """
            Every deposit ends once: assigned or claimed, refused, or refunded. Decisions stay in the
            ledger, with who made them and why.

            EXAMPLES:
              l5-deposit review list --ledger books.db
              l5-deposit review show SIGNATURE 3 --ledger books.db
              l5-deposit review assign SIGNATURE 3 --code A1B2C3D4E5F6A7B8 \\
                --by anna --why "the payer proved his wallet" --ledger books.db
              l5-deposit review refuse SIGNATURE 3 --by anna --why "spam" --ledger books.db
            """,
        subcommands: [List.self, Show.self, Assign.self, Refuse.self])

    /// Which deposit.
    struct Subject: ParsableArguments {
        @Argument(help: "The transaction's signature.")
        var signature: String
        @Argument(help: "The event, as `review list` shows it.")
        var event: String
        @Option(
            help: ArgumentHelp(
                "The cluster's genesis hash; mainnet's unless the deposit is found waiting.",
                valueName: "HASH"))
        var genesis: String?

        func id(in books: any StoredLedger) async throws -> DepositID {
            guard let signature = Signature(signature) else {
                throw Failure(
                    .usage, "the signature is malformed", why: Failure.argument(signature),
                    next: "list what waits: l5-deposit review list")
            }
            guard let path = EventPath(event) else {
                throw Failure(
                    .usage, "the event is malformed", why: Failure.argument(event),
                    next: "an event is like 3, 2.1 or 2.b0: l5-deposit review list")
            }
            if let genesis {
                guard let genesis = Blockhash(genesis) else {
                    throw Failure(
                        .usage, "--genesis is malformed", why: Failure.argument(genesis),
                        next: "it is the hash that getGenesisHash answers")
                }
                return DepositID(genesis: genesis, signature: signature, path: path)
            }
            let waiting = try await books.openReviews(limit: .max).first {
                $0.id.signature == signature && $0.id.path == path
            }
            return waiting?.id
                ?? DepositID(
                    genesis: Cluster.mainnet.genesis, signature: signature, path: path)
        }
    }

    /// Who decides, and why.
    struct Person: ParsableArguments {
        @Option(name: .customLong("by"), help: "Who decides.")
        var name: String
        @Option(name: .customLong("why"), help: "Why, for those who come later.")
        var reason: String
    }

    /// `review list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what waits, the oldest first.")

        @Option(help: "At most this many.")
        var limit: Int = 50
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                guard limit > 0 else {
                    throw Failure(
                        .usage, "--limit is out of range", why: "\(limit)", next: "use 1 or more")
                }
                let records = try await ledger.with { try await $0.openReviews(limit: limit) }
                for record in records { console.line(ReviewView.line(record)) }
                if records.isEmpty { console.line("Nothing waits.") }
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("reviews", .array(records.map(ReviewView.json))),
                    ]))
                return .ok
            }
        }
    }

    /// `review show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a deposit and what was decided about it.")

        @OptionGroup var subject: Subject
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let review = try await ledger.with { books in
                    let id = try await subject.id(in: books)
                    guard let review = try await books.review(of: id) else {
                        throw LedgerRules.unknown(id)
                    }
                    return review
                }
                for line in ReviewView.lines(review) { console.line(line) }
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("review", ReviewView.json(review)),
                    ]))
                return .ok
            }
        }
    }

    /// `review assign`.
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Credit a deposit to the agent who owns a code.")

        @OptionGroup var subject: Subject
        @Option(help: "The agent's code.")
        var code: String
        @OptionGroup var person: Person
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let code = try Parsing.code(code, allowingLegacy: true)
                return try await ReviewCommand.decide(
                    .assign(code), subject, person, ledger, on: console)
            }
        }
    }

    /// `review refuse`.
    struct Refuse: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a deposit is nobody's; it is never credited.")

        @OptionGroup var subject: Subject
        @OptionGroup var person: Person
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                try await ReviewCommand.decide(.refuse, subject, person, ledger, on: console)
            }
        }
    }

    private static func decide(
        _ action: ReviewDecision.Action, _ subject: Subject, _ person: Person,
        _ ledger: LedgerOptions, on console: Console
    ) async throws -> ExitCode {
        let (outcome, review) = try await ledger.with { books in
            let id = try await subject.id(in: books)
            let outcome = try await books.decide(
                ReviewDecision(
                    deposit: id, action: action, person: person.name, reason: person.reason))
            return (outcome, try await books.review(of: id))
        }
        if case .settled(let state) = outcome {
            throw Failure(
                .rejected, "the deposit does not wait any more", why: "it is \(state.rawValue)",
                next:
                    "see who decided: l5-deposit review show \(Failure.argument(subject.signature))"
            )
        }
        if let review { for line in ReviewView.lines(review) { console.line(line) } }
        console.document(
            .object([
                ("schema", .string(schema)), ("status", .string("ok")),
                ("new", .bool(outcome == .decided)),
                ("review", review.map(ReviewView.json) ?? .null),
            ]))
        return .ok
    }
}

/// Deposits that wait, for people and programs.
private enum ReviewView {
    static func line(_ record: DepositRecord) -> String {
        let amount =
            record.amount.map { DecimalAmount.format($0, decimals: record.decimals) }
            ?? "an unknown amount of"
        return "\(record.id.signature)  \(record.id.path)  \(amount) "
            + "\(Failure.quote(record.symbol))  \(record.reason ?? record.state.rawValue)"
    }

    static func lines(_ review: Review) -> [String] {
        let record = review.deposit
        var lines = [line(record), "state     \(record.state.rawValue)"]
        if let code = record.code { lines.append("code      \(code)") }
        lines += [
            "payer     \(record.payer)", "source    \(record.source)", "slot      \(record.slot)",
            "evidence  \(record.evidence)",
        ]
        return lines
            + review.decisions.map { decision in
                let detail = decision.detail.map { " \($0)" } ?? ""
                return "\(decision.state.rawValue)\(detail) by \(Failure.quote(decision.person)): "
                    + Failure.quote(decision.reason)
            }
    }

    static func json(_ record: DepositRecord) -> JSONOutput {
        .object([
            ("genesis", .string(record.id.genesis.description)),
            ("signature", .string(record.id.signature.description)),
            ("event", .string(record.id.path.description)), ("slot", .unsigned(record.slot)),
            ("state", .string(record.state.rawValue)),
            ("reason", record.reason.map(JSONOutput.string) ?? .null),
            ("mint", .string(record.mint.description)), ("symbol", .string(record.symbol)),
            ("decimals", .unsigned(UInt64(record.decimals))),
            ("amount", record.amount.map { .string(String($0)) } ?? .null),
            ("code", record.code.map { .string($0.description) } ?? .null),
            ("payer", .string(record.payer.description)),
            ("source", .string(record.source.description)),
            ("destination", .string(record.destination.description)),
            ("evidence", .string(record.evidence)), ("createdAt", .integer(record.createdAt)),
        ])
    }

    static func json(_ review: Review) -> JSONOutput {
        .object([
            ("deposit", json(review.deposit)),
            ("received", review.received.map { .string(String($0)) } ?? .null),
            (
                "decisions",
                .array(
                    review.decisions.map { decision in
                        .object([
                            ("state", .string(decision.state.rawValue)),
                            ("detail", decision.detail.map(JSONOutput.string) ?? .null),
                            ("by", .string(decision.person)), ("why", .string(decision.reason)),
                            ("createdAt", .integer(decision.createdAt)),
                        ])
                    })
            ),
        ])
    }
}
#endif
