#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `program deploy`: brings a program onto a cluster, or a newer one in its place.
struct ProgramDeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Deploy a program, or upgrade it.",
        discussion: """
            EXAMPLES:
              l5-deposit program deploy deposit.so --program-keypair program.json -u devnet
              l5-deposit program deploy deposit.so --program-id ID --dry-run
              l5-deposit program deploy deposit.so --program-keypair program.json --final
              l5-deposit program deploy deposit.so --program-id ID --close-buffer

            -k is the upgrade authority: it signs everything, and it may replace the program's code \
            afterwards. --fee-payer pays, if -k shall not.

            The code is written into a buffer first, whose address follows from authority, program \
            and code: after an interruption the same command goes on where the last one ended. \
            What is there already is not done again, and a program that runs this code already \
            costs nothing.

            With --final nobody can upgrade the program, ever: depositors need to trust nobody, and \
            a mistake in it can only be answered by another program at another address. Without \
            --final whoever holds the authority's key can send the money elsewhere; such an upgrade \
            shows on the chain and breaks the pin in a policy.

            Without a terminal --yes is needed, except on devnet and testnet.
            """)

    @Argument(
        help: ArgumentHelp("The program, as Scripts/build-program leaves it.", valueName: "file"))
    var file: String

    @Option(
        name: .customLong("program-keypair"),
        help: "The key of the program's address, in the forms of -k; needed for a new program.")
    var programKeypair: String?

    @Option(name: .customLong("program-id"), help: "The address of a program that exists.")
    var programID: String?

    @Option(help: "Use this buffer, which exists, instead of one of our own.")
    var buffer: String?

    @Flag(
        name: .customLong("close-buffer"), help: "Deploy nothing; get the buffer's lamports back.")
    var closeBuffer = false

    @Flag(name: .customLong("final"), help: "Nobody may upgrade the program afterwards, ever.")
    var isFinal = false

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(name: .customLong("dry-run"), help: "Show steps and cost; sign and send nothing.")
    var dryRun = false

    @Option(help: "Seconds that all of it may take.")
    var timeout: UInt32 = 300

    @Option(
        name: .customLong("with-compute-unit-price"),
        help: "Micro-lamports a compute unit, for every transaction.")
    var unitPrice: UInt64 = 0

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(ProgramCommand.schema, options, .resumable) { console in
            try await ProgramDeployRun(self, console).run()
        }
    }
}
#endif
