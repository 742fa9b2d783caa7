import Foundation
import SolanaCodec
import TestSupport
import Testing

/// Goal I3: whatever a node sends, there is an answer within the deadline and within 256 MB, and
/// nothing of it gets out that should not.
@Suite struct HostileTests {
    /// The catalogue's limit for all of the program.
    static let memoryLimit = 256 * 1_048_576
    /// Seconds for one decision.
    static let deadline = 2
    /// What a loaded machine may need beside.
    static let slack = Duration.seconds(45)
    /// Seconds for a decision that no deadline has to end, on a loaded machine.
    static let patience = Int(Chain.patience.components.seconds)
    static let canary = "CANARY7f3a9b21"
    static let signature = signature(of: [UInt8](repeating: 7, count: 64))

    static func signature(of bytes: [UInt8]) -> String { Base58.encode(bytes) }

    /// Runs `verify` over endpoints whose URLs and headers hold secrets.
    static func verify(
        _ tool: Tool, _ endpoints: [(url: String, name: String)],
        signature: String = signature, deadline: Int = deadline, more: String = "",
        output: String = "json"
    ) async throws -> Tool.Output {
        let policy = EndpointPolicy(
            endpoints: endpoints.map {
                ("\($0.url)/${RPC_KEY}path?api-key=${RPC_KEY}&x=%20", $0.name)
            }, more: more,
            perEndpoint: #", "headers": {"Authorization": "Bearer ${RPC_KEY}token"}"#)
        let result = try await tool.run(
            [
                "verify", signature, "--policy", try policy.write(for: tool), "--output", output,
                "--deadline", "\(deadline)", "--evidence", tool.home.appending(path: "e").path,
            ], environment: ["RPC_KEY": canary], isMeasured: true)
        let passed = try #require(result.duration)
        // Bytes that come in time are read to the end, however slow the machine is.
        if deadline == Self.deadline { #expect(passed < .seconds(deadline) + slack) }
        let memory = try #require(result.peakMemory)
        #expect(memory < memoryLimit && memory > 0, "\(memory)")
        return result
    }

    /// Everything that a run has written: both streams, and the evidence with its exchanges.
    static func written(_ output: Tool.Output, _ tool: Tool) throws -> [String] {
        var texts = [output.stdout, output.stderr]
        let folder = tool.home.appending(path: "e").path
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let content = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
            texts.append(String(decoding: content, as: UTF8.self))
            let file = try JSONObject(parsing: Array(content))
            for exchange in file["exchanges"] as? [JSONObject] ?? [] {
                for key in ["request", "answer"] {
                    let bytes = Base64.decode(exchange[key] as? String ?? "") ?? []
                    // What is longer is none of what could be echoed.
                    texts.append(String(decoding: bytes.prefix(65_536), as: UTF8.self))
                }
            }
        }
        return texts
    }

    /// Whether a terminal shows each line as it is.
    static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == " " || PrintableText.isVisible($0) }
    }

    @Test(arguments: Hostility.allCases)
    func `one hostile node is told apart from no deposit`(_ kind: Hostility) async throws {
        let elsewhere = try ScriptedNode(ScriptedNode.ignorant)
        let node = try ScriptedNode { kind.answer($0, $1, redirectTo: elsewhere.url) }
        let tool = try Tool()
        let output = try await Self.verify(
            tool, [(node.url, "hostile")], deadline: kind.isSlow ? Self.deadline : Self.patience)
        #expect(output.status == kind.exit, "\(output.stdout)\(output.stderr)")
        #expect(node.methods.first == "getGenesisHash" && node.methods.count > 1)
        #expect(elsewhere.methods.isEmpty)
        for text in try Self.written(output, tool) {
            #expect(!text.lowercased().contains(Self.canary.lowercased()))
        }
        #expect(Self.isPlain(output.stdout) && Self.isPlain(output.stderr))
        if output.status == 4 { #expect(output.text("verdict") == "unknown") }
        // One event is one line.
        #expect(output.stdout.count { $0 == "\n" } <= 1)
    }

    @Test(arguments: [Hostility.silent, .drip, .deep, .long, .echo, .escapes, .endlessHeaders])
    func `one that is hostile from the start is no endpoint`(_ kind: Hostility) async throws {
        let node = try ScriptedNode { kind.attack($0, $1, "") }
        let tool = try Tool()
        for format in ["human", "json"] {
            let output = try await Self.verify(tool, [(node.url, "hostile")], output: format)
            #expect(output.status == 10, "\(output.stderr)")
            for text in [output.stdout, output.stderr] {
                #expect(Self.isPlain(text) && !text.contains(Self.canary))
            }
        }
        #expect(Set(node.methods) == ["getGenesisHash"])
    }

    @Test(arguments: [Hostility.padded, .manyTexts])
    func `three that send as much as they may do not fill the memory`(
        _ kind: Hostility
    ) async throws {
        let nodes = try (0..<3).map { _ in
            try ScriptedNode { kind.answer($0, $1, redirectTo: "") }
        }
        let output = try await Self.verify(
            try Tool(), nodes.enumerated().map { ($1.url, "hostile \($0)") },
            deadline: Self.patience)
        #expect(output.status == kind.exit)
        #expect(nodes.allSatisfy { $0.methods.count > 1 })
    }

    @Test func `two honest nodes decide beside a hostile one`() async throws {
        let depositor = try await Depositor.funded()
        let paid = try await depositor.deposit("5", ["--commitment", "finalized"])
        let signature = try #require(paid.text("signature"))
        let kinds: [Hostility] = [.silent, .drip, .long, .chunked, .redirect, .escapes]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for kind in kinds {
                let honest = [(depositor.chain.url, "a"), (depositor.chain.url, "b")]
                group.addTask {
                    let node = try ScriptedNode { kind.answer($0, $1, redirectTo: "") }
                    let tool = try Tool()
                    // Less than one request may take: the others get their share of it.
                    let output = try await Self.verify(
                        tool, [(node.url, "hostile")] + honest, signature: signature,
                        deadline: 20, more: #""quorum": {"above": "0", "operators": 2}"#)
                    #expect(output.status == 0, "\(kind) \(output.stdout)\(output.stderr)")
                    #expect(output.json?["operators"] as? [String] == ["a", "b"])
                    #expect(node.methods.count > 1)
                    for text in try Self.written(output, tool) {
                        #expect(!text.contains(Self.canary))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
