#if CLI
import ArgumentParser

/// `sweep`: brings what lies in the vaults of codes to the treasury.
struct SweepCommand: AsyncParsableCommand {
    static let schema = "l5.sweep/1"

    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Move what lies in the vaults of codes to the treasury.",
        discussion: """
            EXAMPLES:
              l5-deposit sweep A1B2C3D4E5F6A7B8 --policy policy.json
              l5-deposit sweep A1B2C3D4E5F6A7B8 1122334455667788 --lamports --dry-run
              l5-deposit sweep A1B2C3D4E5F6A7B8 --owner DEPOSITOR

            Anyone may sweep any vault, because everything in it can only go to the treasury; the \
            key of -k (or --fee-payer) pays the fee. The policy's tokens are looked for, and those \
            of --mint; tokens that lie in an account under a vault are brought out first. An \
            account of the treasury that is missing is created.

            A sweep is written to no journal and nothing asks before it: sent twice, the second \
            finds nothing to move and costs its fee.

            EXIT CODES:
              0    swept, or nothing to sweep
              4    sent, not settled in time: run it again
              5, 6, 7, 10   of several codes the most serious one; the others are swept all the same
            """)

    @Argument(help: "Codes: 16 hexadecimal digits each.")
    var codes: [String]

    @Option(
        help: ArgumentHelp(
            "Sweep the deposit accounts of this owner under the codes instead.",
            valueName: "address"))
    var owner: String?

    @Option(name: .customLong("mint"), help: "A further token to look for; repeatable.")
    var mints: [String] = []

    @Flag(help: "Sweep SOL too.")
    var lamports = false

    @Option(
        help: ArgumentHelp("The deposit program; by default the policy's.", valueName: "id"))
    var program: String?

    @Flag(name: .customLong("dry-run"), help: "Show what would move; sign and send nothing.")
    var dryRun = false

    @Option(help: "Seconds to follow each sweep.")
    var timeout: UInt32 = 180

    @Option(name: .customLong("with-compute-unit-price"), help: "Micro-lamports a compute unit.")
    var unitPrice: UInt64 = 0

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            try await SweepRun(self, console).run()
        }
    }
}
#endif
