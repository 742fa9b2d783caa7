import Foundation
import SolanaCodec
import TestSupport
import Testing

/// `doctor` with the built tool on the local chain.
@Suite(.serialized) struct DoctorTests {
    /// Outcomes by check; the worst one, where a check is made several times.
    static func outcomes(_ output: Tool.Output) throws -> [String: String] {
        let findings = try #require(output.json?["findings"] as? [[String: Any]])
        let order = ["ok", "warning", "problem"]
        return try findings.reduce(into: [:]) { outcomes, finding in
            let check = try #require(finding["check"] as? String)
            let outcome = try #require(finding["outcome"] as? String)
            let known = outcomes[check].flatMap { order.firstIndex(of: $0) } ?? 0
            if try #require(order.firstIndex(of: outcome)) >= known { outcomes[check] = outcome }
            #expect((finding["advice"] as? String == nil) == (outcome == "ok"))
        }
    }

    @Test func `finds nothing wrong with a gateway that works`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        _ = try await gateway.verify(gateway.deposit())
        let output = try await gateway.run("doctor", "--ledger", gateway.ledger)
        #expect(output.status == 0, "\(output.stdout)")
        #expect(output.text("schema") == "l5.doctor/1")
        let outcomes = try Self.outcomes(output)
        #expect(!outcomes.values.contains("problem"))
        for check in [
            "mint", "mint_decimals", "mint_extensions", "treasury_owner", "treasury_account",
            "treasury_delegate_set", "treasury_close_authority_set", "treasury_frozen",
            "endpoint", "endpoint_cluster", "endpoint_encryption", "endpoint_version_1",
            "endpoint_inner_instructions", "endpoint_lag", "policy_mints",
            "policy_commitment", "ledger_settings", "ledger_schema", "ledger_integrity",
            "ledger_mode", "ledger_references", "ledger_shared",
        ] {
            #expect(outcomes[check] == "ok", "\(check)")
        }
        // The chain began a moment ago, at a high slot; there is one operator, and no quorum.
        #expect(outcomes["endpoint_history"] == "warning")
        #expect(outcomes["policy_operators"] == "warning")
        #expect(outcomes["policy_quorum"] == "warning")
        // The ledger is as it was.
        #expect(try await gateway.balance() == "5000000")
        let text = try await gateway.tool.run(
            ["doctor", "--policy", gateway.policy], environment: ["RPC_KEY": Gateway.canary])
        #expect(text.status == 0)
        #expect(text.stdout.contains("no problems, 3 warnings."))
        #expect(text.stdout.contains("next: add an endpoint of another company"))
        #expect(!(text.stdout + text.stderr + output.stdout).contains(Gateway.canary))
    }

    @Test func `names several things that are wrong at once`() async throws {
        let gateway = try await Gateway(slotMilliseconds: 0)
        let chain = gateway.depositor.chain
        // A stranger is delegate and close authority of the treasury's account (E08, E09).
        let stranger = World.attacker.address.bytes
        let treasury =
            World.usdc.bytes + World.treasury.address.bytes + [9, 0, 0, 0, 0, 0, 0, 0]
            + [1, 0, 0, 0] + stranger + [1] + Array(repeating: 0, count: 12)
            + [5, 0, 0, 0, 0, 0, 0, 0] + [1, 0, 0, 0] + stranger
        try await Self.set(World.treasuryUSDC, treasury, chain)
        // A token with 9 decimals that the policy takes for one with 6 (C10).
        let mint = World.keypair(0x77).address
        try await Self.set(
            mint, Array(repeating: 0, count: 44) + [9, 1] + Array(repeating: 0, count: 36), chain)
        try await chain.advance(64)
        // Codes without references, others who can read the books, a second ledger beside them.
        let other = gateway.tool.home.appending(path: "other.db").path
        for (ledger, more) in [
            (gateway.ledger, [String]()), (other, ["--policy", gateway.policy]),
        ] {
            let output = try await gateway.tool.run(
                ["code", "new", "--agent", "a", "--ledger", ledger] + more,
                environment: ["RPC_KEY": "x"])
            #expect(output.status == 0, "\(output.stderr)")
        }
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: gateway.ledger)
        // Two endpoints of one operator, one of them dead, and a quorum of two.
        let text = Gateway.policy(url: chain.url)
            .replacing(
                #""minimum": "10000"}]"#,
                with: """
                    "minimum": "10000"}, {"symbol": "TEST", "mint": "\(mint)", "decimals": 6,
                     "tokenProgram": "\(Programs.token)"}],
                     "commitment": "confirmed",
                     "quorum": {"above": "100", "operators": 2}
                    """
            )
            .replacing(
                #""endpoints": ["#,
                with: #""endpoints": [{"url": "http://127.0.0.1:1", "operator": "localnet"}, "#)
        let policy = try gateway.tool.write(text, name: "wrong.json")
        let output = try await gateway.tool.run(
            [
                "doctor", "--policy", policy, "--ledger", gateway.ledger, "--output", "json",
            ], environment: ["RPC_KEY": Gateway.canary])
        #expect(output.status == 13, "\(output.stderr)")
        let outcomes = try Self.outcomes(output)
        for check in [
            "treasury_delegate_set", "treasury_close_authority_set", "mint_decimals",
            "policy_quorum", "endpoint", "ledger_mode",
        ] {
            #expect(outcomes[check] == "problem", "\(check)")
        }
        for check in [
            "policy_operators", "policy_commitment", "endpoint_inner_instructions",
            "ledger_references", "ledger_shared",
        ] {
            #expect(outcomes[check] == "warning", "\(check)")
        }
        #expect(output.text("status") == "problem")
        // Asked about both ledgers, once the first one has references too.
        let added = try await gateway.tool.run(
            [
                "code", "new", "--agent", "a", "--ledger", gateway.ledger, "--policy",
                gateway.policy,
            ], environment: ["RPC_KEY": "x"])
        #expect(added.status == 0)
        let both = try await gateway.run(
            "doctor", "--ledger", gateway.ledger, "--ledger", other)
        #expect(try Self.outcomes(both)["ledger_shared"] == "problem")
    }

    @Test func `says that no endpoint answers, and looks at the rest`() async throws {
        let tool = try Tool()
        let policy = try tool.write(Gateway.policy(url: "http://127.0.0.1:1"), name: "p.json")
        let output = try await tool.run(
            [
                "doctor", "--policy", policy, "--ledger", "/nowhere/books.db", "--output", "json",
            ], environment: ["RPC_KEY": "x"])
        #expect(output.status == 10)
        let outcomes = try Self.outcomes(output)
        #expect(outcomes["endpoint"] == "problem")
        #expect(outcomes["treasury_account"] == "warning")
        #expect(outcomes["ledger"] == "problem")
        #expect(try await tool.run(["doctor"]).status == 64)
    }

    private static func set(
        _ address: Address, _ data: [UInt8], _ chain: LocalChain
    ) async throws {
        let fields = """
            {"lamports":2039280,"owner":"\(Programs.token)","data":"\(Base64.encode(data))"}
            """
        try await chain.call("localnet_setAccount", "[\"\(address)\",\(fields)]")
    }
}
