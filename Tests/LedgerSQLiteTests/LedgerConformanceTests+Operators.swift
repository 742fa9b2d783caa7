import DepositProgram
import DepositVerifier
import LedgerSQLite
import SolanaCodec
import Testing

@Suite struct `Ledger conformance, operators` {
    private static func credits(
        _ books: Backend.AnyBooks, of codes: Set<DepositCode> = [Books.codeA, Books.codeB],
        wanted: Bool = true
    ) async throws -> SingleOperatorCredits {
        try await books.facts(
            for: LedgerQuery(
                genesis: Books.mainnet, signature: Books.signature(99), codes: codes,
                wantsSingleOperatorCredits: wanted)
        ).singleOperator
    }

    @Test(arguments: Backend.allCases)
    func `sums what was credited on one operator's word`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            #expect(try await Self.credits(books) == SingleOperatorCredits())
            _ = try await books.post(
                Books.findings(
                    1, credits: [Books.fact(amount: 5), Books.fact(EventPath(outer: 4), amount: 7)])
            )
            _ = try await books.post(
                Books.findings(2, credits: [Books.fact(amount: 11, code: Books.codeB)]))
            _ = try await books.post(
                Books.findings(3, credits: [Books.fact(amount: 100)], operators: 2))
            #expect(
                try await Self.credits(books)
                    == SingleOperatorCredits(
                        total: 23, byCode: [Books.codeA: 12, Books.codeB: 11]))
            #expect(
                try await Self.credits(books, of: [Books.codeB])
                    == SingleOperatorCredits(total: 23, byCode: [Books.codeB: 11]))
            #expect(try await Self.credits(books, wanted: false) == SingleOperatorCredits())
        }
    }

    @Test(arguments: Backend.allCases)
    func `what waits counts once it is credited, by the operators who told it then`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let fact = Books.fact(amount: 5)
            for (signature, operators) in [(1, 1), (2, 2)] as [(UInt8, Int)] {
                _ = try await books.post(
                    Books.findings(
                        signature, reviews: [ReviewItem(fact: fact, reason: "quorum_required")],
                        net: [fact.destination: 5]))
                let before = try await Self.credits(books)
                #expect(before.total == UInt128((signature - 1) * 5))
                let outcome = try await books.post(
                    Books.findings(signature, credits: [fact], operators: operators))
                #expect(outcome == [.new])
            }
            #expect(
                try await Self.credits(books)
                    == SingleOperatorCredits(total: 5, byCode: [Books.codeA: 5]))
        }
    }
}
