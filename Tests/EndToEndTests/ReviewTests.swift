import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct ReviewTests {
    /// What waits is listed, assigned once, and says afterwards who decided and why.
    @Test func `a person assigns what waits, and the decision stays`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode(World.code2, agent: "agt_2")
        // Nobody registered the code that this deposit carries.
        let signature = try await gateway.deposit("7.5")
        #expect(try await gateway.verify(signature).status == 11)
        let list = try await gateway.run("review", "list", "--ledger", gateway.ledger)
        let reviews = try #require(list.json?["reviews"] as? [[String: Any]])
        #expect(reviews.map { $0["amount"] as? String } == ["7500000"])
        #expect(reviews.map { $0["reason"] as? String } == ["unknown_code"])
        let event = try #require(reviews.first?["event"] as? String)

        let decide = [signature, event, "--by", "anna", "--why", "he showed the receipt"]
        let assign = ["review", "assign"] + decide + ["--code", World.code2]
        for isNew in [true, false] {
            let output = try await run(gateway, assign)
            #expect(output.status == 0, "\(output.stderr)")
            #expect(output.json?["new"] as? Bool == isNew)
        }
        #expect(try await gateway.balance() == "7500000")
        let refuse = try await run(gateway, ["review", "refuse"] + decide)
        #expect(refuse.status == 2)
        let show = try await run(gateway, ["review", "show", signature, event])
        let review = try #require(show.json?["review"] as? [String: Any])
        let decisions = try #require(review["decisions"] as? [[String: Any]])
        #expect(decisions.map { $0["by"] as? String } == ["anna"])
        #expect(decisions.map { $0["detail"] as? String } == [World.code2])
        #expect(try await gateway.verify(signature).text("verdict") == "duplicate")
        let audit = try await gateway.run("ledger", "audit", "--ledger", gateway.ledger)
        #expect(audit.status == 0)
    }

    @Test(arguments: [["show", "x", "3"], ["refuse", "x", "3", "--by", "a", "--why", "b"]])
    func `a malformed signature is a usage error`(_ arguments: [String]) async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let output = try await run(gateway, ["review"] + arguments)
        #expect(output.status == 64)
    }

    private func run(_ gateway: Gateway, _ arguments: [String]) async throws -> Tool.Output {
        try await gateway.tool.run(
            arguments + [
                "--ledger", gateway.ledger, "--policy", gateway.policy, "--output", "json",
            ], environment: ["RPC_KEY": Gateway.canary])
    }
}
