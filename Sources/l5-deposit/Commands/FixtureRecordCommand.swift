#if CLI
import ArgumentParser
import DepositCases
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `fixture record`: asks about a signature and keeps all of it as a case folder.
struct FixtureRecordCommand: AsyncParsableCommand {
    static let schema = "l5.fixture/1"

    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Ask about a transaction and keep every answer as a case folder.",
        discussion: """
            Codes that memos name count as issued. References and vaults are recognised only for \
            the codes of --code.

            Exit code: 0 recorded, whatever the verdict is.
            """)

    @Argument(help: "A signature in base58, or a page of an explorer.")
    var signature: String

    @Option(name: [.customShort("o"), .customLong("folder")], help: "The folder, a new one.")
    var folder: String

    @Option(help: "A code that counts as issued; repeatable.")
    var code: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let settings = try Settings(options)
            guard let policy = settings.policy else {
                throw Failure(
                    .usage, "there is no policy", why: "a verdict needs rules",
                    next: "add --policy FILE; fixtures/policy/ has an example")
            }
            let signature = try Parsing.signature(signature)
            let given = try code.map {
                try Parsing.code($0, allowingLegacy: policy.acceptsLegacyCodes)
            }
            let transports = try Connection.transports(settings, console: console)
            try FixtureFolder.create(folder)
            let recordings = transports.map { RecordingTransport($0) }
            let decision: Decision
            do {
                decision = try await Failure.translating {
                    try await Verifier(
                        policy: policy, endpoints: recordings, knownCodes: given,
                        evidence: EvidenceStore(directory: "\(folder)/evidence"),
                        deadline: settings.timeout
                    ).verify(signature)
                }
            } catch {
                // Nothing was recorded, so that the same command may be given again.
                FixtureFolder.removeEmpty(folder)
                throw error
            }
            let named =
                decision.credits.compactMap(\.fact.code) + decision.reviews.compactMap(\.code)
            let recording = CaseRecording(
                name: Self.name(of: folder), policy: policy,
                codes: given + Set(named).subtracting(given).sorted(),
                date: FixtureFolder.today, operators: transports.map(\.operatorName),
                exchanges: recordings.map(\.exchanges))
            try FixtureFolder.write(recording.files(decision), to: folder)
            try await show(console)
            return .ok
        }
    }

    /// Decides again from the folder, so that it is known to hold all that is needed, and keeps that
    /// as the expectation: now the codes are those of books.
    private func show(_ console: Console) async throws {
        let decision = try await FixtureReplayCommand.decisions(FixtureFolder.read(folder))[0]
        let expectation = CaseRecording.expectation(decision)
        try FixtureFolder.write(
            [("expect.json", expectation.encoded(pretty: true) + [UInt8(ascii: "\n")])],
            to: folder)
        let name = Failure.quote(folder)
        console.line("\(name): \(CaseAnswer(decision))")
        console.note("check \(name)/expect.json by hand: it is what was decided, right or wrong")
        console.document(
            .object([
                ("schema", .string(Self.schema)), ("status", .string("ok")),
                ("folder", .string(folder)), ("decision", decision.json),
            ]))
    }

    private static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
#endif
