#if PostgreSQL
import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@testable import LedgerPostgreSQL

extension PostgreSQLLedger {
    /// Opens for a test: a fixed clock.
    static func test(
        _ conninfo: String, create: Bool = true,
        now: @escaping @Sendable () -> Int64 = { Books.time }
    ) async throws -> PostgreSQLLedger {
        try await open(conninfo, create: create, now: now)
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
            try await ledger.extend([Books.reference(7, of: Books.codeA)])
            try await ledger.add(Books.codeB, agent: "bob", references: [])
            try await ledger.close(Books.codeB)
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
        "UPDATE deposit SET received = 1 WHERE amount = 100",
        "UPDATE deposit SET code = decode('B2B2B2B2B2B2B2B2', 'hex')",
        "UPDATE deposit SET evidence = 'x'", "UPDATE deposit SET reason = 'x'",
        "UPDATE deposit SET operators = 0",
        "UPDATE deposit SET state = 'refused' WHERE state = 'open'",
        "UPDATE agent SET name = 'mallory' WHERE id = 1", "DELETE FROM agent WHERE name = 'bob'",
        "TRUNCATE agent CASCADE", "UPDATE asset SET decimals = 0",
        "UPDATE asset SET mint = decode(repeat('00', 32), 'hex')", "DELETE FROM asset",
        "UPDATE code_reference SET code = decode('B2B2B2B2B2B2B2B2', 'hex')",
        "DELETE FROM code_reference", "TRUNCATE code_reference",
        "UPDATE deposit_code SET state = 'active'", "UPDATE deposit_code SET number = number + 9",
        "TRUNCATE deposit_code CASCADE", "TRUNCATE credential",
    ]

    /// What each change leaves to be found, with triggers and foreign keys off for a moment.
    static let changes: [(sql: String, found: Set<LedgerDifference.Check>)] = [
        ("UPDATE entry SET amount = 8 WHERE seq = 1", [.balance, .chain, .deposit]),
        ("UPDATE entry SET meta = '{\"a\":1}' WHERE seq = 2", [.chain]),
        ("DELETE FROM entry WHERE seq = 2", [.balance, .chain, .sequence, .hold]),
        ("DELETE FROM entry WHERE seq = 1", [.balance, .chain, .sequence, .deposit, .store]),
        ("UPDATE account SET balance = 7", [.balance]),
        ("UPDATE account SET head = decode(repeat('00', 32), 'hex')", [.chain]),
        ("DELETE FROM deposit", [.deposit]),
        ("UPDATE hold SET cost = 2", [.debt]),
        ("DELETE FROM hold", [.hold]),
        ("UPDATE deposit SET received = 1", [.received]),
        ("UPDATE deposit SET code = decode(repeat('00', 8), 'hex')", [.deposit]),
        ("UPDATE deposit_code SET agent_id = 2", [.deposit, .store]),
        (
            """
            INSERT INTO decision SELECT genesis, signature, path, 'refused', NULL, 'x', 'x', 0
            FROM deposit
            """, [.decision]
        ),
        ("ALTER TABLE hold SET UNLOGGED", [.store]),
        ("CREATE RULE silence AS ON DELETE TO hold DO INSTEAD NOTHING", [.store]),
        ("ALTER TABLE hold ENABLE ROW LEVEL SECURITY", [.store]),
        ("CREATE TABLE more () INHERITS (entry)", [.store]),
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
            await ledger.close()
        }
    }

    /// What was released does not change. Digests computed with Python's hashlib.
    @Test func `steps of the schema are append-only`() {
        #expect(Migration.all.map { Hexadecimal.encode($0.digest) } == Self.released)
        #expect(Migration.all.map(\.version) == [1, 2])
    }

    static let released = [
        "dfa0ece9f3ca5584c07b310de030f90de7e19b8b074ad52bca131b70458a6da0",
        "86d14c365975d4099a536833075c14bb1f113c02f435d26f45700dcf7f8ddac6",
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
            // The answer to the question about a lost answer may be lost as well.
            let credit = Books.findings(10, credits: [Books.fact(amount: 100)])
            proxy.arm(cut, at: pipeline, times: 3)
            #expect(try await ledger.post(credit) == [.new])
            #expect(proxy.count == 27)
            #expect(try await Books.sums(ledger) == [10_700, 0, 0])
            #expect(try await ledger.verifyIntegrity() == [])
            await ledger.close()
        }
    }
}
#endif
