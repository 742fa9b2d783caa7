import SolanaCodec
import TestSupport
import Testing

@Suite struct SettingsTests {
    static let config = """
        ---
        json_rpc_url: "http://127.0.0.1:1/path"
        websocket_url: ''
        keypair_path: /nowhere/id.json   # where keys are
        address_labels:
          "11111111111111111111111111111111": System Program
        commitment: finalized

        """

    @Test func `prefers flags over the environment over the file over defaults`() async throws {
        let tool = try Tool()
        let usual = try await tool.run(["config"])
        #expect(usual.stdout.contains("endpoint    https://api.mainnet-beta.solana.com (default)"))
        #expect(usual.stdout.contains("commitment  confirmed (default)"))
        let path = try tool.write(Self.config, name: "config.yml")
        let file = try await tool.run(["config", "-C", path])
        #expect(file.stdout.contains("endpoint    http://127.0.0.1:1 (from config.yml)"))
        #expect(file.stdout.contains("keypair     /nowhere/id.json (from config.yml)"))
        #expect(file.stdout.contains("commitment  finalized (from config.yml)"))
        let variables = ["L5_RPC_URL": "d", "L5_COMMITMENT": "processed", "L5_KEYPAIR": "/k"]
        let environment = try await tool.run(["config", "-C", path], environment: variables)
        #expect(environment.stdout.contains("https://api.devnet.solana.com (from L5_RPC_URL)"))
        #expect(environment.stdout.contains("keypair     /k (from L5_KEYPAIR)"))
        #expect(environment.stdout.contains("commitment  processed (from L5_COMMITMENT)"))
        let flags = try await tool.run(
            ["config", "-C", path, "-u", "t", "-k", "/f", "--commitment", "confirmed"],
            environment: variables)
        #expect(flags.stdout.contains("https://api.testnet.solana.com (from -u)"))
        #expect(flags.stdout.contains("keypair     /f (from -k)"))
        #expect(flags.stdout.contains("commitment  confirmed (from --commitment)"))
    }

    static let broken = [
        "json_rpc_url: a\njson_rpc_url: b\n", "unknown: x\n", "  json_rpc_url: a\n",
        "json_rpc_url: &anchor a\n", "json_rpc_url: \"a\n", "json_rpc_url: 'a' b\n", "words\n",
        "commitment: [a]\n", "json_rpc_url:a\n", "keypair_path: |\n  a\n",
    ]

    @Test(arguments: broken)
    func `refuses a configuration that it does not understand`(text: String) async throws {
        let tool = try Tool()
        let path = try tool.write(text, name: "config.yml")
        let output = try await tool.run(["config", "-C", path])
        #expect(output.status == 64)
        #expect(output.stderr.contains("\(path), line "))
    }

    @Test(arguments: ["json", "json-compact", "jsonl"])
    func `writes one JSON document for a command line that it does not understand`(
        format: String
    ) async throws {
        let output = try await Tool().run(["depositt", "--output", format])
        #expect(output.status == 64)
        #expect(output.error("code") == "usage")
        #expect(output.stderr.split(separator: "\n").count == 3)
    }

    @Test func `helps`() async throws {
        let tool = try Tool()
        let short = try await tool.run([])
        #expect(short.status == 0)
        #expect(short.stdout.contains("l5-deposit deposit 25.5 --code"))
        let long = try await tool.run(["--help"])
        #expect(long.status == 0)
        for line in ["    4  unknown", "   64  usage", "  130  interrupted"] {
            #expect(long.stdout.contains(line))
        }
        #expect(try await tool.run(["--version"]).stdout == "0.1.0\n")
    }

    @Test func `makes the specified payment link without a network`() async throws {
        let tool = try Tool()
        let policy = try tool.write(DepositRefusalTests.policy(), name: "policy.json")
        let output = try await tool.run([
            "pay", "--code", World.code1, "--amount", "5", "--label", "A gateway", "--policy",
            policy,
        ])
        #expect(
            output.stdout
                == "solana:9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu?amount=5"
                + "&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
                + "&reference=GBibLSLsrfDy9CCHt8RZT5PAwtsnDf5MczNa5EQar5Tw&label=A%20gateway"
                + "&message=Deposit%20A1B2C3D4E5F6A7B8&memo=deposit%3AA1B2C3D4E5F6A7B8\n")
    }

    @Test func `shows balances`() async throws {
        let depositor = try await Depositor.funded(tokens: 42_500_000)
        let output = try await depositor.tool.run(["balance"] + depositor.options)
        #expect(output.stdout == "42.50 USDC\n1 SOL\n")
    }
}
