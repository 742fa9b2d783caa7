#if CLI
import ArgumentParser

/// The options that every command has, named as in the tools of Solana.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: [.customShort("u"), .long],
        help: "Endpoint: a URL, or mainnet-beta, testnet, devnet, localhost (env L5_RPC_URL).")
    var url: String?

    @Option(name: .customLong("ws"), help: "WebSocket URL; accepted, not needed.")
    var websocket: String?

    @Option(
        name: [.customShort("k"), .long],
        help: """
            Key file, file:PATH, - for standard input, or a seed phrase: prompt:, \
            prompt:?key=ACCOUNT/CHANGE, prompt:?full-path=m/…, ASK (env L5_KEYPAIR).
            """)
    var keypair: String?

    @Flag(
        name: .customLong("skip-seed-phrase-validation"),
        help: "Take any text for a seed phrase, not only words of BIP-39's English list.")
    var takesAnyPhrase = false

    @Option(
        name: [.customShort("C"), .long],
        help: "Configuration of the Solana tools; only read.")
    var config: String?

    @Option(help: "processed, confirmed or finalized (env L5_COMMITMENT).")
    var commitment: CommitmentArgument?

    @Option(help: "human, json, json-compact or jsonl.")
    var output: OutputFormat = .human

    @Option(name: .customLong("rpc-timeout"), help: "Seconds to wait for an answer.")
    var rpcTimeout: UInt32 = 30

    @Option(
        name: .customLong("header"),
        help: ArgumentHelp("HTTP header for the endpoint; repeatable.", valueName: "K:V"))
    var headers: [String] = []

    @Option(help: "Another wallet that pays the fee, in the forms of -k.")
    var feePayer: String?

    @Option(help: "Policy file: cluster, treasury, tokens, endpoints.")
    var policy: String?

    @Option(help: "Wallet that receives, if there is no policy file (env L5_TREASURY).")
    var treasury: String?
}

extension OutputFormat: ExpressibleByArgument {}

/// `processed`, `confirmed` or `finalized`.
enum CommitmentArgument: String, CaseIterable, ExpressibleByArgument {
    case processed
    case confirmed
    case finalized
}
#endif
