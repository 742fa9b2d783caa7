import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite(.serialized) struct DepositRefusalTests {
    @Test func `says that there is no network`() async throws {
        let tool = try Tool()
        let key = try tool.writeKey(Depositor.key)
        // Port 1 is reserved and closed.
        let output = try await tool.run([
            "deposit", "1", "--code", Depositor.code, "-k", key, "--treasury",
            World.treasury.address.description, "-u", "http://127.0.0.1:1", "--output", "json",
        ])
        #expect(output.status == 10)
        #expect(output.error("code") == "network")
        #expect(output.error("hint")?.hasSuffix("nothing was sent") == true)
    }

    @Test func `refuses an endpoint of another cluster before anything is signed`() async throws {
        let chain = try LocalChain(genesis: "devnet")
        let depositor = try Depositor(chain)
        let policy = try depositor.tool.write(Self.policy(), name: "policy.json")
        let output = try await depositor.tool.run([
            "deposit", "1", "--code", Depositor.code, "-k", depositor.keyPath, "--policy", policy,
            "-u", chain.url, "--yes", "--output", "json",
        ])
        #expect(output.status == 10)
        #expect(output.error("code") == "wrongCluster")
        #expect(!FileManager.default.fileExists(atPath: depositor.tool.journal.path))
    }

    @Test func `pays by a policy file whose endpoint comes from the environment`() async throws {
        let depositor = try await Depositor.funded()
        let endpoints = #"[{"url":"${CHAIN}/?key=${KEY}","operator":"local"}]"#
        let policy = try depositor.tool.write(
            Self.policy(endpoints: endpoints), name: "policy.json")
        let output = try await depositor.tool.run(
            [
                "deposit", "2", "--code", Depositor.code, "-k", depositor.keyPath, "--policy",
                policy, "--yes", "--output", "json-compact",
            ], environment: ["CHAIN": depositor.chain.url, "KEY": "rpc-canary-51"])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.stdout.split(separator: "\n").count == 1)
        #expect(output.text("amount") == "2000000")
        #expect(!(output.stdout + output.stderr).contains("rpc-canary-51"))
    }

    @Test func `refuses another treasury than that of the policy`() async throws {
        let tool = try Tool()
        let policy = try tool.write(Self.policy(), name: "policy.json")
        let output = try await tool.run([
            "deposit", "1", "--code", Depositor.code, "--policy", policy, "--treasury",
            World.attacker.address.description,
        ])
        #expect(output.status == 10)
        #expect(output.stderr.hasPrefix("error: the treasury is not the one of the policy\n"))
    }

    static func policy(endpoints: String = "[]") -> String {
        """
        {"schema":"l5.policy/1","genesis":"\(World.mainnetGenesis)",
         "treasury":"\(World.treasury.address)","endpoints":\(endpoints),
         "assets":[{"symbol":"USDC","mint":"\(World.usdc)","decimals":6,
                    "tokenProgram":"\(Programs.token)"}]}
        """
    }

    @Test func `asks nobody where nobody can answer`() async throws {
        let depositor = try await Depositor.funded()
        let output = try await depositor.tool.run(
            ["deposit", "1", "--code", Depositor.code] + depositor.options)
        #expect(output.status == 64)
        #expect(output.stderr.contains("next:  add --yes"))
        #expect(try await depositor.chain.tokens(of: World.payerUSDC) == "100000000")
    }

    // MARK: Funds

    @Test func `tells a wallet without tokens`() async throws {
        let depositor = try await Depositor.funded(tokens: 0)
        let output = try await depositor.deposit("1")
        #expect(output.status == 8)
        #expect(output.stderr.contains("\(World.payerUSDC) does not exist"))
    }

    @Test func `says how many tokens are missing`() async throws {
        let depositor = try await Depositor.funded(tokens: 3_000_000)
        let output = try await depositor.deposit("5")
        #expect(output.status == 8)
        #expect(output.error("code") == "insufficientFunds")
        #expect(output.stderr.contains("2000000 are missing"))
    }

    @Test func `says how much SOL is missing for fee and rent`() async throws {
        // Fee 5,000, and rent of 165 bytes of data and 128 of overhead at 6,960 a byte.
        let depositor = try await Depositor.funded(lamports: 1_000_000)
        let output = try await depositor.deposit("5")
        #expect(output.status == 8)
        #expect(output.stderr.contains("0.00104428 SOL are missing"))
    }

    @Test(arguments: [(5_000, 0), (5_001, 8), (895_879, 8), (895_880, 0)])
    func `leaves the fee payer nothing or the rent minimum`(
        lamports: Int, status: Int32
    ) async throws {
        // After the fee of 5,000 an account holds nothing or 128 × 6,960 = 890,880.
        let depositor = try await Depositor.funded(lamports: UInt64(lamports))
        try await depositor.chain.fund(World.treasury.address, tokens: 1)
        let output = try await depositor.deposit("5")
        #expect(output.status == status, "\(output.stderr)")
    }

    @Test func `lets another wallet pay the fee`() async throws {
        let depositor = try await Depositor.funded(lamports: 0)
        try await depositor.chain.fund(World.relayer.address)
        let relayer = Array(repeating: UInt8(5), count: 32) + World.relayer.address.bytes
        let path = try depositor.tool.writeKey(relayer, name: "relayer.json")
        let output = try await depositor.deposit("5", ["--fee-payer", path])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.text("fee") == "10000")
    }

    // MARK: Chain

    @Test func `refuses a frozen account`() async throws {
        let depositor = try await Depositor.funded()
        var state = Array(repeating: UInt8(0), count: 165)
        state.replaceSubrange(0..<32, with: World.usdc.bytes)
        state.replaceSubrange(32..<64, with: World.payer.address.bytes)
        state[64] = 255
        state[108] = 2
        let fields = #"{"owner":"\#(Programs.token)","data":"\#(Base64.encode(state))"}"#
        try await depositor.chain.call(
            "localnet_setAccount", #"["\#(World.payerUSDC)",\#(fields)]"#)
        let output = try await depositor.deposit("0.000001")
        #expect(output.status == 7)
        #expect(output.stderr.contains("\(World.payerUSDC) is frozen"))
    }

    @Test func `asks for the feature before it uses version 1`() async throws {
        let depositor = try await Depositor.funded()
        try await depositor.chain.remove(DepositPlanner.v1Feature)
        let output = try await depositor.deposit("1", ["--tx-version", "1"])
        #expect(output.status == 7)
        #expect(output.stderr.contains("next:  use --tx-version 0"))
    }

    @Test func `refuses a priority fee above the limit`() async throws {
        let depositor = try await Depositor.funded()
        let price = ["--with-compute-unit-price", "1000000", "--with-compute-unit-limit"]
        let refused = try await depositor.deposit("1", price + ["100001"])
        #expect(refused.status == 64)
        #expect(refused.stderr.contains("100001 lamports, at most 100000 are allowed"))
        let paid = try await depositor.deposit("1", price + ["100000"])
        #expect(paid.text("fee") == "105000", "\(paid.stderr)")
    }
}
