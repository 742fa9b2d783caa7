import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct SelftestTests {
    private static func findings(_ output: Tool.Output, _ name: String) -> [String] {
        let cases = output.json?["cases"] as? [[String: Any]] ?? []
        let own = cases.first { $0["case"] as? String == name }
        let findings = own?["findings"] as? [[String: Any]] ?? []
        return findings.compactMap { $0["severity"] as? String }
    }

    @Test func `puts cases before our verifier over HTTP`() async throws {
        let tool = try Tool()
        let output = try await tool.run([
            "selftest", "--filter", "a01, B01,J15", "--output", "json",
        ])
        #expect(output.status == 0, "\(output.stdout)")
        #expect(output.text("schema") == "l5.selftest/1")
        #expect(output.text("status") == "ok")
        #expect(output.json?["failed"] as? Int == 0)
        let passed = output.json?["passed"] as? Int ?? 0
        #expect(passed > 3)
        #expect((output.json?["cases"] as? [Any])?.count == passed)
        let lines = try await tool.run(["selftest", "--filter", "A01"])
        #expect(lines.status == 0)
        #expect(lines.stdout.hasPrefix("ok    A01"))
        #expect(lines.stdout.contains("cases passed, 0 failed, 0 skipped"))
    }

    @Test func `names a case that is judged otherwise, and one that cannot be read`() async throws {
        let tool = try Tool()
        let cases = tool.home.appending(path: "cases")
        let files = FileManager.default
        try files.createDirectory(at: cases, withIntermediateDirectories: true)
        for name in ["policy.json", "ledger.json", "manifest.json", "A01", "A02"] {
            try files.copyItem(
                at: Repository.fixture("cases/\(name)"), to: cases.appending(path: name))
        }
        let expected = #"{"verdict":"pending","reason":"behind","credits":[],"reviews":[]}"#
        try Data(expected.utf8).write(to: cases.appending(path: "A01/expect.json"))
        try Data("{".utf8).write(to: cases.appending(path: "A02/expect.json"))
        let output = try await tool.run([
            "selftest", "--cases", cases.path, "--output", "json",
        ])
        #expect(output.status == 13)
        #expect(output.json?["failed"] as? Int == 2)
        #expect(Self.findings(output, "A01").contains("difference"))
        #expect(Self.findings(output, "A02") == ["difference"])
        let lines = try await tool.run(["selftest", "--cases", cases.path])
        #expect(lines.status == 13)
        #expect(lines.stdout.contains("difference: expected pending behind, got accept"))
        #expect(lines.stdout.contains("0 of 2 cases passed, 2 failed, 0 skipped"))
    }

    @Test func `names what a credulous gateway credits`() async throws {
        let gateway = try CredulousGateway()
        let tool = try Tool()
        let output = try await tool.run([
            "selftest", "--gateway", gateway.url, "--listen", gateway.endpoint, "--filter",
            "A01,A23,A27,B01,B20", "--output", "json",
        ])
        #expect(output.status == 13, "\(output.stderr)")
        // The right deposit, credited once.
        #expect(Self.findings(output, "A01") == [])
        // Failed on the chain.
        #expect(Self.findings(output, "B01") == ["over-credit"])
        // Two codes, of which one gets all.
        #expect(Self.findings(output, "A23") == ["over-credit", "lost"])
        // Not there: it says so.
        #expect(Self.findings(output, "B20") == [])
        let cases = output.json?["cases"] as? [[String: Any]] ?? []
        let legacy = cases.first { $0["case"] as? String == "A27" }
        #expect(legacy?["status"] as? String == "skipped")
    }

    @Test(arguments: [
        ["--gateway", "http://127.0.0.1:1"], ["--mapping", "m.json"], ["--filter", "Z9"],
        ["--cases", "/nowhere"],
        ["--gateway", "http://127.0.0.1:1", "--listen", "1", "--mapping", "/nowhere"],
    ])
    func `says what is missing`(arguments: [String]) async throws {
        let output = try await Tool().run(["selftest"] + arguments)
        #expect(output.status == 64)
        #expect(output.stderr.hasPrefix("error: "))
        #expect(output.stdout.isEmpty)
    }
}
