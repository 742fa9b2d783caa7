#if CLI
import ArgumentParser
import DepositVerifier
import SolanaCodec

/// `program constants`: what an operator compiles into the deposit program.
struct ProgramConstantsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "constants",
        abstract: "Write the constants that are compiled into the deposit program.",
        discussion: """
            The program has no administrator and no settings on chain: whoever builds it decides \
            once who receives, by the address of --treasury. The output is the Swift file \
            Build.swift; Scripts/build-program compiles it.

            EXAMPLES:
              l5-deposit program constants --treasury OWNER --mint MINT > Build.swift
              Scripts/build-program --constants Build.swift
            """)

    @Option(help: "The token that is deposited.")
    var mint: String
    @Option(help: "The program that the mint belongs to: Token or Token-2022.")
    var tokenProgram: String = Programs.token.description
    @Option(help: "Decimal places of the mint.")
    var decimals: UInt8 = 6
    @Option(help: "The least that a deposit may be, in base units.")
    var minimum: String = "1"
    @Option(
        name: .customLong("allow-extension"),
        help: ArgumentHelp(
            "A Token-2022 extension that the mint may have; repeatable.", valueName: "NAME"))
    var allowedExtensions: [String] = []
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(ProgramCommand.schema, options) { console in
            guard let treasury = try Settings(options).treasury?.value else {
                throw Failure(
                    .usage, "there is no treasury", why: "neither --treasury nor L5_TREASURY",
                    next: "add --treasury OWNER")
            }
            let constants = try constants(treasury)
            console.line(constants.source)
            console.document(constants.json)
            return .ok
        }
    }

    private func constants(_ treasury: Address) throws -> ProgramConstants {
        let program = try Self.address(tokenProgram, "--token-program")
        guard Programs.isToken(program) else {
            throw Failure(
                .usage, "--token-program is no token program", why: "\(program)",
                next: "give \(Programs.token) or \(Programs.token2022)")
        }
        let extensions = try allowedExtensions.map { name in
            guard let type = ExtensionType(named: name),
                type.rawValue < ProgramConstants.mostExtensions
            else {
                throw Failure(
                    .usage, "--allow-extension names no extension", why: Failure.argument(name),
                    next: "write it as decode does, such as transferFeeConfig")
            }
            guard program == Programs.token2022 else {
                throw Failure(
                    .usage, "mints of the Token program have no extensions",
                    why: Failure.argument(name), next: "add --token-program \(Programs.token2022)")
            }
            guard type != .transferHook, type != .nonTransferable else {
                throw Failure(
                    .usage, "the program takes no mint with this extension",
                    why: type == .transferHook
                        ? "its transfers need accounts that a deposit does not name"
                        : "it can be neither deposited nor swept",
                    next: "choose another mint")
            }
            return type
        }
        let mint = try Self.address(mint, "--mint")
        guard !Self.wrappedSOL.contains(mint) else {
            throw Failure(
                .usage, "the program takes no wrapped SOL",
                why: "its accounts hold lamports that are no tokens yet",
                next: "choose another mint")
        }
        return ProgramConstants(
            treasury: treasury, mint: mint, tokenProgram: program,
            decimals: decimals, minimum: try Parsing.units(minimum, decimals: 0),
            allowedExtensions: Set(extensions))
    }

    /// The mints of wrapped SOL, of the Token program and of Token-2022.
    private static let wrappedSOL: [Address] = [
        "So11111111111111111111111111111111111111112",
        "9pan9bMn5HatX4EJdBwg9VgCa7Uz5HL8N1m5D3NdXej9",
    ]

    private static func address(_ text: String, _ option: String) throws -> Address {
        guard let address = Address(text) else {
            throw Failure(
                .usage, "\(option) is no address", why: Failure.argument(text),
                next: "give 32 bytes in base58")
        }
        return address
    }
}
#endif
