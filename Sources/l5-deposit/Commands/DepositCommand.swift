#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `deposit`: pays, and follows the payment until it is settled.
struct DepositCommand: AsyncParsableCommand {
    static let schema = "l5.deposit/1"

    static let configuration = CommandConfiguration(
        commandName: "deposit",
        abstract: "Pay to the treasury under a code.",
        discussion: """
            EXAMPLES:
              l5-deposit deposit 25.5 --code A1B2C3D4E5F6A7B8 -u devnet
              l5-deposit deposit ALL --code A1B2C3D4E5F6A7B8 --yes --output json
              l5-deposit deposit --micro 25500000 --code A1B2C3D4E5F6A7B8 --dry-run
              l5-deposit deposit 25.5 --code A1B2C3D4E5F6A7B8 --via program

            The signature is written to the journal and printed before anything is sent. The same \
            bytes are sent again until they have landed or can no longer land; nothing is signed \
            twice. Without a terminal --yes is needed, except on devnet and testnet.

            With --via program the operator's deposit program makes the transfer, to the very \
            account of the treasury that a plain transfer pays. Its bytes are compared with the \
            policy's pin before anything is signed; a program that no policy pins is trusted on \
            its own word, with a signature of your wallet.

            EXIT CODES:
            \(ExitCode.table)
            """)

    @Argument(help: ArgumentHelp("Tokens, such as 25.5, or ALL.", valueName: "amount"))
    var amount: String?

    @Option(help: "The amount in base units instead (1 USDC = 1000000).")
    var micro: String?

    @Option(help: "16 hexadecimal digits, or https://…/deposit/CODE (env L5_DEPOSIT_CODE).")
    var code: String?

    @Flag(help: "Do not ask.")
    var yes = false

    @Flag(name: .customLong("dry-run"), help: "Check and simulate; sign and send nothing.")
    var dryRun = false

    @Flag(name: .customLong("no-wait"), help: "Send once and end; nothing is sent again.")
    var noWait = false

    @Option(help: "Seconds to follow the payment before giving up with exit code 4.")
    var timeout: UInt32 = 180

    @Option(
        name: .customLong("with-compute-unit-price"),
        help: "Micro-lamports a compute unit, or auto.")
    var unitPrice: UnitPriceArgument = .auto

    @Option(
        name: .customLong("with-compute-unit-limit"),
        help: "Compute units; by default what the simulation used and a tenth more.")
    var unitLimit: UInt32?

    @Option(name: .customLong("max-priority-fee"), help: "The most lamports for priority.")
    var maxPriorityFee: UInt64 = 100_000

    @Flag(name: .customLong("skip-preflight"), help: "Skip the endpoint's own simulation.")
    var skipPreflight = false

    @Option(
        name: .customLong("with-memo"),
        help: "One more memo, for people; it may not be a code.")
    var remark: String?

    @Option(name: .customLong("tx-version"), help: "legacy, 0 or 1.")
    var version: VersionArgument = .v0

    @Flag(help: "Pay although an earlier deposit with this code is not settled.")
    var again = false

    @Option(help: "What makes the transfer: treasury (a plain transfer) or program.")
    var via: ViaArgument = .treasury

    @Option(
        help: ArgumentHelp(
            "The deposit program for --via program; by default the policy's.", valueName: "id"))
    var program: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options, .notSent) { console in
            try await DepositRun(self, console).run()
        }
    }
}

/// `treasury` or `program`.
enum ViaArgument: String, CaseIterable, ExpressibleByArgument {
    case treasury
    case program
}

/// `auto`, or micro-lamports.
enum UnitPriceArgument: ExpressibleByArgument {
    case auto
    case fixed(UInt64)

    init?(argument: String) {
        if argument == "auto" {
            self = .auto
        } else if let price = UInt64(argument), String(price) == argument {
            self = .fixed(price)
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { "auto" }
}

/// `legacy`, `0` or `1`.
enum VersionArgument: String, CaseIterable, ExpressibleByArgument {
    case legacy
    case v0 = "0"
    case v1 = "1"

    var version: Message.Version {
        switch self {
        case .legacy: .legacy
        case .v0: .v0
        case .v1: .v1
        }
    }
}
#endif
