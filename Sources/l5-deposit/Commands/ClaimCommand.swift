#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `claim`: tells a gateway, under the paying wallet's signature, whose a deposit without a code is.
struct ClaimCommand: AsyncParsableCommand {
    static let schema = ClaimFile.schema

    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Sign for whom a deposit without a code was meant.",
        discussion: """
            EXAMPLES:
              l5-deposit claim SIGNATURE --account agt_1 --gateway example.com -o claim.json
              l5-deposit claim SIGNATURE --account A1B2C3D4E5F6A7B8 --gateway example.com \\
                --transfer 2.1 -k prompt:
              l5-deposit claim SIGNATURE --account agt_1 --gateway example.com --message-only

            Finds the transfers to the treasury that carry no code and that the key made, and signs \
            one sentence about one of them: its transaction, its place there, the account and the \
            gateway. Hand the file to the gateway. Nothing is sent and nothing is paid; the \
            signature is worth nothing for another deposit, account or gateway.

            With --message-only the text is printed for a wallet to sign (signMessage), and no key \
            is read.

            Exit code: 0 signed, 2 nothing to claim, 3 not final yet, 4 unknown, 9 not your key, \
            11 a person decides.
            """)

    @Argument(help: "The transaction's signature in base58, or its page of an explorer.")
    var signature: String

    @Option(help: "Who shall be credited: the agent's name at the gateway, or a deposit code.")
    var account: String

    @Option(help: ArgumentHelp("The gateway's host, in lower case.", valueName: "HOST"))
    var gateway: String

    @Option(
        help: ArgumentHelp(
            "Which transfer of the transaction, if it has several.", valueName: "PATH"))
    var transfer: String?

    @Flag(name: .customLong("message-only"), help: "Print the text instead of signing it.")
    var messageOnly = false

    @Option(
        name: [.customShort("o"), .customLong("outfile")],
        help: ArgumentHelp("Write the claim to a new file.", valueName: "FILE"))
    var outfile: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            try await ClaimRun(self, console).run()
        }
    }

    /// - Throws: `Failure`.
    static func check(gateway: String) throws {
        guard WalletClaim.isGateway(gateway) else {
            throw Failure(
                .usage, "the gateway is no host", why: Failure.argument(gateway),
                next: "write its host alone and in lower case, such as example.com")
        }
    }
}
#endif
