#if CLI
import ArgumentParser
import DepositCases
import DepositVerifier

/// `fixture replay`: the verdict from a case folder, offline.
struct FixtureReplayCommand: AsyncParsableCommand {
    static let schema = "l5.verify/1"

    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Decide from a case folder, without a network.",
        discussion: """
            The JSON formats write one object a line for each ask, as `verify` does.

            Exit code: as `verify`; 10 if something is asked that was not recorded.
            """)

    @Argument(help: "A folder of `fixture record`, or of the catalogue.")
    var folder: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options, .notCredited) { console in
            let folder = try FixtureFolder.read(folder)
            let decisions = try await Self.decisions(folder)
            var worst = ExitCode.ok
            for (index, decision) in decisions.enumerated() {
                let answer = CaseAnswer(decision)
                Console(format: console.isHuman ? .human : .jsonCompact).row(decision.json)
                Self.lines(answer).forEach(console.line)
                for difference in folder.expectation.answer(to: index)?.differences(from: answer)
                    ?? []
                {
                    console.note("not as expect.json says: \(Failure.quote(difference))")
                }
                let code = VerifyRun.exitCode(decision)
                let places = [worst, code].map { VerifyRun.severity.firstIndex(of: $0) ?? 0 }
                if places[1] > places[0] { worst = code }
            }
            return worst
        }
    }

    private static func lines(_ answer: CaseAnswer) -> [String] {
        let credits = answer.decided?.credits.map { "  credit  \($0)" } ?? []
        let reviews = answer.decided?.reviews.map { "  review  \($0)" } ?? []
        return ["\(answer)"] + credits + reviews
    }

    /// What is decided from a folder.
    ///
    /// - Throws: `Failure`; one of exit 10 if a recording lacks an answer.
    static func decisions(_ folder: CaseFolder) async throws -> [Decision] {
        let run = CaseRun(folder, isStrict: folder.description.recorded != nil)
        let result: Result<[Decision], any Error>
        do {
            result = .success(try await Failure.translating { try await run.decisions() })
        } catch {
            result = .failure(error)
        }
        try FixtureFolder.refuseGaps(in: run.players)
        do {
            return try result.get()
        } catch let error as PolicyError {
            throw Failure(
                .usage, "the policy of the case is not valid",
                why: Failure.quote("\(error.path): \(error.reason)"), next: "mend case.json")
        }
    }
}
#endif
