#if CLI
import ArgumentParser
import DepositVerifier

/// `doctor`: is everything that credits rest upon as it should be?
struct DoctorCommand: AsyncParsableCommand {
    static let schema = "l5.doctor/1"

    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at policy, mints, treasury, endpoints and ledger, and say what is wrong.",
        discussion: """
            EXAMPLES:
              l5-deposit doctor --policy policy.json --ledger books.db
              l5-deposit doctor --policy policy.json --ledger a.db --ledger b.db --output json

            Only looks; changes nothing. Run it before the first deposit, after every change, and \
            from time to time: somebody may have been made the delegate of the treasury's account.

            Exit code: 0 no problem (there may be warnings), 13 a problem, 10 no endpoint answers.
            """)

    @Option(
        help: LedgerPlace.help(
            "Ledger; repeatable, to see whether two of them credit the same account"))
    var ledger: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let settings = try Settings(options)
            guard let policy = settings.policy else {
                throw Failure(
                    .usage, "there is no policy", why: "doctor looks at what a policy names",
                    next: "add --policy FILE; fixtures/policy/ has an example")
            }
            let run = DoctorRun(
                settings: settings, policy: policy, ledgers: try ledger.map(LedgerPlace.init),
                transports: try Connection.transports(settings, console: console))
            let (findings, isReached) = await run.findings()
            Self.show(findings, console)
            if !isReached { return .network }
            return findings.contains { $0.outcome == .problem } ? .difference : .ok
        }
    }

    private static func show(_ findings: [Diagnosis], _ console: Console) {
        let width = (findings.map { $0.outcome.rawValue.count }.max() ?? 0) + 2
        for finding in findings {
            let outcome = finding.outcome.rawValue
            let padding = String(repeating: " ", count: width - outcome.count)
            console.line("\(outcome)\(padding)\(finding.subject): \(finding.text)")
            if let advice = finding.advice {
                console.line("\(String(repeating: " ", count: width))next: \(advice)")
            }
        }
        let problems = findings.count { $0.outcome == .problem }
        let warnings = findings.count { $0.outcome == .warning }
        console.line("")
        console.line("\(counted(problems, "problem")), \(counted(warnings, "warning")).")
        let worst = findings.map(\.outcome).max() ?? .ok
        console.document(
            .object([
                ("schema", .string(schema)), ("status", .string(worst.rawValue)),
                ("findings", .array(findings.map(\.json))),
            ]))
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count == 0 ? "no" : String(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
#endif
