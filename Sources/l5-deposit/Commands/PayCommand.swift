#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `pay`: a link that any wallet can pay.
struct PayCommand: AsyncParsableCommand {
    static let schema = "l5.pay/1"

    static let configuration = CommandConfiguration(
        commandName: "pay",
        abstract: "Make a Solana Pay link for a wallet.",
        discussion: """
            EXAMPLES:
              l5-deposit pay --code A1B2C3D4E5F6A7B8 --amount 10

            With a policy file nothing is asked on the network.
            """)

    @Option(help: "16 hexadecimal digits, or https://…/deposit/CODE (env L5_DEPOSIT_CODE).")
    var code: String?

    @Option(help: "Tokens, such as 25.5; left out, the payer decides.")
    var amount: String?

    @Option(help: "What the wallet shows as the receiver.")
    var label: String?

    @Flag(help: "A plain transfer request; there is no other kind yet.")
    var transfer = false

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let settings = try Settings(options)
            let code = try Parsing.code(
                code, allowingLegacy: settings.acceptsLegacyCodes)
            let (treasury, asset) = try await Self.treasury(settings, console)
            let units = try amount.map { try Parsing.units($0, decimals: asset.decimals) }
            let url = SolanaPay.transferURL(
                treasury: treasury, asset: asset, code: code, amount: units, label: label)
            Self.show(url, treasury, asset, code, units, console)
            return .ok
        }
    }

    private static func treasury(
        _ settings: Settings, _ console: Console
    ) async throws -> (Treasury, Asset) {
        if let treasury = settings.policy?.treasury, let asset = treasury.assets.first {
            return (treasury, asset)
        }
        return try await Connection(settings, console: console).treasury(settings)
    }

    private static func show(
        _ url: String, _ treasury: Treasury, _ asset: Asset, _ code: DepositCode,
        _ units: UInt64?, _ console: Console
    ) {
        let reference = treasury.reference(for: code, asset: asset)
        console.line(url)
        console.note("Cluster    \(treasury.cluster.name)")
        console.note("Treasury   \(treasury.owner)")
        console.note("Mint       \(asset.mint) (\(Failure.quote(asset.symbol)))")
        console.note("Code       \(code)")
        console.note("Reference  \(reference)")
        console.note("Amount     \(units.map { Text.amount($0, asset) } ?? "left to the payer")")
        var members: [(String, JSONOutput)] = [
            ("schema", .string(schema)), ("status", .string("ok")), ("url", .string(url)),
            ("genesis", .string(treasury.cluster.genesis.description)),
            ("treasury", .string(treasury.owner.description)),
            ("mint", .string(asset.mint.description)), ("code", .string(code.description)),
            ("reference", .string(reference.description)),
        ]
        if let units { members.append(("amount", .string(String(units)))) }
        console.document(.object(members))
    }
}
#endif
