import DepositProgram
import DepositVerifier
import LedgerSQLite
import SolanaCodec
import Testing

#if PostgreSQL
import LedgerPostgreSQL
#endif

/// Every kind of books must behave alike.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case memory, sqlite
    #if PostgreSQL
    case postgresql

    /// Without a server, the suite of PostgreSQL reads as skipped.
    static let allCases: [Backend] =
        [.memory, .sqlite] + (PostgreSQLServer.shared == nil ? [] : [.postgresql])
    #endif

    var testDescription: String { rawValue }

    typealias AnyBooks = any Ledger & CodeRegistry & LedgerBooks & Holds & Movements
        & CredentialRegistry & ReviewQueue & ReconciliationBooks

    /// Runs `body` with empty books; then nothing may differ between entries and sums.
    func withBooks(
        now: @escaping @Sendable () -> Int64 = { Books.time },
        _ body: (AnyBooks) async throws -> Void
    ) async throws {
        switch self {
        case .memory:
            try await Self.check(InMemoryLedger(now: now), body)
        case .sqlite:
            let directory = try TemporaryDirectory()
            let ledger = try await SQLiteLedger.test(at: directory.ledger, now: now)
            try await Self.check(ledger, body)
            await ledger.close()
        #if PostgreSQL
        case .postgresql:
            try await PostgreSQLServer.shared?.withBooks { conninfo in
                let ledger = try await PostgreSQLLedger.test(conninfo, now: now)
                try await Self.check(ledger, body)
                await ledger.close()
            }
        #endif
        }
    }

    private static func check(
        _ books: AnyBooks, _ body: (AnyBooks) async throws -> Void
    ) async throws {
        try await body(books)
        #expect(try await books.verifyIntegrity() == [])
    }
}

private func balance(_ books: Backend.AnyBooks, _ agent: String = "alice") async throws -> UInt64? {
    try await books.balances().first { $0.agent == agent }?.balance
}

