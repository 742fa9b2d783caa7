#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `code`: issues deposit codes, and knows whose they are.
struct CodeCommand: AsyncParsableCommand {
    static let schema = "l5.code/1"

    static let configuration = CommandConfiguration(
        commandName: "code",
        abstract: "Issue, take over, refresh, list and close deposit codes.",
        discussion: """
            EXAMPLES:
              l5-deposit code new --agent agt_1 --ledger books.db --policy policy.json
              l5-deposit code add A1B2C3D4E5F6A7B8 --agent agt_1 --ledger books.db
              l5-deposit code add --file codes.txt --ledger books.db --policy policy.json
              l5-deposit code refresh --ledger books.db --policy policy.json
              l5-deposit code list --ledger books.db

            A code is issued with what deposits may carry it by: its references at the policy's \
            treasury accounts and its vaults at the programs that the policy pins. After a token or \
            a program was added to the policy, `code refresh` adds what earlier codes lack; until \
            then the verifier does not recognise a payment into such a vault.
            """,
        subcommands: [New.self, Add.self, Refresh.self, List.self, Close.self])

    /// Registers a code with its references at the policy's treasury accounts and its vaults.
    static func register(
        _ code: DepositCode, agent: String, _ ledger: LedgerOptions, _ settings: Settings,
        _ console: Console
    ) async throws {
        warnWithoutPolicy(settings, console)
        let references = settings.policy.map { CodeReference.all(of: [code], under: $0) } ?? []
        try await ledger.with(create: true) { books in
            try await books.add(code, agent: agent, references: references)
        }
        console.line(code.description)
        console.document(
            .object([
                ("schema", .string(schema)), ("status", .string("ok")),
                ("code", .string(code.description)), ("agent", .string(agent)),
                ("references", array(references, under: settings.policy, ofPrograms: false)),
                ("vaults", array(references, under: settings.policy, ofPrograms: true)),
            ]))
    }

    private static func warnWithoutPolicy(_ settings: Settings, _ console: Console) {
        guard settings.policy == nil else { return }
        console.note(
            "warning: without a policy (--policy) deposits that carry only the reference of a "
                + "code, or go to a vault of it, are not recognised")
    }

    /// References beside transfers, or vaults of programs: what a depositor is given.
    private static func array(
        _ references: [CodeReference], under policy: DepositPolicy?, ofPrograms: Bool
    ) -> JSONOutput {
        let programs = Set(policy?.programs.map(\.id) ?? [])
        let (place, address) =
            ofPrograms ? ("program", "address") : ("treasuryAccount", "reference")
        return .array(
            references.filter { programs.contains($0.key.treasuryAccount) == ofPrograms }.map {
                .object([
                    (place, .string($0.key.treasuryAccount.description)),
                    (address, .string($0.key.reference.description)),
                ])
            })
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
            abstract: "Take over codes that were issued elsewhere.",
            discussion: """
                A list has a code and its agent on each line; blank lines and lines that start with # \
                are passed over. All of it is read before anything is written, and a code that is \
                there already stays its agent's, so that a list may be given again.
                """)

        @Argument(help: "16 hexadecimal digits.")
        var code: String?
        @Option(help: "Whose credit its deposits are.")
        var agent: String?
        @Option(help: ArgumentHelp("A list of codes; - for standard input.", valueName: "FILE"))
        var file: String?
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                let settings = try Settings(options)
                switch (code, agent, file) {
                case (let code?, let agent?, nil):
                    let code = try Parsing.code(code, allowingLegacy: settings.acceptsLegacyCodes)
                    try await register(code, agent: agent, ledger, settings, console)
                case (nil, nil, let file?):
                    try await addAll(of: CodeList(file, settings), settings, console)
                default:
                    throw Failure(
                        .usage, "it is not clear what to add", why: "a code and --agent, or --file",
                        next: "l5-deposit code add CODE --agent AGENT --ledger FILE")
                }
                return .ok
            }
        }

        private func addAll(
            of list: CodeList, _ settings: Settings, _ console: Console
        ) async throws {
            warnWithoutPolicy(settings, console)
            try await ledger.with(create: true) { books in
                var rest = list.lines[...]
                while !rest.isEmpty {
                    try await withThrowingTaskGroup { group in
                        for line in rest.prefix(Self.together) {
                            group.addTask { try await line.add(to: books, settings.policy) }
                        }
                        try await group.waitForAll()
                    }
                    rest = rest.dropFirst(Self.together)
                }
            }
            console.line("\(list.lines.count) codes")
            console.document(
                .object([
                    ("schema", .string(schema)), ("status", .string("ok")),
                    ("codes", .unsigned(UInt64(list.lines.count))),
                ]))
        }

        /// Codes that are added at the same time: they share commits.
        private static let together = 256
    }

    /// `code refresh`.
    struct Refresh: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add what codes lack since the policy changed.",
            discussion: """
                Run it after a token or a program was added to the policy, for closed codes as well: \
                a payment with a closed code must be recognised to wait for a person.
                """)

        /// Codes of one database transaction: some thousand rows.
        private static let portion = 1_000

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await Ending.run(schema, options) { console in
                guard let policy = try Settings(options).policy else {
                    throw Failure(
                        .usage, "there is no policy", why: "it says what codes are known by",
                        next: "add --policy FILE")
                }
                let count = try await ledger.with { books in
                    var rest = try await books.codes().map(\.code)[...]
                    let count = rest.count
                    while !rest.isEmpty {
                        let some = rest.prefix(Self.portion)
                        rest = rest.dropFirst(some.count)
                        try await books.extend(CodeReference.all(of: Array(some), under: policy))
                    }
                    return count
                }
                console.line("\(count) codes")
                console.document(
                    .object([
                        ("schema", .string(schema)), ("status", .string("ok")),
                        ("codes", .unsigned(UInt64(count))),
                    ]))
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
