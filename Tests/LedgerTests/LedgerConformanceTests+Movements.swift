import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

@Suite struct `Ledger conformance, movements` {
    /// Head computed with Python's hashlib from the documented canonical text.
    @Test(arguments: Backend.allCases)
    func `chains every kind of entry exactly as documented`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            _ = try await books.settle(
                Books.request.key, as: .capture(cost: 130, meta: #"{"model":"m"}"#))
            _ = try await books.post(Books.findings(2, credits: [Books.fact(amount: 50)]))
            let movements: [(Movement.Kind, UInt64, String)] = [
                (.refund, 7, "refund.1"), (.withdrawal, 5, "payout_1"),
                (.increase(from: .suspense), 3, "up"), (.decrease(to: .badDebt), 2, "down"),
            ]
            for (kind, amount, id) in movements {
                let movement = Movement(account: Books.alice, kind: kind, amount: amount, id: id)
                #expect(try await books.book(movement) == .booked)
                #expect(try await books.book(movement) == .duplicate)
            }
            let balance = try #require(try await books.balances().first)
            #expect(
                Hexadecimal.encode(balance.head)
                    == "ab854c69c0abab2e5c17aae554dbf3d50337ae48c5e2dcb6c3cf0c54b872d0de")
            #expect(balance.balance == 23)
            #expect(balance.entryCount == 8)
        }
    }

    @Test(arguments: Backend.allCases)
    func `takes only what is available`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            var movement = Movement(
                account: Books.alice, kind: .withdrawal, amount: 41, id: "payout")
            #expect(try await books.book(movement) == .insufficient(available: 40))
            movement.amount = 40
            #expect(try await books.book(movement) == .booked)
            #expect(try await Books.sums(books) == [60, 60, 0])
        }
    }

    @Test(arguments: Backend.allCases)
    func `forgives debt without a trace in the balance`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            _ = try await books.authorise(Books.request)
            _ = try await books.settle(Books.request.key, as: .capture(cost: 130))
            let movement = Movement(
                account: Books.alice, kind: .increase(from: .badDebt), amount: 30, id: "forgiven")
            #expect(try await books.book(movement) == .booked)
            #expect(try await Books.sums(books) == [0, 0, 0])
        }
    }

    static let refused: [(String, LedgerError.Code, @Sendable (inout Movement) -> Void)] = [
        ("another amount", .inconsistent, { $0.amount = 2 }),
        ("another kind", .inconsistent, { $0.kind = .increase(from: .revenue) }),
        ("another direction", .inconsistent, { $0.kind = .withdrawal }),
        ("nothing", .inconsistent, { ($0.id, $0.amount) = ("b", 0) }),
        ("a balance of 2^63", .inconsistent, { ($0.id, $0.amount) = ("b", (1 << 63) - 101) }),
        ("a malformed identifier", .inconsistent, { $0.id = "a b" }),
        ("no JSON", .inconsistent, { ($0.id, $0.meta) = ("b", "why") }),
        ("an unknown agent", .unknownAgent, { $0.account.agent = "bob" }),
        ("an unknown token", .inconsistent, { $0.account.mint = Books.usdt }),
    ]

    @Test(arguments: Backend.allCases)
    func `refuses what contradicts the books`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await Books.fund(books)
            let movement = Movement(account: Books.alice, kind: .refund, amount: 1, id: "a")
            #expect(try await books.book(movement) == .booked)
            for (name, code, change) in Self.refused {
                var other = movement
                change(&other)
                let refused = other
                await #expect(throws: LedgerError(code, ""), "\(name)") {
                    try await books.book(refused)
                }
            }
            #expect(try await Books.sums(books) == [101, 0, 0])
        }
    }
}

@Suite struct `Ledger conformance, credentials` {
    static let hash = CredentialHash(hashing: Array("abc".utf8))

    /// FIPS 180-2, appendix B.1.
    @Test func `hashes a secret with SHA-256`() {
        #expect(
            Hexadecimal.encode(Self.hash.bytes)
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(CredentialHash(bytes: Self.hash.bytes) == Self.hash)
        #expect(CredentialHash(bytes: [1]) == nil)
    }

    @Test(arguments: Backend.allCases)
    func `leads to an agent until it is revoked`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            #expect(try await books.credential(Self.hash) == nil)
            var record = CredentialRecord(
                hash: Self.hash, kind: .apiKey, agent: "alice", isActive: true)
            for _ in 1...2 {
                try await books.add(Self.hash, kind: .apiKey, agent: "alice")
                #expect(try await books.credential(Self.hash) == record)
            }
            record.isActive = false
            for _ in 1...2 {
                try await books.revoke(Self.hash)
                #expect(try await books.credential(Self.hash) == record)
            }
            await #expect(throws: LedgerError(.credentialTaken, "")) {
                try await books.add(Self.hash, kind: .apiKey, agent: "alice")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `has one owner and one kind`(_ backend: Backend) async throws {
        try await backend.withBooks { books in
            try await books.add(Books.codeA, agent: "alice", references: [])
            try await books.add(Self.hash, kind: .pathToken, agent: "alice")
            for (kind, agent) in [(CredentialKind.pathToken, "bob"), (.apiKey, "alice")] {
                await #expect(throws: LedgerError(.credentialTaken, "")) {
                    try await books.add(Self.hash, kind: kind, agent: agent)
                }
            }
            await #expect(throws: LedgerError(.invalidAgent, "")) {
                try await books.add(
                    CredentialHash(hashing: [1]), kind: .apiKey, agent: "")
            }
            await #expect(throws: LedgerError(.unknownCredential, "")) {
                try await books.revoke(CredentialHash(hashing: [1]))
            }
        }
    }
}
