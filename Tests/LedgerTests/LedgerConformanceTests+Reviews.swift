import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

@Suite struct `Ledger conformance, reviews` {
    static func id(_ number: UInt8 = 1, _ path: EventPath = EventPath(outer: 3)) -> DepositID {
        DepositID(genesis: Books.mainnet, signature: Books.signature(number), path: path)
    }

    /// Wallet 20 is about to sign a refund.
    static let refund = ReviewDecision.Action.beginRefund(by: Books.address(20))

    static func decision(
        _ action: ReviewDecision.Action, of id: DepositID = id(), by person: String = "eve",
        because reason: String = "the payer wrote to us"
    ) -> ReviewDecision {
        ReviewDecision(deposit: id, action: action, person: person, reason: reason)
    }

    /// Books with two agents, in which one deposit of 5 waits and its token account received 8.
    static func wait(_ books: Backend.AnyBooks) async throws {
        try await books.add(Books.codeA, agent: "alice", references: [])
        try await books.add(Books.codeB, agent: "bob", references: [])
        let review = ReviewItem(fact: Books.fact(amount: 5, code: nil), reason: "unattributed")
        _ = try await books.post(
            Books.findings(1, reviews: [review], net: [Books.vault: 8]))
    }

    @Test(arguments: Backend.allCases)
    func `clusters are told in the order in which they came`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            #expect(try await books.clusters() == [])
            for genesis in [Books.devnet, Books.mainnet, Books.devnet] {
                var findings = Books.findings(
                    1,
                    reviews: [
                        ReviewItem(fact: Books.fact(amount: 5, code: nil), reason: "unattributed")
                    ], net: [Books.vault: 5])
                findings.genesis = genesis
                _ = try await books.post(findings)
            }
            #expect(try await books.clusters() == [Books.devnet, Books.mainnet])
        }
    }

    @Test(arguments: Backend.allCases)
    func `assigning credits once, by the deposit's own key`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Self.wait(books)
            let assign = Self.decision(.assign(Books.codeB))
            #expect(try await books.decide(assign) == .decided)
            #expect(try await books.decide(assign) == .duplicate)
            #expect(try await books.balances().map(\.agent) == ["bob"])
            #expect(try await books.balances().map(\.balance) == [5])
            #expect(try await books.openReviews(limit: 9) == [])
            let entry = try #require(try await books.entries(agent: "bob", limit: 9).first)
            #expect(entry.kind == .deposit)
            #expect(entry.deposit == Self.id())
            #expect(entry.code == Books.codeB)
            #expect(entry.key == "sol:\(Books.mainnet):\(Books.signature(1)):3")
            for action in [
                ReviewDecision.Action.assign(Books.codeA), .refuse, Self.refund,
                .completeRefund(Books.signature(9)),
            ] {
                #expect(try await books.decide(Self.decision(action)) == .settled(.credited))
            }
            // A later sighting of the transaction, claimed by another, changes nothing either.
            let claim = Books.findings(
                1, credits: [Books.fact(amount: 5)], net: [Books.vault: 8])
            #expect(try await books.post(claim) == [.taken])
            let review = try #require(try await books.review(of: Self.id()))
            #expect(review.deposit.state == .credited)
            #expect(review.deposit.reason == "unattributed")
            #expect(review.received == 8)
            #expect(
                review.decisions == [
                    RecordedDecision(
                        state: .credited, detail: Books.codeB.description, person: "eve",
                        reason: "the payer wrote to us", createdAt: Books.time)
                ])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a refund is begun before it is signed, and completed once`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await Self.wait(books)
            let complete = Self.decision(.completeRefund(Books.signature(9)), by: "bot")
            #expect(try await books.decide(complete) == .settled(.open))
            #expect(try await books.decide(Self.decision(Self.refund)) == .decided)
            #expect(try await books.decide(Self.decision(.refuse)) == .settled(.refunding))
            let other = ReviewDecision.Action.beginRefund(by: Books.address(21))
            #expect(try await books.decide(Self.decision(other)) == .settled(.refunding))
            #expect(try await books.refunds(limit: 9).map(\.id) == [Self.id()])
            #expect(try await books.refunds(limit: 0) == [])
            #expect(try await books.decide(Self.decision(Self.refund)) == .duplicate)
            let credit = Books.findings(
                1, credits: [Books.fact(amount: 5)], net: [Books.vault: 8])
            #expect(try await books.post(credit) == [.withheld])
            #expect(try await books.decide(complete) == .decided)
            #expect(try await books.decide(complete) == .duplicate)
            let late = Self.decision(.completeRefund(Books.signature(8)))
            #expect(try await books.decide(late) == .settled(.refunded))
            #expect(try await books.refunds(limit: 9) == [])
            let review = try #require(try await books.review(of: Self.id()))
            #expect(review.decisions.map(\.state) == [.refunding, .refunded])
            #expect(review.decisions.map(\.person) == ["eve", "bot"])
            #expect(
                review.decisions.map(\.detail) == [
                    Books.address(20).description, Books.signature(9).description,
                ])
            #expect(try await books.balances() == [])
        }
    }

    /// Case O15: assign, claim, refuse and refund at once. Exactly one wins.
    @Test(arguments: Backend.allCases)
    func `of all who would end a review exactly one does`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            for number in 1...12 as ClosedRange<UInt8> {
                let fact = Books.fact(amount: 5)
                _ = try await books.post(
                    Books.findings(
                        number, reviews: [ReviewItem(fact: fact, reason: "claim_required")],
                        net: [Books.vault: 5]))
                let wins = try await withThrowingTaskGroup(of: Bool.self) { group in
                    for action in [
                        ReviewDecision.Action.assign(Books.codeB), .refuse, Self.refund,
                    ] {
                        group.addTask {
                            let decision = Self.decision(action, of: Self.id(number))
                            return try await books.decide(decision) == .decided
                        }
                    }
                    group.addTask {
                        try await books.post(Books.findings(number, credits: [fact])) == [.new]
                    }
                    return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(wins == 1, "deposit \(number)")
            }
            #expect(try await books.openReviews(limit: 99) == [])
        }
    }

    @Test(arguments: Backend.allCases)
    func `never gives away more than the token account received`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Self.wait(books)
            let rest = [EventPath(outer: 4), EventPath(outer: 5)].map {
                ReviewItem(fact: Books.fact($0, amount: 2, code: nil), reason: "outflow")
            }
            _ = try await books.post(Books.findings(1, reviews: rest, net: [Books.vault: 8]))
            // 5 and 2 of 8 are there; 2 more are not.
            let steps: [(Int, ReviewDecision.Action, Bool)] = [
                (3, .assign(Books.codeA), true), (4, Self.refund, true),
                (5, .assign(Books.codeA), false), (5, Self.refund, false),
            ]
            for (path, action, isThere) in steps {
                let decision = Self.decision(action, of: Self.id(1, EventPath(outer: path)))
                if isThere {
                    #expect(try await books.decide(decision) == .decided)
                } else {
                    await #expect(throws: LedgerError(.inconsistent, "")) {
                        try await books.decide(decision)
                    }
                }
            }
            #expect(try await books.balances().map(\.balance) == [5])
            let credit = Books.findings(
                1, credits: [Books.fact(EventPath(outer: 5), amount: 2)], net: [Books.vault: 8])
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.post(credit)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `refuses what it cannot do`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Self.wait(books)
            let unknown = DepositCode(FixedBytes(repeating: 0xC3))
            try await books.close(Books.codeB)
            let refused: [(ReviewDecision, LedgerError.Code)] = [
                (Self.decision(.refuse, of: Self.id(2)), .unknownDeposit),
                (Self.decision(.assign(unknown)), .unknownCode),
                (Self.decision(.assign(Books.codeB)), .codeClosed),
                (Self.decision(.refuse, by: ""), .inconsistent),
                (Self.decision(.refuse, because: ""), .inconsistent),
                (Self.decision(.refuse, because: "a\nb"), .inconsistent),
                (
                    Self.decision(.refuse, because: String(repeating: "a", count: 501)),
                    .inconsistent
                ),
            ]
            for (decision, code) in refused {
                await #expect(throws: LedgerError(code, ""), "\(decision)") {
                    try await books.decide(decision)
                }
            }
            let vast = ReviewItem(fact: Books.fact(amount: 1 << 63), reason: "overflow")
            _ = try await books.post(Books.findings(3, reviews: [vast], net: [Books.vault: 9]))
            for action in [ReviewDecision.Action.assign(Books.codeA), Self.refund] {
                await #expect(throws: LedgerError(.inconsistent, "")) {
                    try await books.decide(Self.decision(action, of: Self.id(3)))
                }
            }
            #expect(try await books.review(of: Self.id(2)) == nil)
            #expect(try await books.review(of: Self.id())?.decisions == [])
            #expect(try await books.balances() == [])
        }
    }
}
