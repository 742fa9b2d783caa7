#if CLI
import DepositVerifier
import SolanaCodec

extension VerifyCommand {
    /// What is to be verified: words of the command line, or a list.
    enum Work {
        case words([Signature])
        case list(BatchInput, BatchOutput, EarlierAnswers)

        /// Opens what is named. Nothing is asked yet.
        ///
        /// - Throws: `Failure`.
        init(_ command: VerifyCommand, _ console: Console) throws {
            let signatures = try command.signatures.map(Parsing.signature)
            guard let path = command.batch.file else {
                guard !signatures.isEmpty else {
                    throw Failure(
                        .usage, "there is no signature", why: "neither an argument nor --file",
                        next: "l5-deposit verify SIGNATURE --policy FILE")
                }
                self = .words(signatures)
                return
            }
            guard signatures.isEmpty else {
                throw Failure(
                    .usage, "there are signatures beside --file", why: "it is one or the other",
                    next: "write all of them into the file")
            }
            let input = try BatchInput(path)
            var earlier = EarlierAnswers()
            let output =
                if let path = command.batch.resume {
                    try BatchOutput(path) { try earlier.read($0) }
                } else if let path = command.batch.outputFile {
                    try BatchOutput(path, earlier: nil)
                } else { BatchOutput(console) }
            self = .list(input, output, earlier)
        }

        /// Verifies all of it.
        func run(
            _ run: VerifyRun, _ options: BatchOptions, _ settings: Settings
        ) async throws -> ExitCode {
            switch self {
            case .words(let signatures): return await run.run(signatures)
            case .list(let input, let output, let earlier):
                let batch = BatchRun(
                    run: run, input: input, output: output, earlier: earlier,
                    concurrency: Self.concurrency(options, settings),
                    isOrdered: !options.unordered)
                return try await batch.run(
                    progress: BatchProgress(isWanted: options.progress, length: input.length))
            }
        }

        /// No more at the same time than the slowest endpoint may be asked in a few seconds: a call
        /// whose turn comes after its deadline is lost.
        private static func concurrency(_ options: BatchOptions, _ settings: Settings) -> Int {
            let wanted = options.concurrency ?? BatchOptions.usualConcurrency
            let rates = settings.endpoints.value.compactMap(\.requestsPerSecond)
            return rates.map { max(1, Int($0) * secondsAhead) }.reduce(wanted, min)
        }

        private static let secondsAhead = 4
    }
}
#endif
