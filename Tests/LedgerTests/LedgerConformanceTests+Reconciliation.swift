import DepositProgram
import DepositVerifier
import LedgerSQLite
import SolanaCodec
import Testing

@Suite struct `Ledger conformance, reconciliation` {
    private static func deposits(
        _ books: Backend.AnyBooks, _ slots: ClosedRange<UInt64> = 0...1_000,
        after last: BookedDeposit? = nil, limit: Int = 100, at account: Address = Books.vault
    ) async throws -> [BookedDeposit] {
        try await books.deposits(
            at: account, genesis: Books.mainnet, slots: slots, after: last, limit: limit)
    }

    /// Deposits in slots 301 to 304: two and one at the vault, one elsewhere, one on another cluster.
    private static func fill(_ books: Backend.AnyBooks) async throws {
        try await books.add(Books.codeA, agent: "alice", references: [])
        _ = try await books.post(
            Books.findings(
                1, credits: [Books.fact(EventPath(outer: 2), amount: 5)],
                reviews: [
                    ReviewItem(
                        fact: Books.fact(EventPath(outer: 10), amount: 7, code: nil),
                        reason: "unattributed")
                ], net: [Books.vault: 12]))
        _ = try await books.post(Books.findings(2, credits: [Books.fact(amount: 3)], operators: 2))
        _ = try await books.post(
            Books.findings(3, credits: [Books.fact(amount: 9, to: Books.otherVault)]))
        _ = try await books.post(
            Books.findings(4, credits: [Books.fact(amount: 11)], genesis: Books.devnet))
    }

