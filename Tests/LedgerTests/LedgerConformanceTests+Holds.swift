import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

extension Books {
    static let alice = LedgerAccount(agent: "alice", genesis: mainnet, mint: usdc)
    static let request = HoldRequest(
        account: alice, id: "r-1", amount: 60, owner: "gateway-1", expiresAt: time + 1_000)

    /// Books in which alice has a code and received `amount` in transaction 1.
    static func fund(_ books: Backend.AnyBooks, _ amount: UInt64 = 100) async throws {
        try await books.add(codeA, agent: "alice", references: [])
        _ = try await books.post(findings(1, credits: [fact(amount: amount)]))
    }

    /// Balance, held and debt of alice's only account.
    static func sums(_ books: Backend.AnyBooks) async throws -> [UInt64] {
        try await books.balances().flatMap { [$0.balance, $0.held, $0.debt] }
    }
}

@Suite struct `Ledger conformance, holds` {
    @Test(arguments: Backend.allCases)
    func `reserves what is available, once for each key`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            var request = Books.request
            #expect(try await books.authorise(request) == .held(available: 40))
            #expect(try await Books.sums(books) == [100, 60, 0])
            let hold = try #require(try await books.hold(request.key))
            #expect(
                hold
                    == Hold(
                        account: Books.alice, id: "r-1", amount: 60, state: .open, progress: 0,
                        cost: 0, captured: 0, owner: "gateway-1", expiresAt: Books.time + 1_000,
                        createdAt: Books.time))
            #expect(try await books.authorise(request) == .existing(hold))
            request.id = "r-2"
            #expect(try await books.authorise(request) == .insufficient(available: 40))
            #expect(try await books.hold(request.key) == nil)
            request.amount = 40
            #expect(try await books.authorise(request) == .held(available: 0))
            #expect(try await Books.sums(books) == [100, 100, 0])
        }
    }

    @Test(arguments: Backend.allCases)
    func `pays the cost and frees the rest, once`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            let capture = HoldSettlement.capture(cost: 25, meta: #"{"model":"m"}"#)
            let hold = try await books.settle(Books.request.key, as: capture)
            #expect(hold.state == .captured)
            #expect([hold.cost, hold.captured] == [25, 25])
            #expect(try await Books.sums(books) == [75, 0, 0])
            #expect(try await books.settle(Books.request.key, as: capture) == hold)
            #expect(try await Books.sums(books) == [75, 0, 0])
            let entry = try #require(try await books.entries(agent: "alice", limit: 1).first)
            #expect(entry.kind == .debit)
            #expect(entry.amount == -25)
            #expect(entry.key == "hold:r-1")
            #expect(entry.meta == #"{"model":"m"}"#)
            #expect(entry.deposit == nil)
            for other in [HoldSettlement.release, .capture(cost: 26)] {
                await #expect(throws: LedgerError(.inconsistent, "")) {
                    try await books.settle(Books.request.key, as: other)
                }
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `a release frees everything and writes no entry`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            let hold = try await books.settle(Books.request.key, as: .release)
            #expect(hold.state == .released)
            #expect(try await books.settle(Books.request.key, as: .release) == hold)
            #expect(try await Books.sums(books) == [100, 0, 0])
            #expect(try await books.entries(agent: "alice", limit: 9).count == 1)
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.settle(Books.request.key, as: .capture(cost: 1))
            }
            // A key is used once, whatever became of its hold.
            #expect(try await books.authorise(Books.request) == .existing(hold))
        }
    }

    @Test(arguments: Backend.allCases)
    func `cost beyond the hold takes what is available, then becomes debt`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            let hold = try await books.settle(Books.request.key, as: .capture(cost: 130))
            #expect([hold.cost, hold.captured] == [130, 100])
            #expect(try await Books.sums(books) == [0, 0, 30])
            var request = Books.request
            request.id = "r-2"
            request.amount = 1
            #expect(try await books.authorise(request) == .insufficient(available: 0))
            // A deposit pays debt first.
            let more = Books.findings(2, credits: [Books.fact(amount: 20)])
            #expect(try await books.post(more) == [.new])
            #expect(try await Books.sums(books) == [0, 0, 10])
            let last = Books.findings(3, credits: [Books.fact(amount: 50)])
            #expect(try await books.post(last) == [.new])
            #expect(try await Books.sums(books) == [40, 0, 0])
            let entries = try await books.entries(agent: "alice", limit: 2)
            #expect(entries.map(\.kind) == [.debtPaid, .deposit])
            #expect(entries.map(\.amount) == [-10, 50])
            #expect(entries.map { $0.deposit?.signature } == [nil, Books.signature(3)])
            #expect(try await books.authorise(request) == .held(available: 39))
        }
    }

    @Test(arguments: Backend.allCases)
    func `what a hold frees pays debt too`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            var other = Books.request
            other.id = "r-2"
            other.amount = 40
            _ = try await books.authorise(Books.request)
            _ = try await books.authorise(other)
            _ = try await books.settle(Books.request.key, as: .capture(cost: 75))
            #expect(try await Books.sums(books) == [40, 40, 15])
            _ = try await books.settle(other.key, as: .release)
            #expect(try await Books.sums(books) == [25, 0, 0])
            let keys = try await books.entries(agent: "alice", limit: 9).map(\.key)
            #expect(keys.prefix(2) == ["debt:hold:r-2", "hold:r-1"])
        }
    }

    @Test(arguments: Backend.allCases)
    func `an expired hold pays what was reported, and the rest when it is known`(
        _ backend: Backend
    ) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            for (cost, known) in [(7, 7), (20, 20), (9, 20)] as [(UInt64, UInt64)] {
                let hold = try await books.report(progress: cost, of: Books.request.key)
                #expect(hold.progress == known)
            }
            #expect(try await books.expireHolds(until: Books.time + 999, limit: 9) == [])
            let expired = try await books.expireHolds(until: Books.time + 1_000, limit: 9)
            #expect(expired.map(\.state) == [.expired])
            #expect(try await Books.sums(books) == [80, 0, 0])
            #expect(try await books.expireHolds(until: Books.time + 1_000, limit: 9) == [])
            #expect(try await books.settle(Books.request.key, as: .release) == expired[0])
            #expect(try await books.settle(Books.request.key, as: .capture(cost: 20)) == expired[0])
            #expect(try await books.report(progress: 60, of: Books.request.key) == expired[0])

            let late = try await books.settle(Books.request.key, as: .capture(cost: 120))
            #expect(late.state == .captured)
            #expect([late.cost, late.captured] == [120, 100])
            #expect(try await Books.sums(books) == [0, 0, 20])
            #expect(try await books.settle(Books.request.key, as: .capture(cost: 120)) == late)
            let entries = try await books.entries(agent: "alice", limit: 2)
            #expect(entries.map(\.key) == ["hold:r-1:late", "hold:r-1"])
            #expect(entries.map(\.amount) == [-80, -20])
        }
    }

    @Test(arguments: Backend.allCases)
    func `the oldest holds expire first, up to the limit`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            for (id, age) in [("c", 3), ("a", 1), ("b", 2), ("d", 4)] as [(String, Int64)] {
                _ = try await books.authorise(
                    HoldRequest(
                        account: Books.alice, id: id, amount: 10, owner: "gateway-1",
                        expiresAt: Books.time + age))
            }
            let first = try await books.expireHolds(until: Books.time + 3, limit: 2)
            #expect(first.map(\.id) == ["a", "b"])
            let second = try await books.expireHolds(until: Books.time + 3, limit: 2)
            #expect(second.map(\.id) == ["c"])
            #expect(try await books.expireHolds(until: Books.time + 9, limit: 0) == [])
            #expect(try await Books.sums(books) == [100, 10, 0])
        }
    }

    @Test(arguments: Backend.allCases)
    func `every asset of an agent has funds of its own`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            let other = Books.fact(amount: 7, to: Books.otherVault, mint: Books.usdt)
            _ = try await books.post(Books.findings(2, credits: [other]))
            var request = Books.request
            request.account.mint = Books.usdt
            #expect(try await books.authorise(request) == .insufficient(available: 7))
            request.amount = 7
            #expect(try await books.authorise(request) == .held(available: 0))
            #expect(try await Books.sums(books) == [100, 0, 0, 7, 7, 0])
            // A key is unique for the agent, not for the account.
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.authorise(Books.request)
            }
        }
    }

    static let malformed: [(String, LedgerError.Code, @Sendable (inout HoldRequest) -> Void)] = [
        ("nothing to reserve", .inconsistent, { $0.amount = 0 }),
        ("2^63 base units", .inconsistent, { $0.amount = 1 << 63 }),
        ("no identifier", .inconsistent, { $0.id = "" }),
        ("an identifier with a colon", .inconsistent, { $0.id = "r:late" }),
        ("an identifier with a letter beyond ASCII", .inconsistent, { $0.id = "ré" }),
        ("a long identifier", .inconsistent, { $0.id = String(repeating: "r", count: 65) }),
        ("no owner", .inconsistent, { $0.owner = "" }),
        ("an unknown agent", .unknownAgent, { $0.account.agent = "bob" }),
        ("a malformed agent", .unknownAgent, { $0.account.agent = "al\u{0}ice" }),
        ("an unknown token", .inconsistent, { $0.account.mint = Books.usdt }),
        ("another cluster", .inconsistent, { $0.account.genesis = Books.devnet }),
    ]

    @Test(arguments: Backend.allCases)
    func `refuses what is malformed`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            for (name, code, change) in Self.malformed {
                var request = Books.request
                change(&request)
                let malformed = request
                await #expect(throws: LedgerError(code, ""), "\(name)") {
                    try await books.authorise(malformed)
                }
            }
            #expect(try await Books.sums(books) == [100, 0, 0])
            _ = try await books.authorise(Books.request)
            for meta in ["", "{", "[]", "{\"a\":\n1}", "{\"a\":\"\u{0}\"}"] {
                await #expect(throws: LedgerError(.inconsistent, ""), "\(meta)") {
                    try await books.settle(Books.request.key, as: .capture(cost: 1, meta: meta))
                }
            }
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.settle(Books.request.key, as: .capture(cost: 1 << 63))
            }
            // The largest cost is 10^15.
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.settle(
                    Books.request.key, as: .capture(cost: 1_000_000_000_000_001))
            }
            await #expect(throws: LedgerError(.inconsistent, "")) {
                try await books.report(progress: 1_000_000_000_000_001, of: Books.request.key)
            }
            for key in [HoldKey(agent: "alice", id: "r-9"), HoldKey(agent: "bob", id: "r-1")] {
                #expect(try await books.hold(key) == nil)
                await #expect(throws: LedgerError(.unknownHold, "")) {
                    try await books.settle(key, as: .release)
                }
                await #expect(throws: LedgerError(.unknownHold, "")) {
                    try await books.report(progress: 1, of: key)
                }
            }
            #expect(try await Books.sums(books) == [100, 60, 0])
        }
    }
}
