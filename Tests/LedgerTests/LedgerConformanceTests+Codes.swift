import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

@Suite struct `Ledger conformance, codes and reviews` {
    @Test(arguments: Backend.allCases)
    func `names an agent's oldest active code, or the oldest if none is active`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            let third = DepositCode(FixedBytes(repeating: 0x01))
            for code in [Books.codeB, Books.codeA, third] {
                try await books.add(code, agent: "alice", references: [])
            }
            func answer(_ agents: Set<String>) async throws -> [String: CodeRecord] {
                try await books.facts(
                    for: LedgerQuery(
                        genesis: Books.mainnet, signature: Books.signature(1), agents: agents)
                ).agents
            }
            let alice = { (code: DepositCode, isActive: Bool) in
                ["alice": CodeRecord(code: code, agent: "alice", isActive: isActive)]
            }
            #expect(try await answer(["alice", "bob", "Alice", ""]) == alice(Books.codeB, true))
            #expect(try await answer([]) == [:])
            _ = try await books.post(
                Books.findings(7, credits: [Books.fact(amount: 9, code: Books.codeB)]))
            let facts = try await books.facts(
                for: LedgerQuery(
                    genesis: Books.mainnet, signature: Books.signature(1), agents: ["alice"],
                    wantsSingleOperatorCredits: true))
            #expect(
                facts.codes == [
                    Books.codeB: CodeRecord(
                        code: Books.codeB, agent: "alice", isActive: true)
                ])
            #expect(facts.singleOperator.byCode == [Books.codeB: 9])
            try await books.close(Books.codeB)
            #expect(try await answer(["alice"]) == alice(Books.codeA, true))
            try await books.close(third)
            try await books.close(Books.codeA)
            #expect(try await answer(["alice"]) == alice(Books.codeB, false))
        }
    }

    @Test(arguments: Backend.allCases)
    func `a review is credited once its code is registered`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            let fact = Books.fact(amount: 5_000_000)
            let waiting = Books.findings(
                1, reviews: [ReviewItem(fact: fact, reason: "unknown_code")])
            #expect(try await books.post(waiting) == [])
            let open = try await books.openReviews(limit: 9)
            #expect(open.map(\.reason) == ["unknown_code"])
            #expect(open.map(\.amount) == [5_000_000])
            #expect(open.map(\.code) == [Books.codeA])
            #expect(open.map(\.slot) == [301])
            #expect(try await books.balances() == [])

            try await books.add(Books.codeA, agent: "alice", references: [])
            let credit = Books.findings(1, credits: [fact])
            #expect(try await books.post(credit) == [.new])
            #expect(try await books.openReviews(limit: 9) == [])
            #expect(try await books.balances().map(\.balance) == [5_000_000])
            // A later review of a credited transfer takes nothing back.
            #expect(try await books.post(waiting) == [])
            #expect(try await books.openReviews(limit: 9) == [])
            #expect(try await books.post(credit) == [.duplicate])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a review is not credited with another amount`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let review = ReviewItem(fact: Books.fact(amount: 5), reason: "below_minimum")
            _ = try await books.post(Books.findings(1, reviews: [review]))
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.post(Books.findings(1, credits: [Books.fact(amount: 6)]))
            }
            #expect(try await books.openReviews(limit: 9).map(\.amount) == [5])
        }
    }

    @Test(arguments: Backend.allCases, [0, 1 << 63, UInt64.max])
    func `an amount that books cannot hold waits without one`(
        _ backend: Backend, _ amount: UInt64
    ) async throws {
        try await backend.withBooks { books in
            let review = ReviewItem(fact: Books.fact(amount: amount), reason: "overflow")
            _ = try await books.post(Books.findings(1, reviews: [review]))
            let open = try await books.openReviews(limit: 9)
            #expect(open.map(\.amount) == [nil])
            #expect(open.map(\.reason) == ["overflow"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `reviews are listed by slot and cut at the limit`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            for number: UInt8 in [3, 1, 2] {
                let reviews = [EventPath(outer: 1), EventPath(outer: 0)].map {
                    ReviewItem(fact: Books.fact($0, amount: 5, code: nil), reason: "unattributed")
                }
                _ = try await books.post(Books.findings(number, reviews: reviews))
            }
            let open = try await books.openReviews(limit: 3)
            #expect(open.map(\.slot) == [301, 301, 302])
            #expect(open.map(\.id.path.outer) == [0, 1, 0])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a closed code is not credited, but stays known`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let earlier = Books.findings(1, credits: [Books.fact(amount: 5)])
            _ = try await books.post(earlier)
            try await books.close(Books.codeA)
            try await books.close(Books.codeA)
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.post(Books.findings(2, credits: [Books.fact(amount: 5)]))
            }
            #expect(try await books.post(earlier) == [.duplicate])
            #expect(
                try await books.codes() == [
                    CodeRecord(code: Books.codeA, agent: "alice", isActive: false)
                ])
            await #expect(throws: LedgerError(.codeClosed, "")) {
                try await books.add(Books.codeA, agent: "alice", references: [])
            }
            await #expect(throws: LedgerError(.unknownCode, "")) {
                try await books.close(Books.codeB)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a code has one owner for ever`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeB, agent: "bob", references: [])
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeA, agent: "alice", references: [])
            await #expect(throws: LedgerError(.codeTaken, "")) {
                try await books.add(Books.codeA, agent: "bob", references: [])
            }
            try await books.close(Books.codeA)
            await #expect(throws: LedgerError(.codeTaken, "")) {
                try await books.add(Books.codeA, agent: "bob", references: [])
            }
            #expect(try await books.codes().map(\.agent) == ["bob", "alice"])
            #expect(try await books.codes().map(\.isActive) == [true, false])
        }
    }

    @Test(arguments: Backend.allCases)
    func `references lead to codes and to what is known of them`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            let (first, second) = (
                Books.reference(50, of: Books.codeA), Books.reference(51, of: Books.codeA)
            )
            try await books.add(Books.codeA, agent: "alice", references: [first])
            try await books.add(Books.codeA, agent: "alice", references: [first, second])
            let unknown = CodeReference.Key(
                treasuryAccount: Books.otherVault, reference: Books.address(50))
            let facts = try await books.facts(
                for: LedgerQuery(
                    genesis: Books.mainnet, signature: Books.signature(1), codes: [Books.codeB],
                    references: [first.key, second.key, unknown]))
            #expect(facts.references == [first.key: Books.codeA, second.key: Books.codeA])
            #expect(
                facts.codes == [
                    Books.codeA: CodeRecord(code: Books.codeA, agent: "alice", isActive: true)
                ])

            let stolen = CodeReference(key: first.key, code: Books.codeB)
            for references in [[stolen], [first]] {
                await #expect(throws: LedgerError(.inconsistent, "")) {
                    try await books.add(Books.codeB, agent: "bob", references: references)
                }
            }
            #expect(try await books.codes().map(\.code) == [Books.codeA])
        }
    }

    @Test(arguments: Backend.allCases)
    func `codes that were issued earlier get further references, closed ones as well`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            let (first, second) = (
                Books.reference(50, of: Books.codeA), Books.reference(51, of: Books.codeB)
            )
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            try await books.close(Books.codeA)
            for _ in 0..<2 { try await books.extend([first, second]) }
            let query = LedgerQuery(
                genesis: Books.mainnet, signature: Books.signature(1),
                references: [first.key, second.key])
            let facts = try await books.facts(for: query)
            #expect(facts.references == [first.key: Books.codeA, second.key: Books.codeB])
            #expect(facts.codes[Books.codeA]?.isActive == false)

            // All of it, or nothing.
            let other = Books.reference(52, of: Books.codeA)
            let stolen = CodeReference(key: first.key, code: Books.codeB)
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.extend([other, stolen])
            }
            let unknown = try #require(DepositCode(bytes: [9, 9, 9, 9, 9, 9, 9, 9]))
            await #expect(throws: LedgerError(.unknownCode, "")) {
                try await books.extend([other, Books.reference(53, of: unknown)])
            }
            let none = try await books.facts(
                for: LedgerQuery(
                    genesis: Books.mainnet, signature: Books.signature(1), references: [other.key]))
            #expect(none.references.isEmpty)
        }
    }

    @Test(
        arguments: Backend.allCases,
        [
            "", " alice", "alice ", "al\nice", "al\u{0}ice", "álice",
            String(repeating: "a", count: 65),
        ])
    func `refuses a name that could be mistaken`(_ backend: Backend, _ name: String) async throws {
        try await backend.withBooks { books in
            await #expect(throws: LedgerError(.invalidAgent, "")) {
                try await books.add(Books.codeA, agent: name, references: [])
            }
            let codes = try await books.codes()
            #expect(codes.isEmpty)
        }
    }
}
