import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct FixtureTests {
    @Test func `records a deposit and decides from the recording, offline`() async throws {
        let gateway = try await Gateway()
        let signature = try await gateway.deposit()
        let folder = gateway.tool.home.appending(path: "recorded")
        let record = try await gateway.run("fixture", "record", signature, "-o", folder.path)
        #expect(record.status == 0, "\(record.stderr)")
        let decision = record.json?["decision"] as? [String: Any]
        #expect(decision?["verdict"] as? String == "accept")
        let again = try await gateway.run("fixture", "record", signature, "-o", folder.path)
        #expect(again.status == 64)

        // No policy, no endpoint, no key.
        let replay = try await gateway.tool.run([
            "fixture", "replay", folder.path, "--output", "json",
        ])
        #expect(replay.status == 0, "\(replay.stderr)")
        #expect(replay.text("verdict") == "accept")
        #expect(replay.stderr.isEmpty)
        let credits = replay.json?["credits"] as? [[String: Any]]
        #expect(credits?.map { $0["code"] as? String } == [World.code1])
        #expect(credits?.map { $0["amount"] as? String } == ["5000000"])
        try await gateway.addCode()
        let verify = try await gateway.run(
            "verify", signature, "--replay", folder.path, "--ledger", gateway.ledger, "-u",
            "http://127.0.0.1:1")
        #expect(verify.status == 0, "\(verify.stderr)")
        #expect(try await gateway.balance() == "5000000")
        try expectNoCredential(in: folder)
        try await forgets("getTransaction", folder, gateway.tool)
    }

    /// The recording must hold every answer, the raw ones too, and no credential.
    private func expectNoCredential(in folder: URL) throws {
        let names = try #require(FileManager.default.enumerator(atPath: folder.path))
            .compactMap { $0 as? String }
        #expect(Set(["case.json", "expect.json", "rpc/1.json"]).isSubset(of: names))
        #expect(names.count { $0.hasPrefix("evidence/") } == 1)
        for name in names {
            guard let data = try? Data(contentsOf: folder.appending(path: name)) else { continue }
            #expect(data.range(of: Data(Gateway.canary.utf8)) == nil, "\(name)")
        }
    }

    private func forgets(_ method: String, _ folder: URL, _ tool: Tool) async throws {
        let file = folder.appending(path: "rpc/1.json")
        let data = try Data(contentsOf: file)
        var transcript = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let exchanges = try #require(transcript["exchanges"] as? [[String: Any]])
        transcript["exchanges"] = exchanges.filter { exchange in
            (exchange["request"] as? [String: Any])?["method"] as? String != method
        }
        try JSONSerialization.data(withJSONObject: transcript).write(to: file)
        let output = try await tool.run(["fixture", "replay", folder.path, "--output", "json"])
        #expect(output.status == 10)
        #expect(output.error("code") == "notRecorded")
        #expect(output.error("message")?.contains(method) == true)
    }

    @Test(arguments: [("A01", 0, "accept"), ("B01", 2, "reject"), ("B20", 3, "pending")])
    func `decides from a folder of the catalogue`(
        name: String, status: Int32, verdict: String
    ) async throws {
        let path = Repository.fixture("cases/\(name)").path
        let output = try await Tool().run(["fixture", "replay", path, "--output", "json"])
        #expect(output.status == status, "\(output.stderr)")
        #expect(output.text("verdict") == verdict)
        #expect(output.stderr.isEmpty)
    }

    @Test func `says that a folder is no recording`() async throws {
        let output = try await Tool().run(["fixture", "replay", "/nowhere/at-all"])
        #expect(output.status == 64)
        #expect(output.stderr.hasPrefix("error: the recording cannot be read\n"))
    }
}
