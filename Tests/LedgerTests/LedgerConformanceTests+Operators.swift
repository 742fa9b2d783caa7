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
    func `an agent's code is among the codes, with what it was credited`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            _ = try await books.post(Books.findings(1, credits: [Books.fact(amount: 5)]))
            let facts = try await books.facts(
                for: LedgerQuery(
                    genesis: Books.mainnet, signature: Books.signature(99), agents: ["alice"],
                    wantsSingleOperatorCredits: true))
            #expect(facts.codes[Books.codeA]?.agent == "alice")
            #expect(
                facts.singleOperator
                    == SingleOperatorCredits(total: 5, byCode: [Books.codeA: 5]))
        }
    }

    @Test(arguments: Backend.allCases)
    func `tells what of a transaction waits, and as what`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            let fact = Books.fact(amount: 5)
            _ = try await books.post(
                Books.findings(1, reviews: [ReviewItem(fact: fact, reason: "unknown_code")]))
            let facts = try await books.facts(
                for: LedgerQuery(genesis: Books.mainnet, signature: Books.signature(1)))
            let waiting = LedgerFacts.Waiting(
                destination: fact.destination, mint: fact.mint, amount: 5)
            #expect(facts.waiting == [fact.path: waiting])
            #expect(facts.withheld.isEmpty && facts.credited.isEmpty)
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

    @Test(arguments: Backend.allCases)
    func `refuses a posting that exceeds the cap on one operator's word`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            func post(
                _ signature: UInt8, _ amount: UInt64, _ code: DepositCode = Books.codeA,
                operators: Int = 1, perCode: UInt64? = nil, total: UInt64? = nil
            ) async throws -> [CreditOutcome] {
                try await books.post(
                    Books.findings(
                        signature, credits: [Books.fact(amount: amount, code: code)],
                        operators: operators,
                        cap: SingleOperatorCap(perCode: perCode, total: total)))
            }
            #expect(try await post(1, 7, perCode: 7, total: 7) == [.new])
            for (perCode, total) in [(7, nil), (nil, 7)] as [(UInt64?, UInt64?)] {
                await #expect(throws: LedgerError(.capExceeded, "")) {
                    try await post(2, 1, perCode: perCode, total: total)
                }
            }
            // What was credited before costs nothing; two operators are not capped.
            #expect(try await post(1, 7, perCode: 7, total: 7) == [.duplicate])
            #expect(try await post(3, 100, operators: 2, perCode: 1, total: 1) == [.new])
            #expect(try await post(4, 5, Books.codeB, perCode: 7, total: 12) == [.new])
            await #expect(throws: LedgerError(.capExceeded, "")) {
                try await post(5, 1, Books.codeB, perCode: 7, total: 12)
            }
            #expect(
                try await Self.credits(books)
                    == SingleOperatorCredits(
                        total: 12, byCode: [Books.codeA: 7, Books.codeB: 5]))
        }
    }

    @Test(arguments: Backend.allCases)
    func `what a person assigned does not use up the cap`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let review = ReviewItem(fact: Books.fact(amount: 7, code: nil), reason: "unattributed")
            _ = try await books.post(Books.findings(1, reviews: [review], net: [Books.vault: 7]))
            let id = `Ledger conformance, reviews`.id(1)
            let assign = `Ledger conformance, reviews`.decision(.assign(Books.codeA), of: id)
            #expect(try await books.decide(assign) == .decided)
            #expect(try await Self.credits(books) == SingleOperatorCredits())
            let capped = Books.findings(
                2, credits: [Books.fact(amount: 7)], cap: SingleOperatorCap(perCode: 7, total: 7))
            #expect(try await books.post(capped) == [.new])
        }
    }

    @Test(arguments: Backend.allCases)
    func `refuses a posting that nobody told of`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.post(
                    Books.findings(1, credits: [Books.fact(amount: 1)], operators: 0))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `sums beyond 64 bits are exact`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            let most = UInt64(Int64.max)
            for (signature, code) in [Books.codeA, Books.codeB].enumerated() {
                try await books.add(code, agent: "agent \(signature)", references: [])
                _ = try await books.post(
                    Books.findings(
                        UInt8(signature), credits: [Books.fact(amount: most, code: code)]))
            }
            #expect(try await Self.credits(books).total == UInt128(most) * 2)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what two operators told stays theirs when one of them tells it again`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let fact = Books.fact(amount: 5)
            _ = try await books.post(
                Books.findings(
                    1, reviews: [ReviewItem(fact: fact, reason: "unknown_code")],
                    net: [fact.destination: 5], operators: 2))
            _ = try await books.post(Books.findings(1, credits: [fact]))
            #expect(try await Self.credits(books) == SingleOperatorCredits())
        }
    }
}
