#if CLI
import ArgumentParser

/// How a list of signatures is worked through.
struct BatchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Read signatures, one a line; - is standard input.", valueName: "FILE"))
    var file: String?

    @Option(
        name: [.customShort("o"), .customLong("output-file")],
        help: ArgumentHelp(
            "With --file: write the answers there, one JSON object a line.", valueName: "FILE"))
    var outputFile: String?

    @Option(
        help: ArgumentHelp(
            "As -o; what FILE already answers for good is not asked again.", valueName: "FILE"))
    var resume: String?

    @Option(help: "With --file: how many signatures are under way at the same time.")
    var concurrency: Int?

    @Flag(help: "With --file: write answers as they come, not in the order of the list.")
    var unordered = false

    @Flag(help: "With --file: show the progress although standard error is no terminal.")
    var progress = false

    /// Suits endpoints that take batches; those that do not serve 16 requests at the same time.
    static let usualConcurrency = 64
    /// Beyond this more memory buys no speed.
    static let highestConcurrency = 4_096

    func validate() throws {
        guard let file else {
            guard outputFile == nil, resume == nil, concurrency == nil, !unordered, !progress
            else { throw ValidationError("these options need --file") }
            return
        }
        guard !file.isEmpty, outputFile == nil || resume == nil else {
            throw ValidationError("give one of -o and --resume")
        }
        guard (1...Self.highestConcurrency).contains(concurrency ?? 1) else {
            throw ValidationError("--concurrency is 1 to \(Self.highestConcurrency)")
        }
    }
}
#endif