@Suite struct `Ledger conformance, posting` {
    @Test(arguments: Backend.allCases)
    func `credits once and says duplicate afterwards`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let findings = Books.findings(1, credits: [Books.fact(amount: 5_000_000)])
            #expect(try await books.post(findings) == [.new])
            #expect(try await books.post(findings) == [.duplicate])
            #expect(try await balance(books) == 5_000_000)
            let facts = try await books.facts(
                for: LedgerQuery(genesis: Books.mainnet, signature: Books.signature(1)))
            #expect(facts.credited == [EventPath(outer: 3): Books.codeA])
            #expect(facts.frozenEventSet == [UInt8](repeating: 1, count: 32))
        }
    }

    /// Heads computed with Python's hashlib from the documented canonical text.
    @Test(arguments: Backend.allCases)
    func `chains entries exactly as documented`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let batchChild = EventPath(outer: 2, inner: 1, batchChild: 0)
            _ = try await books.post(
                Books.findings(
                    1,
                    credits: [Books.fact(amount: 5_000_000), Books.fact(batchChild, amount: 1)]))
            _ = try await books.post(
                Books.findings(
                    2, credits: [Books.fact(EventPath(outer: 0), amount: 2_500_000)]))
            let balances = try await books.balances()
            #expect(
                balances.map { Hexadecimal.encode($0.head) } == [
                    "67d2be5eca481dce5ada60f80386ef3e07ae42289375ee9d39bc5f83b55fcb6b"
                ])
            #expect(balances.map(\.balance) == [7_500_001])
            #expect(balances.map(\.entryCount) == [3])
        }
    }

    @Test(arguments: Backend.allCases)
    func `replaying any prefix changes nothing`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            let history = (1...6).map { number in
                Books.findings(
                    number,
                    credits: [
                        Books.fact(
                            amount: UInt64(number) * 1_000,
                            code: number.isMultiple(of: 2) ? Books.codeA : Books.codeB)
                    ],
                    reviews: [
                        ReviewItem(
                            fact: Books.fact(EventPath(outer: 5), amount: 7, code: nil),
                            reason: "unattributed")
                    ])
            }
            for findings in history { _ = try await books.post(findings) }
            let (balances, reviews) = (
                try await books.balances(), try await books.openReviews(limit: 99)
            )
            for length in 1...history.count {
                for findings in history.prefix(length) {
                    #expect(try await books.post(findings) == [.duplicate])
                }
                #expect(try await books.balances() == balances)
                #expect(try await books.openReviews(limit: 99) == reviews)
            }
            #expect(balances.map(\.balance) == [12_000, 9_000])
            #expect(reviews.count == 6)
        }
    }

    @Test(arguments: Backend.allCases)
    func `one hundred posts at once credit once`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let findings = Books.findings(1, credits: [Books.fact(amount: 5_000_000)])
            let outcomes = try await withThrowingTaskGroup(of: [CreditOutcome].self) { group in
                for _ in 0..<100 { group.addTask { try await books.post(findings) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(outcomes.count { $0 == .new } == 1)
            #expect(outcomes.count { $0 == .duplicate } == 99)
            #expect(try await balance(books) == 5_000_000)
        }
    }

    /// O15: a transfer without a code waits, and two wallets' claims race for it.
    @Test(arguments: Backend.allCases)
    func `of two accounts at once exactly one is credited, also what waited`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            let waiting = ReviewItem(
                fact: Books.fact(amount: 5_000_000, code: nil), reason: "unattributed")
            let plain = Books.findings(1, reviews: [waiting])
            let claims = [Books.codeA, Books.codeB].map { code in
                Books.findings(1, credits: [Books.fact(amount: 5_000_000, code: code)])
            }
            #expect(try await books.post(plain) == [])
            let outcomes = try await withThrowingTaskGroup(of: (Int, [CreditOutcome]).self) {
                group in
                for index in 0..<60 {
                    let findings = index % 3 == 2 ? plain : claims[index % 3]
                    group.addTask { (index % 3, try await books.post(findings)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let balances = try await books.balances()
            #expect(balances.map(\.balance) == [5_000_000])
            let winner = balances.first?.agent == "alice" ? 0 : 1
            let own = outcomes.filter { $0.0 == winner }.flatMap(\.1)
            #expect(own.count { $0 == .new } == 1)
            #expect(own.count { $0 == .duplicate } == 19)
            let others = outcomes.filter { $0.0 == 1 - winner }.flatMap(\.1)
            #expect(others == Array(repeating: .taken, count: 20))
            #expect(try await books.openReviews(limit: 9).isEmpty)
            let facts = try await books.facts(
                for: LedgerQuery(genesis: Books.mainnet, signature: Books.signature(1)))
            let code = winner == 0 ? Books.codeA : Books.codeB
            #expect(facts.credited == [EventPath(outer: 3): code])
            #expect(facts.codes[code]?.agent == balances.first?.agent)
        }
    }

    @Test(arguments: Backend.allCases)
    func `two clusters are two worlds`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let credits = [Books.fact(amount: 5)]
            let onDevnet = Books.findings(1, credits: credits, genesis: Books.devnet, eventSet: 9)
            #expect(try await books.post(onDevnet) == [.new])
            #expect(try await books.post(Books.findings(1, credits: credits)) == [.new])
            let balances = try await books.balances()
            #expect(balances.map(\.genesis) == [Books.devnet, Books.mainnet])
            #expect(balances.map(\.balance) == [5, 5])
        }
    }

    @Test(arguments: Backend.allCases)
    func `every token account and mint of a transaction counts by itself`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let credits = [
                Books.fact(EventPath(outer: 0), amount: 1),
                Books.fact(EventPath(outer: 1), amount: 2, to: Books.otherVault, mint: Books.usdt),
                Books.fact(EventPath(outer: 2), amount: 4),
            ]
            #expect(
                try await books.post(Books.findings(1, credits: credits)) == [.new, .new, .new])
            #expect(try await books.balances().map(\.symbol) == ["USDC", "USDT"])
            #expect(try await books.balances().map(\.balance) == [5, 2])
            let entries = try await books.entries(agent: "alice", limit: 2)
            #expect(entries.map(\.sequence) == [2, 1])
            #expect(entries.map(\.amount) == [4, 1])
            #expect(entries.map { $0.deposit?.path } == [EventPath(outer: 2), EventPath(outer: 0)])
            #expect(entries.map(\.code) == [Books.codeA, Books.codeA])
            #expect(entries.map(\.kind) == [.deposit, .deposit])
            #expect(try await books.entries(agent: "nobody", limit: 9) == [])
        }
    }
}

