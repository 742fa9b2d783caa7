import DepositProgram
import DepositVerifier
import SolanaCodec
import Testing

@testable import LedgerSQLite

@Suite struct `SQLite ledger, tampering` {
    let directory: TemporaryDirectory

    init() async throws {
        directory = try TemporaryDirectory()
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await ledger.add(Books.codeA, agent: "alice", references: [])
        for number: UInt8 in 1...3 {
            _ = try await ledger.post(
                Books.findings(number, credits: [Books.fact(amount: UInt64(number))]))
        }
        let review = ReviewItem(fact: Books.fact(amount: 9), reason: "unattributed")
        _ = try await ledger.post(Books.findings(4, reviews: [review]))
        for id in ["a", "b"] {
            _ = try await ledger.authorise(
                HoldRequest(
                    account: Books.alice, id: id, amount: 2, owner: "test", expiresAt: 0))
        }
        _ = try await ledger.settle(HoldKey(agent: "alice", id: "a"), as: .capture(cost: 1))
        let other = ReviewItem(fact: Books.fact(amount: 9), reason: "unattributed")
        _ = try await ledger.post(Books.findings(5, reviews: [other]))
        let refuse = `Ledger conformance, reviews`.decision(
            .refuse, of: `Ledger conformance, reviews`.id(5))
        _ = try await ledger.decide(refuse)
        try await ledger.add(CredentialHash(hashing: [1]), kind: .apiKey, agent: "alice")
        try await ledger.revoke(CredentialHash(hashing: [1]))
        await ledger.close()
    }

    /// The database itself refuses, whatever program asks.
    @Test(arguments: [
        "UPDATE entry SET amount = 1",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 1",
        """
        INSERT OR REPLACE INTO entry SELECT agent_id, asset_id, 9, amount, balance_after, kind,
        contra, idem, meta, created_at, hash FROM entry WHERE seq = 1
        """,
        "UPDATE event_set SET digest = zeroblob(32)",
        "DELETE FROM event_set",
        "INSERT OR REPLACE INTO event_set SELECT * FROM event_set",
        "INSERT OR REPLACE INTO deposit SELECT * FROM deposit",
        "UPDATE deposit_code SET agent_id = 2",
        "DELETE FROM deposit_code",
        "DELETE FROM deposit",
        "UPDATE deposit SET amount = 7",
        "UPDATE deposit SET state = 'open'",
        "UPDATE deposit SET state = 'refunded' WHERE state = 'open'",
        "UPDATE deposit SET state = 'credited' WHERE state = 'open'",
        "UPDATE account SET balance = -1",
        "UPDATE account SET balance = 1.5",
        "UPDATE account SET balance = 'x'",
        "UPDATE account SET held = balance + 1",
        "UPDATE account SET debt = 1",
        "UPDATE hold SET amount = 1",
        "UPDATE hold SET state = 'open' WHERE id = 'a'",
        "UPDATE hold SET cost = 2 WHERE id = 'a'",
        "UPDATE hold SET captured = 1 WHERE id = 'b'",
        "DELETE FROM hold",
        "INSERT OR REPLACE INTO hold SELECT * FROM hold",
        "UPDATE credential SET agent_id = 2",
        "UPDATE credential SET revoked_at = NULL",
        "DELETE FROM credential",
        "UPDATE decision SET person = 'x'",
        "DELETE FROM decision",
        "INSERT OR REPLACE INTO decision SELECT * FROM decision",
        "UPDATE deposit SET received = 1",
        "INSERT OR REPLACE INTO credential SELECT * FROM credential",
    ])
    func `refuses to rewrite the books`(_ sql: String) throws {
        let connection = try Connection(path: directory.ledger)
        #expect(throws: LedgerError(.inconsistent, "")) { try connection.execute(sql) }
    }

    /// With every trigger gone and constraints off, each change is still found.
    static let changes: [(sql: String, found: Set<LedgerDifference.Check>)] = [
        ("UPDATE entry SET amount = 8 WHERE seq = 2", [.balance, .chain, .deposit]),
        ("UPDATE entry SET balance_after = 8 WHERE seq = 2", [.balance, .chain]),
        ("UPDATE entry SET created_at = 8 WHERE seq = 2", [.chain]),
        ("UPDATE entry SET meta = '{\"a\":1}' WHERE seq = 3", [.chain]),
        ("UPDATE entry SET hash = zeroblob(32) WHERE seq = 3", [.chain]),
        ("UPDATE entry SET kind = 2 WHERE seq = 3", [.chain, .deposit, .hold]),
        ("UPDATE account SET balance = 7", [.balance]),
        ("UPDATE account SET held = 1", [.hold]),
        ("UPDATE account SET debt = 1", [.debt]),
        ("UPDATE hold SET amount = 1 WHERE id = 'b'", [.hold]),
        ("UPDATE hold SET state = 'open' WHERE id = 'a'", [.hold, .store]),
        ("UPDATE hold SET cost = 2 WHERE id = 'a'", [.debt]),
        ("UPDATE hold SET captured = 0 WHERE id = 'a'", [.hold, .debt]),
        ("DELETE FROM hold WHERE id = 'a'", [.hold]),
        ("UPDATE account SET head = zeroblob(32)", [.chain]),
        ("UPDATE account SET seq = 5", [.sequence]),
        ("DELETE FROM entry WHERE seq = 3", [.balance, .chain, .sequence, .deposit, .store]),
        ("DELETE FROM entry WHERE seq = 2", [.balance, .chain, .sequence, .deposit, .store]),
        ("UPDATE deposit SET amount = 8 WHERE amount = 2", [.deposit]),
        ("UPDATE deposit SET path = '8' WHERE amount = 2", [.deposit]),
        ("DELETE FROM deposit WHERE amount = 2", [.deposit]),
        ("DELETE FROM agent", [.store]),
        ("UPDATE deposit_code SET state = 'gone'", [.store]),
        ("DROP INDEX entry_deposit", [.store]),
        ("CREATE TABLE more (x TEXT) STRICT", [.store]),
    ]

    @Test(arguments: changes.indices)
    func `an audit finds what was changed behind its back`(_ row: Int) async throws {
        let (sql, expected) = Self.changes[row]
        do {
            let connection = try Connection(path: directory.ledger)
            let triggers = try connection.rows(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ) { row throws(LedgerError) in (try row.text(0), try row.text(1)) }
            try connection.execute("PRAGMA ignore_check_constraints = ON")
            for (name, _) in triggers { try connection.execute("DROP TRIGGER \(name)") }
            try connection.execute(sql)
            for (_, text) in triggers { try connection.execute(text) }
        }
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        let differences = try await ledger.verifyIntegrity()
        #expect(Set(differences.map(\.check)) == expected, "\(sql): \(differences)")
        await ledger.close()
    }

    @Test func `an audit misses the triggers`() async throws {
        try Connection(path: directory.ledger).execute("DROP TRIGGER entry_no_update")
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        #expect(
            try await ledger.verifyIntegrity() == [
                LedgerDifference(
                    check: .store, detail: "trigger entry_no_update is not as this program made it")
            ])
        await ledger.close()
    }

    @Test func `a person's decision is final`() async throws {
        try Connection(path: directory.ledger).execute(
            "UPDATE deposit SET state = 'refused' WHERE state = 'open'")
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        let credit = Books.findings(4, credits: [Books.fact(amount: 9)])
        #expect(try await ledger.post(credit) == [.withheld])
        #expect(try await ledger.balances().map(\.balance) == [5])
        await ledger.close()
    }
}
