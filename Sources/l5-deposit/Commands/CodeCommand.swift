#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import LedgerSQLite
import SolanaCodec

/// `code`: issues deposit codes, and knows whose they are.
struct CodeCommand: AsyncParsableCommand {
    static let schema = "l5.code/1"

    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: "Issue, take over, list and close deposit codes.",
        discussion: """
            EXAMPLES:
              l5-deposit code new --agent agt_1 --ledger books.db --policy policy.json
              l5-deposit code add A1B2C3D4E5F6A7B8 --agent agt_1 --ledger books.db
              l5-deposit code list --ledger books.db
            """,
        subcommands: [New.self, Add.self, List.self, Close.self])

    /// Registers a code with its references at the policy's treasury accounts.
    static func register(
        _ code: DepositCode, agent: String, _ ledger: LedgerOptions, _ settings: Settings,
        _ console: Console
    ) async throws {
        let treasury = settings.policy?.treasury
        if treasury == nil {
            console.note(
                "warning: without a policy (--policy) deposits that carry only the reference of "
                    + "this code are not recognised")
        }
        let references = (treasury?.assets ?? []).compactMap { asset in
            treasury.map { treasury in
                CodeReference(
                    key: CodeReference.Key(
                        treasuryAccount: treasury.tokenAccount(for: asset),
                        reference: treasury.reference(for: code, asset: asset)), code: code)
            }
        }
        try await ledger.with(create: true) { books in
            try await books.add(code, agent: agent, references: references)
        }
        console.line(code.description)
        console.document(
            .object([
                ("schema", .string(schema)), ("status", .string("ok")),
                ("code", .string(code.description)), ("agent", .string(agent)),
                (
                    "references",
                    .array(
                        references.map { reference in
                            .object([
                                (
                                    "treasuryAccount",
                                    .string(reference.key.treasuryAccount.description)
                                ),
                                ("reference", .string(reference.key.reference.description)),
                            ])
                        })
                ),
            ]))
    }

    /// `code new`.
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a fresh code of 64 random bits.")

        @Option(help: "Whose credit its deposits are.")
        var agent: String
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let settings = try Settings(options)
                var generator = SystemRandomNumberGenerator()
                let code = DepositCode.random(using: &generator)
                try await register(code, agent: agent, ledger, settings, console)
                return .ok
            }
        }
    }

    /// `code add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take over a code that was issued elsewhere.")

        @Argument(help: "16 hexadecimal digits.")
        var code: String
        @Option(help: "Whose credit its deposits are.")
        var agent: String
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let settings = try Settings(options)
                let code = try Parsing.code(
                    code, allowingLegacy: settings.policy?.acceptsLegacyCodes ?? false)
                try await register(code, agent: agent, ledger, settings, console)
                return .ok
            }
        }
    }

    /// `code list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all codes.")

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let codes = try await ledger.with { try await $0.codes() }
                for record in codes {
                    let state = record.isActive ? "active" : "closed"
                    console.line("\(record.code)  \(state)  \(Failure.quote(record.agent))")
                }
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        (
                            "codes",
                            .array(
                                codes.map { record in
                                    .object([
                                        ("code", .string(record.code.description)),
                                        ("agent", .string(record.agent)),
                                        (
                                            "state",
                                            .string(record.isActive ? "active" : "closed")
                                        ),
                                    ])
                                })
                        ),
                    ]))
                return .ok
            }
        }
    }

    /// `code close`.
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a code: later deposits with it wait for a person.")

        @Argument(help: "16 hexadecimal digits.")
        var code: String
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let code = try Parsing.code(code, allowingLegacy: true)
                try await ledger.with { try await $0.close(code) }
                console.line("\(code) closed")
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("code", .string(code.description)), ("state", .string("closed")),
                    ]))
                return .ok
            }
        }
    }
}
#endif
