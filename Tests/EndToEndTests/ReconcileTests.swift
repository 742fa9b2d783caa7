import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct ReconcileTests {
    private static func reconcile(
        _ gateway: Gateway, _ more: String...
    ) async throws -> Tool.Output {
        try await gateway.tool.run(
            [
                "ledger", "reconcile", "--ledger", gateway.ledger, "--policy", gateway.policy,
                "--output", "json",
            ] + more, environment: ["RPC_KEY": Gateway.canary])
    }

    /// Equal, then not while a deposit is unverified, then equal again.
    @Test func `tells a difference by its exit code, and what would mend it`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let first = try await gateway.deposit("25.5")
        #expect(try await gateway.verify(first).status == 0)
        let equal = try await Self.reconcile(gateway)
        #expect(equal.status == 0, "\(equal.stderr)")
        #expect(equal.text("schema") == "l5.reconcile/1" && equal.text("status") == "equal")
        let accounts = try #require(equal.json?["accounts"] as? [[String: Any]])
        #expect(accounts.count == 1)
        let account = try #require(accounts.first)
        let texts = ["opening", "in", "credited", "inReview", "out", "closing", "difference"]
        #expect(
            texts.map { account[$0] as? String } == [
                "0", "25500000", "25500000", "0", "0", "25500000", "0",
            ])

        let second = try await gateway.deposit("7")
        let different = try await Self.reconcile(gateway)
        #expect(different.status == 13 && different.text("status") == "difference")
        let found = try #require(
            (different.json?["accounts"] as? [[String: Any]])?.first?["differences"]
                as? [[String: Any]])
        #expect(found.map { $0["kind"] as? String } == ["missing_in_books"])
        #expect(found.map { $0["signature"] as? String } == [second])
        #expect(found.map { $0["onChain"] as? String } == ["7000000"])
        let human = try await gateway.tool.run(
            ["ledger", "reconcile", "--ledger", gateway.ledger, "--policy", gateway.policy],
            environment: ["RPC_KEY": Gateway.canary])
        #expect(human.status == 13 && human.stdout.contains("l5-deposit verify \(second)"))
        #expect(human.stdout.contains("UNACCOUNTED     7.000000"))
        #expect(try await gateway.verify(second).status == 0)
        let again = try await Self.reconcile(gateway)
        #expect(again.status == 0)
        // Nothing of the endpoint's credential is anywhere.
        for output in [equal, different, human, again] {
            #expect(!(output.stdout + output.stderr).contains(Gateway.canary))
        }
    }

    @Test func `without endpoint, policy or slots it is not equal`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let away = try await Self.reconcile(gateway, "-u", "http://127.0.0.1:1")
        #expect(away.status == 10)
        let newer = try await Self.reconcile(gateway, "--to", "999999999999")
        #expect(newer.status == 3)
        let empty = try await Self.reconcile(gateway, "--from", "2", "--to", "1")
        #expect(empty.status == 64)
    }

    @Test func `exports what another program can add up`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode()
        let signature = try await gateway.deposit("25.5")
        #expect(try await gateway.verify(signature).status == 0)
        for (format, sign) in [
            ("csv", ",deposit,25.500000,25.500000,vault,-25.500000,"),
            ("jsonl", "\"amount\":\"25500000\""),
            ("hledger", "    Liabilities:Agents:A-agt-5F1:USDC  -25.500000 USDC\n"),
            ("beancount", "  Liabilities:Agents:A-agt-5F1:USDC  -25.500000 USDC\n"),
        ] {
            let output = try await gateway.tool.run([
                "ledger", "export", "--format", format, "--ledger", gateway.ledger,
            ])
            #expect(output.status == 0 && output.stdout.contains(sign), "\(format)")
            #expect(output.stdout.contains(signature), "\(format)")
        }
        let page = try await gateway.tool.run([
            "ledger", "entries", "--agent", "agt_1", "--page", "2", "--ledger", gateway.ledger,
        ])
        #expect(page.status == 0 && page.stdout == "No entries.\n")
    }
}
