#if CLI
import ArgumentParser
import DepositProgram
import DepositVerifier
import SolanaCodec

/// `balance`: what a wallet can deposit.
struct BalanceCommand: AsyncParsableCommand {
    static let schema = "l5.balance/1"

    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Show what a wallet holds: the token and SOL.",
        discussion: """
            EXAMPLES:
              l5-deposit balance -u devnet
              l5-deposit balance 9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu
            """)

    @Argument(help: "A wallet; by default that of -k.")
    var address: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            let settings = try Settings(options)
            let owner = try AddressCommand.address(address, settings)
            let connection = try await Connection(settings, console: console)
            let assets =
                settings.policy?.treasury.assets ?? connection.cluster.usdc.map { [$0] } ?? []
            let holdings = try await Self.holdings(
                owner, assets, connection.first, settings.commitment.value)
            Self.show(owner, holdings, console)
            return .ok
        }
    }

    struct Holdings {
        var lamports: Lamports
        var tokens: [(asset: Asset, account: Address, amount: UInt64)]
    }

    private static func holdings(
        _ owner: Address, _ assets: [Asset], _ client: RPCClient, _ commitment: Commitment
    ) async throws -> Holdings {
        let accounts = assets.map {
            AssociatedTokenAccount.find(
                owner: owner, mint: $0.mint, tokenProgram: $0.tokenProgram
            ).address
        }
        let found = try await client.getMultipleAccounts(
            [owner] + accounts, commitment: commitment
        ).value
        var holdings = Holdings(
            lamports: found.first.flatMap { $0 }?.lamports ?? Lamports(0),
            tokens: [])
        for ((asset, account), info) in zip(zip(assets, accounts), found.dropFirst()) {
            let state = info.flatMap { info in
                info.owner == asset.tokenProgram
                    ? try? TokenAccountState(decoding: info.data) : nil
            }
            let amount = state?.mint == asset.mint && state?.owner == owner ? state?.amount : nil
            holdings.tokens.append((asset, account, amount?.rawValue ?? 0))
        }
        return holdings
    }

    private static func show(_ owner: Address, _ holdings: Holdings, _ console: Console) {
        for token in holdings.tokens { console.line(Text.amount(token.amount, token.asset)) }
        console.line(Text.sol(holdings.lamports))
        console.document(
            .object([
                ("schema", .string(schema)), ("status", .string("ok")),
                ("address", .string(owner.description)),
                ("lamports", .string(String(holdings.lamports.rawValue))),
                (
                    "tokens",
                    .array(
                        holdings.tokens.map { token in
                            .object([
                                ("symbol", .string(token.asset.symbol)),
                                ("mint", .string(token.asset.mint.description)),
                                ("account", .string(token.account.description)),
                                ("amount", .string(String(token.amount))),
                                ("decimals", .unsigned(UInt64(token.asset.decimals))),
                            ])
                        })
                ),
            ]))
    }
}

/// `address`: whose key it is.
struct AddressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "address",
        abstract: "Show the address of a key.",
        discussion: """
            EXAMPLES:
              l5-deposit address -k ~/.config/solana/id.json
              l5-deposit address -k 'prompt:?key=0/0'
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run("l5.address/1", options) { console in
            let address = try Self.address(nil, try Settings(options))
            console.line(address.description)
            console.document(
                .object([
                    ("schema", .string("l5.address/1")), ("status", .string("ok")),
                    ("address", .string(address.description)),
                ]))
            return .ok
        }
    }

    /// The address given, or that of the key.
    static func address(_ text: String?, _ settings: Settings) throws -> Address {
        guard let text else { return try Wallet.address(settings) }
        guard let address = Address(text) else {
            throw Failure(
                .usage, "this is no address", why: Failure.argument(text),
                next: "give 32 bytes in base58")
        }
        return address
    }
}
#endif
