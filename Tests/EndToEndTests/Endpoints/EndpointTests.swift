import Foundation
import TestSupport
import Testing

/// A policy with several endpoints: who is asked, who is passed over, and what stops everything.
@Suite struct EndpointTests {
    /// Nobody listens there: port 1 is for root, and long out of use.
    static let dead = "http://127.0.0.1:1"

    // MARK: A chain

    @Test func `works while one of several endpoints is down`() async throws {
        let depositor = try await Depositor.funded()
        let (tool, chain) = (depositor.tool, depositor.chain.url)
        let policy = try EndpointPolicy(endpoints: [(Self.dead, "gone"), (chain, "local")])
            .write(for: tool)
        let common = ["--policy", policy, "-k", depositor.keyPath, "--output", "json"]
        let paid = try await tool.run(
            ["deposit", "5", "--code", Depositor.code, "--yes", "--commitment", "finalized"]
                + common)
        #expect(paid.status == 0, "\(paid.stderr)")
        #expect(paid.stderr.contains("warning: gone: connection refused; going on without it"))
        let signature = try #require(paid.text("signature"))
        for command in [["balance"], ["status", signature], ["pay", "--code", Depositor.code]] {
            let output = try await tool.run(command + common)
            #expect(output.status == 0, "\(command) \(output.stderr)")
            // `pay` asks nobody where a policy names the cluster.
            #expect(
                output.stderr.contains("gone") == (command != ["pay", "--code", Depositor.code]))
        }
        let judged = try await tool.run(["verify", signature] + common)
        #expect(judged.status == 0 && judged.json?["operators"] as? [String] == ["local"])
    }

    @Test func `-u replaces the endpoints of the policy`() async throws {
        let depositor = try await Depositor.funded()
        let policy = try EndpointPolicy(endpoints: [(Self.dead, "gone"), (Self.dead, "away")])
            .write(for: depositor.tool)
        let arguments = ["balance", "--policy", policy, "-k", depositor.keyPath]
        #expect(try await depositor.tool.run(arguments).status == 10)
        let output = try await depositor.tool.run(arguments + ["-u", depositor.chain.url])
        #expect(output.status == 0 && output.stderr.isEmpty)
    }

    @Test func `above the threshold two operators must be there`() async throws {
        let depositor = try await Depositor.funded()
        let (tool, chain) = (depositor.tool, depositor.chain.url)
        let paid = try await depositor.deposit("5", ["--commitment", "finalized"])
        let signature = try #require(paid.text("signature"))
        func verify(_ endpoints: [(String, String)]) async throws -> Tool.Output {
            let policy = try EndpointPolicy(
                endpoints: endpoints,
                more: #""quorum": {"above": "4999999", "operators": 2}"#
            ).write(for: tool)
            return try await tool.run(
                ["verify", signature, "--policy", policy, "--output", "json"])
        }
        let both = try await verify([(chain, "a"), (chain, "b")])
        #expect(both.status == 0 && both.json?["operators"] as? [String] == ["a", "b"])
        let one = try await verify([(chain, "a"), (Self.dead, "b")])
        #expect(one.status == 3 && one.text("reason") == "behind" && one.text("rule") == "R21")
        let same = try await verify([(chain, "a"), (chain, "a")])
        #expect(same.status == 11 && same.text("reason") == "quorum_required")
    }

    // MARK: R1

    @Test func `one endpoint of another cluster is an error, wherever it stands`() async throws {
        let tool = try Tool()
        let good = try ScriptedNode(ScriptedNode.ignorant)
        let bad = try ScriptedNode(["getGenesisHash": "\"\(World.devnetGenesis)\""])
        let key = try tool.writeKey(Depositor.key)
        for urls in [[good.url, bad.url], [bad.url, good.url], [Self.dead, bad.url]] {
            let policy = try EndpointPolicy(
                endpoints: urls.enumerated().map { ($1, "operator \($0)") }
            ).write(for: tool)
            for command in [
                ["balance", "-k", key], ["verify", HostileTests.signature],
            ] {
                let output = try await tool.run(
                    command + ["--policy", policy, "--output", "json"])
                #expect(output.status == 10 && output.error("code") == "wrongCluster")
            }
        }
        #expect(Set(bad.methods) == ["getGenesisHash"])
    }

    @Test func `J30 another cluster behind a new connection stops the run`() async throws {
        let tool = try Tool()
        let node = try ScriptedNode { call, connection in
            let hasMoved = call.connection > 0
            let results = ScriptedNode.ignorant.merging(
                hasMoved ? ["getGenesisHash": "\"\(World.devnetGenesis)\""] : [:]
            ) { $1 }
            connection.answer(call.result(results[call.method] ?? "null"))
            // The second signature is asked over a new connection.
            return hasMoved || call.method != "getTransaction"
        }
        let policy = try EndpointPolicy(endpoints: [(node.url, "moving")]).write(for: tool)
        let signatures = (1...3).map {
            HostileTests.signature(of: [UInt8](repeating: $0, count: 64))
        }
        let output = try await tool.run(
            ["verify"] + signatures + ["--policy", policy, "--output", "json"])
        #expect(output.status == 10, "\(output.stdout)")
        let lines = output.stdout.split(separator: "\n")
        #expect(lines.first?.contains("not_found") == true && lines.count == 3)
        #expect(lines.dropFirst().allSatisfy { $0.contains("wrongCluster") })
        #expect(node.methods.count { $0 == "getSignatureStatuses" } == 2)
    }

    // MARK: Settings

    @Test func `an endpoint is asked no more often than the policy allows`() async throws {
        let tool = try Tool()
        let node = try ScriptedNode(ScriptedNode.ignorant)
        let policy = try EndpointPolicy(
            endpoints: [(node.url, "paced")], perEndpoint: #", "requestsPerSecond": 4"#
        ).write(for: tool)
        let output = try await tool.run(
            ["verify", HostileTests.signature, "--policy", policy])
        #expect(output.status == 3)
        #expect(node.methods == ["getGenesisHash", "getSignatureStatuses", "getTransaction"])
        // From the first to the last; what arrives late makes others seem early.
        let (first, last) = (try #require(node.times.first), try #require(node.times.last))
        #expect(last - first > .milliseconds(300))
    }

    @Test func `--require only raises what the policy asks for`() async throws {
        let tool = try Tool()
        let node = try ScriptedNode(
            ScriptedNode.ignorant.merging([
                "getSignatureStatuses": ScriptedNode.status("confirmed")
            ]) { $1 })
        for (policy, require, asks) in [
            ("finalized", "confirmed", false), ("confirmed", "finalized", false),
            ("confirmed", "confirmed", true),
        ] {
            let before = node.methods.count
            let file = try EndpointPolicy(
                endpoints: [(node.url, "a")], more: #""commitment": "\#(policy)""#
            ).write(for: tool)
            let output = try await tool.run([
                "verify", HostileTests.signature, "--policy", file, "--require",
                require, "--output", "json",
            ])
            #expect(output.status == 3 && output.text("reason") == "awaiting_finality")
            let asked = node.methods.dropFirst(before)
            #expect(asked.contains("getAgGenesisCert") == asks, "\(policy) \(require)")
        }
    }

    @Test func `a header for nobody in particular is not sent to several operators`() async throws {
        let tool = try Tool()
        let nodes = [
            try ScriptedNode(ScriptedNode.ignorant), try ScriptedNode(ScriptedNode.ignorant),
        ]
        let policy = try EndpointPolicy(
            endpoints: [(nodes[0].url, "a"), (nodes[1].url, "b")]
        ).write(for: tool)
        let output = try await tool.run([
            "verify", HostileTests.signature, "--policy", policy, "--header",
            "Authorization: Bearer \(HostileTests.canary)",
        ])
        #expect(output.status == 64 && !output.stderr.contains(HostileTests.canary))
        #expect(nodes.allSatisfy { $0.methods.isEmpty })
    }

    @Test(arguments: ["0", "86401"])
    func `a deadline lies between a second and a day`(_ seconds: String) async throws {
        let output = try await Tool().run([
            "verify", HostileTests.signature, "--deadline", seconds,
        ])
        #expect(output.status == 64 && output.stderr.contains("--deadline"))
    }
}