@Suite struct `Ledger conformance, refusals` {
    /// Findings that must be refused after code A was registered and 5 base units were credited to
    /// it in transaction 1.
    static let refused: [(String, TransactionFindings, LedgerError.Code)] = [
        (
            "other events than when first posted",
            Books.findings(1, credits: [Books.fact(amount: 5)], eventSet: 2), .eventSetChanged
        ),
        (
            "more than the token account received",
            Books.findings(
                2, credits: [Books.fact(amount: 5)], net: [Books.vault: 4]), .inconsistent
        ),
        (
            "a token account that received nothing",
            Books.findings(2, credits: [Books.fact(amount: 5)], net: [:]), .inconsistent
        ),
        (
            "more than received, counting what was credited before",
            Books.findings(
                1, credits: [Books.fact(EventPath(outer: 9), amount: 1)], net: [Books.vault: 5]),
            .inconsistent
        ),
        (
            "sums beyond 64 bits",
            Books.findings(
                2,
                credits: (0..<3).map {
                    Books.fact(EventPath(outer: $0), amount: UInt64(Int64.max))
                }, net: [Books.vault: .max]), .inconsistent
        ),
        (
            "a code that nobody registered",
            Books.findings(2, credits: [Books.fact(amount: 5, code: Books.codeB)]), .inconsistent
        ),
        (
            "a credit without a code",
            Books.findings(2, credits: [Books.fact(amount: 5, code: nil)]), .inconsistent
        ),
        ("nothing", Books.findings(2, credits: [Books.fact(amount: 0)]), .inconsistent),
        (
            "nobody's word",
            Books.findings(2, credits: [Books.fact(amount: 5)], operators: 0), .inconsistent
        ),
        (
            "2^63 base units",
            Books.findings(2, credits: [Books.fact(amount: 1 << 63)]), .inconsistent
        ),
        (
            "a balance of 2^63",
            Books.findings(2, credits: [Books.fact(amount: UInt64(Int64.max) - 4)]), .inconsistent
        ),
        (
            "one transfer twice",
            Books.findings(
                2, credits: [Books.fact(amount: 5), Books.fact(amount: 5)]), .inconsistent
        ),
        (
            "a transfer that is credited and reviewed",
            Books.findings(
                2, credits: [Books.fact(amount: 5)],
                reviews: [ReviewItem(fact: Books.fact(amount: 5), reason: "outflow")]),
            .inconsistent
        ),
        (
            "another amount than was posted",
            Books.findings(1, credits: [Books.fact(amount: 6)]), .inconsistent
        ),
        (
            "another destination than was posted",
            Books.findings(1, credits: [Books.fact(amount: 5, to: Books.otherVault)]),
            .inconsistent
        ),
        (
            "other decimals than the mint had",
            Books.findings(2, credits: [Books.fact(amount: 5, decimals: 9)]), .inconsistent
        ),
    ]

    @Test(arguments: Backend.allCases, refused.indices)
    func `posts nothing that breaks a rule`(_ backend: Backend, _ row: Int) async throws {
        let (name, findings, code) = Self.refused[row]
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            _ = try await books.post(Books.findings(1, credits: [Books.fact(amount: 5)]))
            let before = try await books.balances()
            await #expect(throws: LedgerError(code, ""), "\(name)") {
                try await books.post(findings)
            }
            #expect(try await books.balances() == before, "\(name)")
            #expect(try await books.openReviews(limit: 9) == [], "\(name)")
            if findings.signature != Books.signature(1) {
                let facts = try await books.facts(
                    for: LedgerQuery(genesis: Books.mainnet, signature: findings.signature))
                #expect(facts == LedgerFacts(), "\(name)")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `one bad credit keeps back the good ones`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            let credits = [
                Books.fact(EventPath(outer: 0), amount: 5),
                Books.fact(EventPath(outer: 1), amount: UInt64(Int64.max)),
            ]
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.post(Books.findings(1, credits: credits))
            }
            #expect(try await books.balances() == [])
            #expect(try await books.entries(agent: "alice", limit: 9) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a balance reaches 2^63-1`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            _ = try await books.post(Books.findings(1, credits: [Books.fact(amount: 5)]))
            let rest = Books.fact(amount: UInt64(Int64.max) - 5)
            #expect(try await books.post(Books.findings(2, credits: [rest])) == [.new])
            #expect(try await balance(books) == 9_223_372_036_854_775_807)
        }
    }
}
