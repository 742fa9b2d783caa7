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

            `refund` prepares a transaction for the treasury's wallet to sign, and completes the
            refund when it is run again after that was paid; `verify` of the paying transaction
            completes it as well.

            EXAMPLES:
              l5-deposit review list --ledger books.db
              l5-deposit review show SIGNATURE 3 --ledger books.db
              l5-deposit review assign SIGNATURE 3 --code A1B2C3D4E5F6A7B8 \\
                --by anna --why "the payer proved his wallet" --ledger books.db
              l5-deposit review refuse SIGNATURE 3 --by anna --why "spam" --ledger books.db
              l5-deposit review refund SIGNATURE 3 --by anna --why "sent by mistake" \\
                --policy policy.json --ledger books.db

            EXIT CODES:
              0    done
              2    no such deposit or code, or another decision stands
              3    refund: paid, and not final yet
              7    refund: the deposit cannot be sent back now
              8    refund: too little of the token, or of SOL
              12   the ledger did not take part
            """,
        subcommands: [List.self, Show.self, Assign.self, Refuse.self, Refund.self])

    /// Which deposit.
    struct Subject: ParsableArguments {
        @Argument(help: "The transaction's signature.")
        var signature: String
        @Argument(help: "The event, as `review list` shows it.")
        var event: String
        @Option(
            help: ArgumentHelp(
                "The cluster's genesis hash, if the books hold the deposit on several.",
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
            for genesis in try await books.clusters() {
                let id = DepositID(genesis: genesis, signature: signature, path: path)
                if try await books.review(of: id) != nil { return id }
            }
            return DepositID(genesis: Cluster.mainnet.genesis, signature: signature, path: path)
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
        @Flag(help: "List what goes back and was not seen on the chain yet instead.")
        var refunding = false
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                guard limit > 0 else {
                    throw Failure(
                        .usage, "--limit is out of range", why: "\(limit)", next: "use 1 or more")
                }
                let (limit, refunding) = (limit, refunding)
                // One more than is shown tells whether there is more.
                let wanted = limit.addingReportingOverflow(1).overflow ? limit : limit + 1
                let found = try await ledger.with { books in
                    refunding
                        ? try await books.refunds(limit: wanted)
                        : try await books.openReviews(limit: wanted)
                }
                let records = found.prefix(limit)
                for record in records { console.line(ReviewView.line(record)) }
                if records.isEmpty {
                    console.line(refunding ? "Nothing goes back." : "Nothing waits.")
                }
                if found.count > records.count {
                    console.note("note: there is more; use a larger --limit")
                }
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("reviews", .array(records.map(ReviewView.json))),
                        ("more", .bool(found.count > records.count)),
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
                for line in try ReviewView.lines(review, evidence: ledger.evidence()) {
                    console.line(line)
                }
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

    /// Why a decision comes too late.
    static func failure(_ state: DepositState, of id: DepositID) -> Failure {
        Failure(
            .rejected, "the deposit does not wait any more",
            why: "it is \(ReviewView.words(state))",
            next: "see who decided: l5-deposit review show \(id.signature) \(id.path)",
            members: [("state", .string(state.rawValue))])
    }

    private static func decide(
        _ action: ReviewDecision.Action, _ subject: Subject, _ person: Person,
        _ ledger: LedgerOptions, on console: Console
    ) async throws -> ExitCode {
        let (id, outcome, review) = try await ledger.with { books in
            let id = try await subject.id(in: books)
            let outcome = try await books.decide(
                ReviewDecision(
                    deposit: id, action: action, person: person.name, reason: person.reason))
            return (id, outcome, try await books.review(of: id))
        }
        if case .settled(let state) = outcome {
            throw failure(state, of: id)
        }
        if let review {
            for line in try ReviewView.lines(review, evidence: ledger.evidence()) {
                console.line(line)
            }
        }
        console.document(
            .object([
                ("schema", .string(schema)), ("status", .string("ok")),
                ("new", .bool(outcome == .decided)),
                ("review", review.map(ReviewView.json) ?? .null),
            ]))
        return .ok
    }
}
#endif
