import Foundation
import SolanaCodec
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

    /// Sent by somebody who had no code: prepared twice, signed with the Rust SDK, sent both times, and
    /// paid once.
    @Test func `a refund is prepared, signed, paid once, and completed`() async throws {
        let gateway = try await Gateway()
        try await gateway.addCode(World.code2, agent: "agt_2")
        let chain = gateway.depositor.chain
        try await chain.fund(World.treasury.address)
        let signature = try await gateway.deposit("7.5")
        #expect(try await gateway.verify(signature).status == 11)
        let list = try await gateway.run("review", "list", "--ledger", gateway.ledger)
        let waiting = list.json?["reviews"] as? [[String: Any]]
        let event = try #require(waiting?.first?["event"] as? String)
        let refund = [
            "review", "refund", signature, event, "--by", "anna", "--why", "sent by mistake",
        ]
        var transactions: [String] = []
        for price in ["0", "1"] {
            let output = try await run(
                gateway, refund + ["--with-compute-unit-price", price])
            #expect(output.status == 0, "\(output.stderr)")
            #expect(output.json?["new"] as? Bool == (price == "0"))
            let prepared = try #require(output.json?["refund"] as? [String: Any])
            #expect(prepared["amount"] as? String == "7500000")
            #expect(prepared["destination"] as? String == World.payerUSDC.description)
            #expect(prepared["signers"] as? [String] == [World.treasury.address.description])
            transactions.append(try #require(prepared["transaction"] as? String))
        }
        let assign = ["review", "assign", signature, event, "--code", World.code2]
        let late = try await run(gateway, assign + ["--by", "eve", "--why", "mine"])
        #expect(late.status == 2 && late.text("state") == "refunding")
        let going = try await run(gateway, ["review", "list", "--refunding"])
        #expect((going.json?["reviews"] as? [[String: Any]])?.count == 1)

        for transaction in transactions {
            let signed = try Oracle.run(["sign", "2"], script: "refunds", input: [transaction])
            let text = try #require(signed.first)
            _ = try await chain.call(
                "sendTransaction", #"["\#(text)",{"encoding":"base64","skipPreflight":true}]"#)
        }
        try await chain.advance(10)
        #expect(try await chain.tokens(of: World.treasuryUSDC) == "0")
        #expect(try await chain.tokens(of: World.payerUSDC) == "100000000")

        let done = try await run(gateway, refund)
        #expect(done.status == 0, "\(done.stderr)")
        let review = try #require(done.json?["review"] as? [String: Any])
        let decisions = try #require(review["decisions"] as? [[String: Any]])
        #expect(decisions.map { $0["state"] as? String } == ["refunding", "refunded"])
        #expect(decisions.map { $0["by"] as? String } == ["anna", "l5-deposit"])
        let again = try await run(gateway, refund)
        #expect(again.status == 2 && again.text("state") == "refunded")
        let verified = try await gateway.verify(signature)
        #expect(verified.status == 2 && verified.text("reason") == "already_claimed")
        let settled = verified.json?["settled"] as? [[String: Any]]
        #expect(settled?.map { $0["state"] as? String } == ["refunded"])
        let paying = try #require(decisions.last?["detail"] as? String)
        let refunds = try await gateway.verify(paying).json?["refunds"] as? [[String: Any]]
        #expect(refunds?.map { $0["signature"] as? String } == [signature])
        #expect(refunds?.map { $0["new"] as? Bool } == [false])
        #expect(try await gateway.balance() == nil)
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
