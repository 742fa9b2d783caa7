#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `status`: what became of signatures; sends again what may still land.
struct StatusCommand: AsyncParsableCommand {
    static let schema = "l5.status/1"

    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say what became of a deposit.",
        discussion: """
            EXAMPLES:
              l5-deposit status SIGNATURE
              l5-deposit status --wait SIGNATURE SIGNATURE

            Deposits of the journal that may still land are sent again, always the same bytes. \
            Other signatures are only looked for, in the whole history.

            Exit code: 0 landed, 3 pending, 4 unknown (also if no endpoint answers), 5 expired, \
            6 failed; of several the most serious one.
            """)

    @Argument(help: "Signatures in base58, or pages of an explorer.")
    var signatures: [String]

    @Flag(help: "Follow each one until it is settled.")
    var wait = false

    @Option(help: "Seconds to follow each one, with --wait.")
    var timeout: UInt32 = 180

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let signatures = try signatures.map(Parsing.signature)
            let run = try StatusRun(options, timeout: timeout, console)
            return try await run.run(signatures, waits: wait)
        }
    }
}

/// `resume`: follows everything in the journal that is not settled.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Follow every unsettled deposit of the journal until it is settled.",
        discussion: """
            EXAMPLES:
              l5-deposit resume

            Deposits of another cluster than that of the endpoint stay open and are listed; run it \
            again with -u for them. Exit codes are those of `status`.
            """)

    @Option(help: "Seconds to follow each one.")
    var timeout: UInt32 = 180

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(StatusCommand.schema, options) { console in
            let run = try StatusRun(options, timeout: timeout, console)
            guard !run.state.unsettled.isEmpty else {
                console.line("Nothing is open.")
                if console.format != .jsonl { StatusRun.document([], console) }
                return .ok
            }
            var open: [Signature] = []
            for deposit in run.state.unsettled where !open.contains(deposit.signature) {
                open.append(deposit.signature)
            }
            return try await run.run(open, waits: true)
        }
    }
}
#endif
