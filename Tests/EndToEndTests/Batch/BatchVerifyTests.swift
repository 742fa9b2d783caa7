import Foundation
import SolanaCodec
import TestSupport
import Testing

/// `verify --file` by the built tool.
@Suite struct BatchVerifyTests {
    /// A gateway with two final deposits of the code's owner.
    private static func scene() async throws -> (gateway: Gateway, paid: [String]) {
        let gateway = try await Gateway(slotMilliseconds: 20)
        try await gateway.addCode()
        let paid = [try await gateway.deposit("5"), try await gateway.deposit("7")]
        return (gateway, paid)
    }

    private static let unknown = String(repeating: "1", count: 64)

    private func verify(
        _ gateway: Gateway, _ list: String, _ more: String..., policy: String? = nil
    ) async throws -> (lines: [[String: Any]], output: Tool.Output) {
        let output = try await gateway.tool.run(
            ["verify", "--file", "-", "--policy", policy ?? gateway.policy, "--output", "jsonl"]
                + more, environment: ["RPC_KEY": Gateway.canary], input: list)
        return (try Self.lines(output.stdout), output)
    }

    private static func lines(_ text: String) throws -> [[String: Any]] {
        try text.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(object as? [String: Any])
        }
    }

    @Test func `a list is credited once and answered in its order, broken off and gone on with`()
        async throws
    {
        let (gateway, paid) = try await Self.scene()
        let (first, second) = (paid[0], paid[1])
        let list = "# today\n\(second)\r\n\nbogus\n\(first)\n\(Self.unknown)\n\(second)"

        let (lines, output) = try await verify(gateway, list, "--ledger", gateway.ledger)
        #expect(
            lines.map { $0["signature"] as? String } == [second, nil, first, Self.unknown, second])
        let verdicts = lines.map { $0["verdict"] as? String }
        #expect([verdicts[0], verdicts[4]].map { $0 ?? "" }.sorted() == ["accept", "duplicate"])
        #expect(verdicts[2] == "accept" && verdicts[3] == "pending")
        #expect(lines[1]["line"] as? Int == 4)
        #expect(output.status == 2, "malformed is more serious than pending")
        #expect(try await gateway.balance() == "12000000")
        #expect(!(output.stdout + output.stderr).contains(Gateway.canary))

        // The answers of a run that a crash has broken off in the middle of a line.
        let whole = output.stdout.split(separator: "\n").map { $0 + "\n" }
        let file = try gateway.tool.write(
            String(whole[0] + whole[3] + whole[2].prefix(80)), name: "answers.jsonl")
        let resumed = try await verify(
            gateway, list, "--ledger", gateway.ledger, "--resume", file)
        #expect(resumed.output.stdout == "")
        let kept = try String(contentsOfFile: file, encoding: .utf8)
        #expect(kept.hasPrefix(whole[0] + whole[3]))
        let added = try Self.lines(String(kept.dropFirst((whole[0] + whole[3]).count)))
        #expect(added.map { $0["signature"] as? String } == [nil, first, Self.unknown])
        #expect(added.map { $0["verdict"] as? String } == [nil, "duplicate", "pending"])
        #expect(try await gateway.balance() == "12000000")
    }

    @Test func `two operators together say the same as one`()
        async throws
    {
        let (gateway, paid) = try await Self.scene()
        let list = (paid + paid).joined(separator: "\n")
        let one = try await verify(gateway, list)
        #expect(one.output.status == 0)
        #expect(one.lines.map { $0["verdict"] as? String } == Array(repeating: "accept", count: 4))
        let endpoint = #"{"url": "\#(gateway.depositor.chain.url)", "requestsPerSecond": 200"#
        let policy = try gateway.tool.write(
            Gateway.policy(url: "").replacing(
                #/"endpoints": \[.*/#.dotMatchesNewlines(),
                with: """
                    "quorum": {"above": "1", "operators": 2},
                    "endpoints": [\(endpoint), "operator": "a"}, \(endpoint), "operator": "b"}]}
                    """), name: "two.json")
        let two = try await verify(gateway, list, "--concurrency", "3", policy: policy)
        #expect(two.output.status == 0, "\(two.output.stderr)")
        #expect(
            two.lines.map { $0["operators"] as? [String] }
                == Array(repeating: ["a", "b"], count: 4))
        #expect(
            two.lines.map { $0["signature"] as? String }
                == one.lines.map { $0["signature"] as? String })
    }

    @Test func `an output file is neither overwritten nor taken for something that it is not`()
        async throws
    {
        let gateway = try await Gateway()
        let notes = try gateway.tool.write("my notes\n", name: "notes.txt")
        for option in ["-o", "--resume"] {
            let (_, output) = try await verify(gateway, Self.unknown, option, notes)
            #expect(output.status == 64)
        }
        let torn = try gateway.tool.write("my not", name: "torn.txt")
        #expect(try await verify(gateway, Self.unknown, "--resume", torn).output.status == 64)
        #expect(try String(contentsOfFile: notes, encoding: .utf8) == "my notes\n")
        #expect(try String(contentsOfFile: torn, encoding: .utf8) == "my not")
        let fresh = gateway.tool.home.appending(path: "fresh.jsonl").path
        let (_, output) = try await verify(gateway, Self.unknown, "-o", fresh, "--progress")
        #expect(output.status == 3)
        #expect(output.stderr.contains("1 done"))
        #expect(try Self.lines(try String(contentsOfFile: fresh, encoding: .utf8)).count == 1)
    }
}
