import DepositProgram
import SolanaCodec
import Testing

@testable import DepositVerifier
@testable import LedgerSQLite

#if PostgreSQL
import LedgerPostgreSQL
#endif

extension InMemoryLedger {
    /// What no caller may report.
    fileprivate func setProgress(_ id: String) {
        holds[HoldID(agent: 1, id: id)]?.progress = .max
    }
}

/// A hold whose cost the books cannot express: two of alice's together come to 2^64 − 2, and debt
/// has 63 bits.
@Suite struct `A hold that cannot end` {
    /// Three holds expire; of alice's two the second cannot, bob's can.
    static func check(
        _ books: Backend.AnyBooks, poison: (String) async throws -> Void
    ) async throws {
        try await Books.fund(books)
        try await books.add(Books.codeB, agent: "bob", references: [])
        let credit = Books.fact(amount: 100, code: Books.codeB)
        _ = try await books.post(Books.findings(2, credits: [credit]))
        for (agent, id) in [("alice", "a"), ("alice", "b"), ("bob", "c")] {
            var request = Books.request
            (request.account.agent, request.id, request.amount) = (agent, id, 1)
            _ = try await books.authorise(request)
        }
        for id in ["a", "b"] { try await poison(id) }
        let ended = try await books.expireHolds(until: .max, limit: 9)
        #expect(ended.map(\.id) == ["a", "c"])
        #expect(try await books.hold(HoldKey(agent: "alice", id: "b"))?.state == .open)
        #expect(try await books.hold(HoldKey(agent: "bob", id: "c"))?.state == .expired)
        #expect(try await books.expireHolds(until: .max, limit: 9) == [])
        #expect(try await books.verifyIntegrity() == [])
    }

    @Test func `keeps no other open in memory`() async throws {
        let ledger = InMemoryLedger(now: { Books.time })
        try await Self.check(ledger) { await ledger.setProgress($0) }
    }

    @Test func `keeps no other open in SQLite`() async throws {
        let directory = try TemporaryDirectory()
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await Self.check(ledger) { try await ledger.setProgress($0) }
        await ledger.close()
    }

    #if PostgreSQL
    @Test(.enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
    func `keeps no other open in PostgreSQL`() async throws {
        let server = try #require(PostgreSQLServer.shared)
        try await server.withSchema { conninfo in
            let ledger = try await PostgreSQLLedger.test(conninfo)
            try await Self.check(ledger) {
                try server.psql(
                    "UPDATE hold SET progress = 9223372036854775807 WHERE id = '\($0)'",
                    on: conninfo)
            }
            await ledger.close()
        }
    }
    #endif
}

extension SQLiteLedger {
    /// What no caller may report.
    fileprivate func setProgress(_ id: String) throws {
        try connected().run(
            "UPDATE hold SET progress = 9223372036854775807 WHERE id = ?1", [.text(id)])
    }
}
