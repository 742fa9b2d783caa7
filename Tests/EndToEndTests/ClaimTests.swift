import Foundation
import SolanaCodec
import TestSupport
import Testing

/// `claim` and `verify --claim`, with the built tool on the local chain.
@Suite(.serialized) struct ClaimTests {
    static let host = "deposits.example"

    /// A final deposit of 5 USDC without a code, by the depositor's key.
    static func uncoded(_ gateway: Gateway) async throws -> String {
        let chain = gateway.depositor.chain
        let mint = ["\(World.treasury.address)", "\(World.usdc)", "0"].map { "\"\($0)\"" }
        try await chain.call("localnet_mintTo", "[\(mint.joined(separator: ","))]")
        let latest = try await chain.call("getLatestBlockhash", "[]") as? [String: Any]
        let value = try #require((latest?["value"] as? [String: Any])?["blockhash"] as? String)
        let transfer = TokenTransfer(
            .checked(mint: World.usdc, decimals: 6), source: World.payerUSDC,
            destination: World.treasuryUSDC, authority: World.payer.address,
            amount: TokenAmount(5_000_000))
        var transaction = try Transaction(
            Message.compile(
                [transfer.instruction(program: Programs.token)], payer: World.payer.address,
                recentBlockhash: #require(Blockhash(value)), version: .legacy))
        try transaction.sign(with: [World.payer])
        let options = #"{"encoding":"base64"}"#
        _ = try await chain.call(
            "sendTransaction", #"["\#(Base64.encode(transaction.encoded))",\#(options)]"#)
        try await chain.advance(64)
        return transaction.signature.description
    }

    @Test func `a deposit without a code is claimed, credited once, and claimed by nobody else`()
        async throws
    {
        let gateway = try await Gateway(slotMilliseconds: 0)
        try await gateway.addCode()
        try await gateway.addCode(World.code2, agent: "agt_2")
        let signature = try await Self.uncoded(gateway)
        let waits = try await gateway.verify(signature, "--expect-code", World.code1)
        #expect(waits.status == 11 && waits.text("reason") == "claim_required")

        let home = gateway.tool.home
        func claim(_ account: String, _ name: String) async throws -> String {
            let file = home.appending(path: name).path
            let output = try await gateway.run(
                "claim", signature, "--account", account, "--gateway", Self.host, "-o", file, "-k",
                gateway.depositor.keyPath)
            #expect(output.status == 0, "\(output.stderr)")
            #expect(output.text("schema") == "l5.claim/1")
            #expect(output.text("transfer") == "0")
            #expect(output.text("signer") == World.payer.address.description)
            let content = try String(contentsOfFile: file, encoding: .utf8)
            let signed = try #require(output.text("signature"))
            #expect(content.contains(signed))
            return file
        }
        let mine = try await claim("agt_1", "mine.json")
        let theirs = try await claim("agt_2", "theirs.json")
        let there = ["--gateway", Self.host]
        let first = try await gateway.verify(signature, "--claim", mine, there[0], there[1])
        #expect(first.status == 0 && first.text("verdict") == "accept", "\(first.stderr)")
        let credits = first.json?["credits"] as? [[String: Any]]
        #expect(credits?.first?["attribution"] as? String == "claim")
        #expect(credits?.first?["code"] as? String == World.code1)
        let again = try await gateway.verify(signature, "--claim", mine, there[0], there[1])
        #expect(again.status == 0 && again.text("verdict") == "duplicate")
        let late = try await gateway.verify(signature, "--claim", theirs, there[0], there[1])
        #expect(late.status == 2 && late.text("reason") == "already_claimed")
        let elsewhere = try await gateway.verify(
            signature, "--claim", mine, "--gateway", "other.example")
        #expect(elsewhere.status == 2 && elsewhere.text("reason") == "claim_invalid")
        #expect(try await gateway.balance() == "5000000")
        let replay = try await gateway.run(
            "replay", "\(gateway.ledger).evidence/\(try #require(first.text("evidence"))).json")
        #expect(replay.status == 0)
        #expect(try await gateway.run("ledger", "audit", "--ledger", gateway.ledger).status == 0)
    }

    @Test func `prints the text for a wallet, and names what cannot be claimed`() async throws {
        let gateway = try await Gateway(slotMilliseconds: 0)
        let signature = try await Self.uncoded(gateway)
        let text = ["claim", signature, "--account", "agt_1", "--gateway", Self.host]
        let usual = text + ["-k", gateway.depositor.keyPath]
        func run(_ arguments: [String]) async throws -> Tool.Output {
            try await gateway.tool.run(
                arguments + ["--policy", gateway.policy],
                environment: ["RPC_KEY": Gateway.canary])
        }
        let shown = try await run(text + ["--message-only", "-k", "/nowhere"])
        #expect(shown.status == 0, "\(shown.stderr)")
        #expect(
            shown.stdout == """
                usdc-deposit-claim v1
                cluster: \(World.mainnetGenesis)
                transaction: \(signature)
                transfer: 0
                account: agt_1
                gateway: deposits.example

                """)
        #expect(shown.stderr.contains("5.00 USDC"))
        let stranger = try gateway.tool.writeKey(
            Array(repeating: 3, count: 32) + World.attacker.address.bytes, name: "stranger.json")
        #expect(try await run(text + ["-k", stranger]).status == 9)
        #expect(try await run(usual + ["--transfer", "1"]).status == 64)
        #expect(try await run(usual + ["--transfer", "x"]).status == 64)
        #expect(try await run(usual + ["-o", stranger]).status == 64)
        for (account, host) in [("agt_1\ngateway: x", Self.host), ("agt_1", "Deposits.example")] {
            let output = try await run([
                "claim", signature, "--account", account, "--gateway", host,
            ])
            #expect(output.status == 64)
        }
        let absent = try World.attacker.sign(Array(signature.utf8)).description
        let pending = try await run([
            "claim", absent, "--account", "agt_1", "--gateway", Self.host, "-k",
            gateway.depositor.keyPath,
        ])
        #expect(pending.status == 3)
        // A claim file that is none, one without a host, and one for two transactions.
        let garbage = try gateway.tool.write(#"{"schema":"l5.claim/1"}"#, name: "garbage.json")
        for more in [
            ["--claim", garbage, "--gateway", Self.host], ["--claim", garbage],
            ["--claim", "/nowhere", "--gateway", Self.host], ["--gateway", "A.example"],
            [absent, "--claim", garbage, "--gateway", Self.host],
        ] {
            #expect(try await run(["verify", signature] + more).status == 64, "\(more)")
        }
    }
}
