#if CLI
import ArgumentParser
import DepositVerifier

@main
struct L5Deposit: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "l5-deposit",
        abstract: "Deposit USDC on Solana under a code, and find out what became of it.",
        discussion: """
            EXAMPLES:
              l5-deposit deposit 25.5 --code A1B2C3D4E5F6A7B8 -u devnet
              l5-deposit status 5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnb…
              l5-deposit balance
              l5-deposit pay --code A1B2C3D4E5F6A7B8 --amount 10
              l5-deposit verify SIGNATURE --policy policy.json --ledger books.db

            EXIT CODES:
            \(ExitCode.table)
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Depositor",
                subcommands: [
                    DepositCommand.self,
                    StatusCommand.self,
                    ResumeCommand.self,
                    BalanceCommand.self,
                    AddressCommand.self,
                    PayCommand.self,
                    ClaimCommand.self,
                    ConfigCommand.self,
                ]),
            CommandGroup(
                name: "Operator",
                subcommands: [
                    VerifyCommand.self,
                    CodeCommand.self,
                    LedgerCommand.self,
                    ReviewCommand.self,
                    ReplayCommand.self,
                    SweepCommand.self,
                    ProgramCommand.self,
                    DoctorCommand.self,
                ]),
            CommandGroup(
                name: "Developer",
                subcommands: [DecodeCommand.self, FixtureCommand.self, SelftestCommand.self]),
        ])

    static func main() async {
        Hardening.apply()
        let arguments = Array(CommandLine.arguments.dropFirst())
        Interruption.report(
            on: Console(format: Ending.format(arguments)), schema: "l5.error/1", .none)
        Interruption.install()
        guard !arguments.isEmpty else {
            Console(format: .human).line(shortHelp)
            return
        }
        do {
            var command = try parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Ending.exit(error, arguments)
        }
    }

    private static let shortHelp = """
        l5-deposit deposits USDC on Solana under a code.

          l5-deposit deposit 25.5 --code A1B2C3D4E5F6A7B8    pay 25.5 USDC
          l5-deposit status SIGNATURE                        what became of it
          l5-deposit --help                                  everything
        """
}
#else
import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Without the trait CLI there is no command line, so that library users do not build its parser.
@main
struct L5Deposit {
    static func main() {
        Console(format: .human).note(
            "l5-deposit was built without the trait CLI; build it with --traits CLI")
        exit(ExitCode.usage.rawValue)
    }
}
#endif
