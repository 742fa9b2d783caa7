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
        try await Self.fill(ledger)
        await ledger.close()
    }

    /// Books with a row of every kind.
    static func fill(_ ledger: some StoredLedger & Holds & CredentialRegistry) async throws {
        try await ledger.add(
            Books.codeA, agent: "alice", references: [Books.reference(2, of: Books.codeA)])
        let closed = DepositCode(FixedBytes(repeating: 0xC3))
        try await ledger.add(closed, agent: "alice", references: [])
        try await ledger.close(closed)
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
        "UPDATE deposit SET code = X'B2B2B2B2B2B2B2B2' WHERE amount = 2",
        "UPDATE deposit SET code = X'B2B2B2B2B2B2B2B2' WHERE state = 'open'",
        "UPDATE deposit SET evidence = 'x'",
        "UPDATE deposit SET reason = 'x'",
        "UPDATE deposit SET operators = 0",
        "UPDATE deposit SET state = 'refused' WHERE state = 'open'",
        "UPDATE deposit SET state = 'refunding' WHERE state = 'open'",
        "UPDATE agent SET name = 'mallory' WHERE id = 1",
        "DELETE FROM agent",
        "INSERT OR REPLACE INTO agent SELECT id, 'mallory', created_at FROM agent WHERE id = 1",
        "INSERT OR REPLACE INTO agent SELECT 9, name, created_at FROM agent WHERE id = 1",
        "UPDATE asset SET decimals = 0",
        "UPDATE asset SET mint = zeroblob(32)",
        "DELETE FROM asset",
        "INSERT OR REPLACE INTO asset SELECT id, genesis, zeroblob(32), symbol, decimals FROM asset",
        "INSERT OR REPLACE INTO asset SELECT 9, genesis, mint, symbol, decimals FROM asset",
        "UPDATE code_reference SET code = X'B2B2B2B2B2B2B2B2'",
        "DELETE FROM code_reference",
        """
        INSERT OR REPLACE INTO code_reference
        SELECT treasury_account, reference, X'B2B2B2B2B2B2B2B2' FROM code_reference
        """,
        "UPDATE deposit_code SET state = 'active'",
        "UPDATE deposit_code SET number = number + 9",
        """
        INSERT OR REPLACE INTO deposit_code
        SELECT code, number, 2, 'active', created_at FROM deposit_code WHERE agent_id = 1
        """,
        """
        INSERT OR REPLACE INTO deposit_code
        SELECT zeroblob(8), number, 2, 'active', created_at FROM deposit_code WHERE agent_id = 1
        """,
        "INSERT OR REPLACE INTO credential SELECT * FROM credential",
        "UPDATE OR REPLACE entry SET seq = 1",
        "DELETE FROM account",
        "UPDATE account SET agent_id = 2",
        "INSERT OR REPLACE INTO account SELECT * FROM account",
        "UPDATE code_reference SET reference = zeroblob(32)",
        "INSERT OR REPLACE INTO deposit_code SELECT * FROM deposit_code",
        "UPDATE deposit SET code = zeroblob(8)",
        "UPDATE deposit SET reason = 'x' WHERE state = 'refused'",
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
        ("UPDATE deposit SET amount = 8 WHERE amount = 2", [.deposit, .received]),
        ("UPDATE deposit SET path = '8' WHERE amount = 2", [.deposit]),
        ("DELETE FROM deposit WHERE amount = 2", [.deposit]),
        ("UPDATE deposit SET received = 1 WHERE amount = 2", [.received]),
        ("UPDATE deposit SET code = zeroblob(8) WHERE amount = 2", [.deposit]),
        ("UPDATE deposit SET code = NULL WHERE amount = 2", [.deposit]),
        ("UPDATE deposit SET code = X'B2B2B2B2B2B2B2B2' WHERE amount = 2", [.deposit]),
        ("UPDATE deposit_code SET agent_id = 2 WHERE number = 1", [.deposit, .store]),
        ("UPDATE asset SET genesis = zeroblob(32)", [.deposit]),
        ("UPDATE deposit SET state = 'refused' WHERE state = 'open'", [.decision]),
        ("UPDATE deposit SET state = 'open' WHERE state = 'refused'", [.decision]),
        ("UPDATE deposit SET state = 'refunded' WHERE state = 'refused'", [.decision]),
        ("UPDATE deposit SET state = 'gone' WHERE state = 'refused'", [.decision, .store]),
        ("UPDATE decision SET state = 'refunding'", [.decision]),
        ("DELETE FROM decision", [.decision]),
        (
            """
            INSERT INTO entry SELECT agent_id, asset_id, 5, amount, balance_after, kind, contra,
            'hold:c', meta, created_at, hash FROM entry WHERE seq = 4
            """, [.balance, .chain, .sequence, .hold]
        ),
        (
            """
            UPDATE entry SET seq = 9 WHERE seq = 1; UPDATE entry SET seq = 1 WHERE seq = 2;
            UPDATE entry SET seq = 2 WHERE seq = 9
            """, [.balance, .chain, .deposit]
        ),
        // The last entries, and the account's memory of them.
        (
            """
            DELETE FROM entry WHERE seq = 4; UPDATE account SET balance = 6, seq = 3,
            head = (SELECT hash FROM entry WHERE seq = 3)
            """, [.hold]
        ),
        (
            """
            DELETE FROM entry WHERE seq > 2; UPDATE account SET balance = 3, seq = 2,
            head = (SELECT hash FROM entry WHERE seq = 2)
            """, [.hold, .deposit, .store]
        ),
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

    /// Sums over all holds of an account stay the same; each hold has its own debits.
    @Test func `an audit finds costs that moved from one hold to another`() async throws {
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        _ = try await ledger.settle(HoldKey(agent: "alice", id: "b"), as: .capture(cost: 2))
        await ledger.close()
        do {
            let connection = try Connection(path: directory.ledger)
            try connection.execute("DROP TRIGGER hold_state")
            try connection.execute(
                "UPDATE hold SET cost = 3 - cost, captured = 3 - captured WHERE cost > 0")
        }
        let reopened = try await SQLiteLedger.test(at: directory.ledger, create: false)
        #expect(try await reopened.verifyIntegrity().map(\.check) == [.store, .hold])
        await reopened.close()
    }

    /// What no books can find by themselves: here a copy of a head that is kept elsewhere can, or a
    /// reconciliation with the chain.
    @Test func `a withdrawal at the end that nobody remembers leaves no trace`() async throws {
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        let head = try await ledger.balances().map(\.head)
        _ = try await ledger.book(
            Movement(account: Books.alice, kind: .withdrawal, amount: 1, id: "w"))
        let kept = try await ledger.balances().map(\.head)
        await ledger.close()
        do {
            let connection = try Connection(path: directory.ledger)
            let trigger = try connection.row(
                "SELECT sql FROM sqlite_schema WHERE name = 'entry_no_delete'"
            ) { row throws(LedgerError) in try row.text(0) }
            try connection.execute("DROP TRIGGER entry_no_delete")
            try connection.execute(
                """
                DELETE FROM entry WHERE seq = 5; UPDATE account SET balance = balance + 1, seq = 4,
                head = (SELECT hash FROM entry WHERE seq = 4)
                """)
            try connection.execute(trigger ?? "")
        }
        let reopened = try await SQLiteLedger.test(at: directory.ledger, create: false)
        #expect(try await reopened.verifyIntegrity() == [])
        #expect(try await reopened.balances().map(\.head) == head)
        #expect(head != kept)
        await reopened.close()
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
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        let refuse = `Ledger conformance, reviews`.decision(
            .refuse, of: `Ledger conformance, reviews`.id(4))
        #expect(try await ledger.decide(refuse) == .decided)
        let credit = Books.findings(4, credits: [Books.fact(amount: 9)])
        #expect(try await ledger.post(credit) == [.withheld])
        #expect(try await ledger.balances().map(\.balance) == [5])
        await ledger.close()
    }
}
