#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `program show`: what the cluster runs at an address.
struct ProgramShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a program's loader, deployment, upgrade authority and hash.",
        discussion: """
            EXAMPLES:
              l5-deposit program show ID -u devnet

            The hash is SHA-256 of the program's bytes without the loader's header and without the \
            zeros behind them, as solana-verify prints it: the `hash` of a policy. Whether the \
            bytes are a build of this deposit program only `program verify` can say.

            EXIT CODES:
              0   shown
              2   there is no program at this address
            """)

    @Argument(help: "The program's address.")
    var id: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(ProgramCommand.schema, options) { console in
            let image = try await Self.image(id, options, console)
            for line in ProgramView.lines(image) { console.line(line) }
            console.line("")
            console.line("Whether it is a build of the deposit program: l5-deposit program verify")
            console.document(
                .object(
                    [("schema", .string(ProgramCommand.schema)), ("status", .string("ok"))]
                        + ProgramView.members(image)))
            return .ok
        }
    }

    /// The program as the first endpoint shows it.
    static func image(
        _ id: String, _ options: GlobalOptions, _ console: Console
    ) async throws -> ProgramImage {
        let id = try Parsing.program(id)
        let settings = try Settings(options)
        let connection = try await Connection(settings, console: console)
        do {
            return try await connection.first.getProgramImage(
                id, commitment: settings.commitment.value)
        } catch let error as ProgramImageError {
            throw ProgramView.failure(error)
        }
    }
}
#endif
