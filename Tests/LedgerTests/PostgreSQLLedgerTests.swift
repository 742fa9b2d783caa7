#if PostgreSQL
import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@testable import LedgerPostgreSQL

extension PostgreSQLLedger {
    /// Opens for a test: a fixed clock.
    static func test(_ conninfo: String, create: Bool = true) async throws -> PostgreSQLLedger {
        try await open(conninfo, create: create, now: { Books.time })
    }
}

/// Reads as skipped where no server can be started.
@Suite(.enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
struct `PostgreSQL ledger` {
    let server: PostgreSQLServer

    init() throws {
        server = try #require(PostgreSQLServer.shared)
    }

    @Test func `is created only on demand, and there after reopening`() async throws {
        try await server.withSchema { conninfo in
            await #expect(throws: LedgerError(.incompatible, "")) {
                try await PostgreSQLLedger.test(conninfo, create: false)
            }
            let first = try await PostgreSQLLedger.test(conninfo)
            try await Books.fund(first)
            let balances = try await first.balances()
            await first.close()
            await #expect(throws: LedgerError(.cannotOpen, "")) { try await first.codes() }
            let second = try await PostgreSQLLedger.test(conninfo, create: false)
            #expect(try await second.balances() == balances)
            await second.close()
        }
    }

    @Test func `several programs may create it at once`() async throws {
        try await server.withSchema { conninfo in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<6 as Range<UInt8> {
                    group.addTask {
                        let ledger = try await PostgreSQLLedger.test(conninfo)
                        try await ledger.add(
                            DepositCode(FixedBytes(repeating: number + 1)),
                            agent: "agent-\(number)", references: [])
                        await ledger.close()
                    }
                }
                try await group.waitForAll()
            }
            let ledger = try await PostgreSQLLedger.test(conninfo, create: false)
            #expect(try await ledger.codes().count == 6)
            #expect(try await ledger.verifyIntegrity() == [])
            await ledger.close()
        }
    }

    @Test(arguments: [
        "INSERT INTO migration VALUES (3, decode(repeat('00', 32), 'hex'), 0)",
        "UPDATE migration SET digest = decode(repeat('00', 32), 'hex')",
    ])
    func `refuses a ledger of other steps`(_ sql: String) async throws {
        try await server.withSchema { conninfo in
            await (try await PostgreSQLLedger.test(conninfo)).close()
            try server.psql(sql, on: conninfo)
            await #expect(throws: LedgerError(.incompatible, "")) {
                try await PostgreSQLLedger.test(conninfo)
            }
        }
    }

    @Test(arguments: ["host=127.0.0.1 port=1", "passwrod=hunter2", "postgresql://[", ""])
    func `says that there is no server, and no secret`(_ conninfo: String) async throws {
        do {
            let ledger = try await PostgreSQLLedger.test(
                conninfo.isEmpty ? "host=/nowhere-\(UUID().uuidString)" : conninfo)
            await ledger.close()
            Issue.record("opened \(conninfo)")
        } catch {
            #expect(error as? LedgerError == LedgerError(.cannotOpen, ""))
            #expect(!"\(error)".contains("hunter2"))
        }
    }

    /// The database itself refuses, whatever program asks.
    @Test func `refuses to rewrite the books`() async throws {
        try await server.withSchema { conninfo in
            let ledger = try await PostgreSQLLedger.test(conninfo)
            try await Books.fund(ledger)
            let review = ReviewItem(fact: Books.fact(amount: 9), reason: "unattributed")
            _ = try await ledger.post(Books.findings(4, reviews: [review]))
            _ = try await ledger.authorise(Books.request)
            _ = try await ledger.settle(Books.request.key, as: .capture(cost: 1))
            let other = ReviewItem(fact: Books.fact(amount: 9), reason: "unattributed")
            _ = try await ledger.post(Books.findings(5, reviews: [other]))
            let refuse = `Ledger conformance, reviews`.decision(
                .refuse, of: `Ledger conformance, reviews`.id(5))
            _ = try await ledger.decide(refuse)
            try await ledger.add(CredentialHash(hashing: [1]), kind: .apiKey, agent: "alice")
            try await ledger.revoke(CredentialHash(hashing: [1]))
            await ledger.close()
            for sql in Self.rewritings {
                #expect(throws: LedgerError.self, "\(sql)") {
                    try server.execute(sql, on: conninfo)
                }
            }
            let again = try await PostgreSQLLedger.test(conninfo)
            #expect(try await again.verifyIntegrity() == [])
            await again.close()
        }
    }

    static let rewritings = [
        "UPDATE entry SET amount = 1", "DELETE FROM entry", "TRUNCATE entry CASCADE",
        "INSERT INTO entry SELECT * FROM entry",
        """
        INSERT INTO entry SELECT agent_id, asset_id, 9, amount, balance_after, kind, contra, idem,
        meta, created_at, hash FROM entry WHERE seq = 1
        """,
        "UPDATE event_set SET slot = 1", "DELETE FROM event_set", "TRUNCATE event_set CASCADE",
        "UPDATE deposit_code SET agent_id = 2", "DELETE FROM deposit_code",
        "DELETE FROM deposit", "TRUNCATE deposit CASCADE", "UPDATE deposit SET amount = 7",
        "UPDATE deposit SET state = 'open'",
        "UPDATE deposit SET state = 'refunded' WHERE state = 'open'",
        "UPDATE deposit SET state = 'credited' WHERE state = 'open'",
        "UPDATE account SET balance = -1", "UPDATE account SET held = balance + 1",
        "UPDATE account SET debt = 1", "UPDATE hold SET amount = 1",
        "UPDATE hold SET state = 'open'", "DELETE FROM hold", "TRUNCATE hold",
        "UPDATE credential SET revoked_at = NULL", "DELETE FROM credential",
        "UPDATE decision SET person = 'x'", "DELETE FROM decision", "TRUNCATE decision",
    ]

    /// What each change leaves to be found, with triggers and foreign keys off for a moment.
    static let changes: [(sql: String, found: Set<LedgerDifference.Check>)] = [
        ("UPDATE entry SET amount = 8 WHERE seq = 1", [.balance, .chain, .deposit]),
        ("UPDATE entry SET meta = '{\"a\":1}' WHERE seq = 2", [.chain]),
        ("DELETE FROM entry WHERE seq = 2", [.balance, .chain, .sequence, .hold]),
        ("DELETE FROM entry WHERE seq = 1", [.balance, .chain, .sequence, .deposit]),
        ("UPDATE account SET balance = 7", [.balance]),
        ("UPDATE account SET head = decode(repeat('00', 32), 'hex')", [.chain]),
        ("DELETE FROM deposit", [.deposit]),
        ("UPDATE hold SET cost = 2", [.debt]),
        ("DELETE FROM hold", [.hold]),
        ("DROP TRIGGER entry_no_change ON entry", [.store]),
        ("ALTER TABLE hold DISABLE TRIGGER hold_state", [.store]),
        ("DROP INDEX entry_deposit", [.store]),
        ("ALTER TABLE account DROP CONSTRAINT account_check", [.store]),
        ("CREATE TABLE more (x TEXT)", [.store]),
    ]

    @Test(arguments: changes.indices)
    func `an audit finds what was changed behind its back`(_ row: Int) async throws {
        let (sql, expected) = Self.changes[row]
        let run = expected == [.store] ? server.withSchema : server.withBooks
        try await run { conninfo in
            let ledger = try await PostgreSQLLedger.test(conninfo)
            try await Books.fund(ledger)
            _ = try await ledger.authorise(Books.request)
            _ = try await ledger.settle(Books.request.key, as: .capture(cost: 1))
            try server.execute(
                "SET session_replication_role = replica; \(sql)", on: conninfo)
            let found = Set(try await ledger.verifyIntegrity().map(\.check))
            #expect(found == expected, "\(sql)")
            let breaks = try server.psql("SELECT count(*) FROM chain_break", on: conninfo)
            let isBroken = breaks.trimmingCharacters(in: .whitespacesAndNewlines) != "0"
            // A last entry that is gone shows at its account only.
            let isInside = sql.contains("UPDATE entry") || sql.contains("seq = 1")
            #expect(isBroken == isInside, "\(sql)")
            await ledger.close()
        }
    }

    /// What was released does not change. Digests computed with Python's hashlib.
    @Test func `steps of the schema are append-only`() {
        #expect(Migration.all.map { Hexadecimal.encode($0.digest) } == Self.released)
        #expect(Migration.all.map(\.version) == [1, 2])
    }

    static let released = [
        "60a330b7e300d1e71af388388ec0f6d99aba74c58a5d382aa64886b5be57f244",
        "6e74603cacccfd5d8043967ed93cb3131e7282f0754b9ab9fde8f8398e63dd4c",
    ]

    /// Whatever is cut, and when: the deposit is credited once, and the caller learns that he did it.
    @Test(arguments: CuttingProxy.Cut.allCases, [1, 2])
    func `a line that is cut does no harm`(_ cut: CuttingProxy.Cut, _ pipeline: Int) async throws {
        let port = try #require(server.port)
        let proxy = try CuttingProxy(to: port)
        defer { proxy.stop() }
        try await server.withSchema { conninfo in
            let through =
                conninfo.replacing("port=\(port)", with: "port=\(proxy.port)")
                + " sslmode=disable gssencmode=disable"
            let ledger = try await PostgreSQLLedger.test(through)
            try await Books.fund(ledger, 10_000)
            for number: UInt8 in 2...9 {
                let credit = Books.findings(number, credits: [Books.fact(amount: 100)])
                proxy.arm(cut, at: pipeline)
                #expect(try await ledger.post(credit) == [.new], "deposit \(number)")
                #expect(try await ledger.post(credit) == [.duplicate], "deposit \(number)")
                var request = Books.request
                request.id = "r-\(number)"
                proxy.arm(cut, at: pipeline)
                let available = 9_940 + UInt64(number - 1) * 100 - UInt64(number - 2) * 25
                #expect(try await ledger.authorise(request) == .held(available: available))
                proxy.arm(cut, at: pipeline)
                let hold = try await ledger.settle(request.key, as: .capture(cost: 25))
                #expect(hold.state == .captured)
            }
            #expect(proxy.count == 24)
            #expect(try await Books.sums(ledger) == [10_600, 0, 0])
            #expect(try await ledger.verifyIntegrity() == [])
            await ledger.close()
        }
    }
}
#endif