    @Test(arguments: Backend.allCases)
    func `tells the deposits of an account by slots and pages`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Self.fill(books)
            let all = try await Self.deposits(books)
            // Paths in the order of their texts.
            #expect(all.map(\.id.path.description) == ["10", "2", "3"])
            #expect(all.map(\.slot) == [301, 301, 302] && all.map(\.amount) == [7, 5, 3])
            #expect(all.map(\.state) == [.open, .credited, .credited])
            #expect(all.map(\.operators) == [1, 1, 2])
            #expect(all.allSatisfy { $0.destination == Books.vault })
            var paged: [BookedDeposit] = []
            while case let page = try await Self.deposits(books, after: paged.last, limit: 2),
                !page.isEmpty
            {
                paged += page
            }
            #expect(paged == all)
            #expect(try await Self.deposits(books, 302...302).map(\.amount) == [3])
            #expect(try await Self.deposits(books, 303...UInt64.max).isEmpty)
            #expect(try await Self.deposits(books, limit: 0).isEmpty)
            #expect(try await Self.deposits(books, at: Books.otherVault).map(\.amount) == [9])
        }
    }

    @Test(arguments: Backend.allCases)
    func `tells every token account that a deposit arrived at`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            #expect(try await books.destination(after: nil, genesis: Books.mainnet) == nil)
            try await Self.fill(books)
            let first = try await books.destination(after: nil, genesis: Books.mainnet)
            let second = try await books.destination(after: first, genesis: Books.mainnet)
            #expect(first == Books.vault && second == Books.otherVault)
            #expect(try await books.destination(after: second, genesis: Books.mainnet) == nil)
            let other = try await books.destination(after: nil, genesis: Books.devnet)
            #expect(other == Books.vault)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is confirmed uses up no cap, and is never told by fewer again`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await Self.fill(books)
            let query = LedgerQuery(
                genesis: Books.mainnet, signature: Books.signature(99), codes: [Books.codeA],
                wantsSingleOperatorCredits: true)
            #expect(try await books.facts(for: query).singleOperator.total == 25)
            let ids = try await Self.deposits(books).map(\.id)
            let unknown = DepositID(
                genesis: Books.mainnet, signature: Books.signature(77), path: EventPath(outer: 1))
            try await books.confirm(ids + [unknown], operators: 2)
            #expect(try await Self.deposits(books).map(\.operators) == [2, 2, 2])
            #expect(try await books.facts(for: query).singleOperator.total == 20)
            try await books.confirm(ids, operators: 1)
            try await books.confirm([], operators: 5)
            #expect(try await Self.deposits(books).map(\.operators) == [2, 2, 2])
            try await books.confirm([ids[2]], operators: 3)
            #expect(try await Self.deposits(books).map(\.operators) == [2, 2, 3])
        }
    }

    @Test(arguments: Backend.allCases)
    func `keeps each record once and tells the newest`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            func last() async throws -> ReconciliationRecord? {
                try await books.lastReconciliation(of: Books.vault, genesis: Books.mainnet)
            }
            #expect(try await last() == nil)
            func record(
                _ slots: ClosedRange<UInt64>, _ received: UInt64, to account: Address = Books.vault
            ) -> ReconciliationRecord {
                ReconciliationRecord(
                    genesis: Books.mainnet, account: account, slots: slots, opening: 5,
                    received: received, sent: 2, closing: 3 + received, operators: 2)
            }
            try await books.record(record(10...20, 7))
            try await books.record(record(0...90, 1, to: Books.otherVault))
            try await books.record(record(21...30, 8))
            try await books.record(record(25...30, 9))
            try await books.record(record(0...15, 9))
            #expect(try await last() == record(21...30, 8))
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.record(record(31...40, UInt64(Int64.max) + 1))
            }
            #expect(try await last() == record(21...30, 8))
        }
    }

    // MARK: Pages

    @Test(arguments: Backend.allCases)
    func `any page of entries and of balances is told alone`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Books.codeB, agent: "bob", references: [])
            for number in UInt8(1)...5 {
                _ = try await books.post(
                    Books.findings(number, credits: [Books.fact(amount: UInt64(number))]))
            }
            _ = try await books.post(
                Books.findings(6, credits: [Books.fact(amount: 60, mint: Books.usdt)]))
            _ = try await books.post(
                Books.findings(7, credits: [Books.fact(amount: 70, code: Books.codeB)]))
            let account = LedgerAccount(agent: "alice", genesis: Books.mainnet, mint: Books.usdc)
            func amounts(_ numbers: ClosedRange<UInt64>) async throws -> [Int64] {
                try await books.entries(of: account, numbered: numbers).map(\.amount)
            }
            #expect(try await amounts(2...3) == [2, 3])
            #expect(try await amounts(5...UInt64.max) == [5])
            #expect(try await amounts(0...1) == [1])
            #expect(try await amounts(6...9).isEmpty)
            let entry = try await books.entries(of: account, numbered: 1...1).first
            #expect(entry?.contra == .vault && entry?.genesis == Books.mainnet)
            #expect(entry?.code == Books.codeA && entry?.sequence == 1)
            for agent in ["nobody", "", "alice\u{0}"] {
                let other = LedgerAccount(
                    agent: agent, genesis: Books.mainnet, mint: Books.usdc)
                #expect(try await books.entries(of: other, numbered: 1...9).isEmpty)
                #expect(try await books.balances(agent: agent, after: nil, limit: 9).isEmpty)
            }
            // All accounts of an agent together, the newest first.
            #expect(try await books.entries(agent: "alice", limit: 3).count == 3)
            #expect(try await books.entries(agent: "alice", limit: 100).count == 6)

            let all = try await books.balances()
            #expect(all.map(\.balance) == [15, 60, 70])
            var paged: [AgentBalance] = []
            while case let page = try await books.balances(
                agent: nil, after: paged.last?.account, limit: 1), !page.isEmpty
            {
                paged += page
            }
            #expect(paged == all)
            #expect(try await books.balances(agent: "bob", after: nil, limit: 9) == [all[2]])
        }
    }

    @Test(arguments: Backend.allCases)
    func `what waits is told page by page`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            for number in UInt8(1)...5 {
                let facts = [2, 10].map {
                    ReviewItem(
                        fact: Books.fact(EventPath(outer: $0), amount: 1, code: nil),
                        reason: "unattributed")
                }
                _ = try await books.post(
                    Books.findings(number, reviews: facts, net: [Books.vault: 2]))
            }
            let all = try await books.openReviews(limit: 100)
            var paged: [DepositRecord] = []
            while case let page = try await books.openReviews(after: paged.last, limit: 3),
                !page.isEmpty
            {
                paged += page
            }
            #expect(all.count == 10 && paged == all)
        }
    }
}
