import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

@Suite struct `Ledger conformance, facts` {
    /// One transfer for each state that a deposit may be in, and one whose amount books cannot hold.
    @Test(arguments: Backend.allCases)
    func `a verdict learns what became of every transfer`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            let paths = (0..<6).map { EventPath(outer: $0) }
            let (credited, waiting, huge) = (paths[0], paths[1], paths[2])
            let (refused, refunding, refunded) = (paths[3], paths[4], paths[5])
            let reviews = [waiting, refused, refunding, refunded].map {
                ReviewItem(fact: Books.fact($0, amount: 5, code: nil), reason: "unattributed")
            }
            let beyond = ReviewItem(
                fact: Books.fact(huge, amount: .max, to: Books.otherVault), reason: "overflow")
            let findings = Books.findings(
                1, credits: [Books.fact(credited, amount: 7)], reviews: reviews + [beyond],
                net: [Books.vault: 27])
            #expect(try await books.post(findings) == [.new])
            for (path, actions) in [
                (refused, [ReviewDecision.Action.refuse]), (refunding, [.beginRefund]),
                (refunded, [.beginRefund, .completeRefund(Books.signature(9))]),
            ] {
                for action in actions {
                    let id = `Ledger conformance, reviews`.id(1, path)
                    let decision = `Ledger conformance, reviews`.decision(action, of: id)
                    #expect(try await books.decide(decision) == .decided)
                }
            }
            let facts = try await books.facts(
                for: LedgerQuery(
                    genesis: Books.mainnet, signature: Books.signature(1), agents: ["bob"]))
            #expect(facts.credited == [credited: Books.codeA])
            #expect(facts.creditedAmounts == [credited: 7])
            #expect(facts.withheld == [refused, refunding, refunded])
            #expect(
                facts.waiting == [
                    waiting: .init(destination: Books.vault, mint: Books.usdc, amount: 5),
                    huge: .init(destination: Books.otherVault, mint: Books.usdc, amount: nil),
                ])
            let bob = CodeRecord(code: Books.codeB, agent: "bob", isActive: true)
            #expect(facts.agents == ["bob": bob])
            // Whatever may be credited or was is known, though nobody asked for it by name.
            let alice = CodeRecord(code: Books.codeA, agent: "alice", isActive: true)
            #expect(facts.codes == [Books.codeA: alice, Books.codeB: bob])
        }
    }

    @Test(arguments: Backend.allCases)
    func `another transaction, another cluster: nothing is known`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let review = ReviewItem(fact: Books.fact(amount: 5), reason: "unbound_memo")
            _ = try await books.post(Books.findings(1, reviews: [review]))
            for query in [
                LedgerQuery(genesis: Books.mainnet, signature: Books.signature(2)),
                LedgerQuery(genesis: Books.devnet, signature: Books.signature(1)),
            ] {
                let facts = try await books.facts(for: query)
                #expect(facts == LedgerFacts())
            }
        }
    }
}
