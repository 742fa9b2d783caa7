import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@testable import LedgerSQLite

@Suite struct `SQLite ledger, opening` {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `every setting is in force on the open connection`() throws {
        try Data().write(to: URL(filePath: directory.ledger))
        let connection = try Connection.openLedger(
            at: directory.ledger, create: true, fileSystem: nil, now: { Books.time })
        let settings = [
            "locking_mode": "exclusive", "journal_mode": "wal", "synchronous": "2",
            "foreign_keys": "1", "fullfsync": "1", "checkpoint_fullfsync": "1",
            "trusted_schema": "0", "recursive_triggers": "1", "user_version": "5",
            "application_id": "1278559308",
        ]
        for (name, value) in settings { #expect(try connection.setting(name) == value, "\(name)") }
    }

    @Test func `only the owner may read the files`() async throws {
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await ledger.add(Books.codeA, agent: "alice", references: [])
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
        #expect(names.sorted() == ["books.db", "books.db-wal"])
        for name in names {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: directory.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
        await ledger.close()
    }

    @Test func `what was posted is there after reopening`() async throws {
        let findings = Books.findings(1, credits: [Books.fact(amount: 5)])
        let first = try await SQLiteLedger.test(at: directory.ledger)
        try await first.add(Books.codeA, agent: "alice", references: [])
        #expect(try await first.post(findings) == [.new])
        let balances = try await first.balances()
        await first.close()
        let second = try await SQLiteLedger.test(at: directory.ledger, create: false)
        #expect(try await second.balances() == balances)
        #expect(try await second.post(findings) == [.duplicate])
        await second.close()
    }

    @Test func `a closed ledger answers with an error`() async throws {
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        await ledger.close()
        await #expect(throws: LedgerError(.cannotOpen, "")) { try await ledger.codes() }
    }

    @Test func `a second owner is refused`() async throws {
        let owner = try await SQLiteLedger.test(at: directory.ledger)
        await #expect(throws: LedgerError(.locked, "")) {
            try await SQLiteLedger.test(at: directory.ledger)
        }
        await owner.close()
        let next = try await SQLiteLedger.test(at: directory.ledger)
        await next.close()
    }

    @Test func `a waiting owner gets the ledger when it is free`() async throws {
        let owner = try await SQLiteLedger.test(at: directory.ledger)
        let path = directory.ledger
        async let waiting = SQLiteLedger.open(at: path, create: false, waiting: .seconds(60))
        await owner.close()
        let next = try await waiting
        #expect(try await next.codes() == [])
        await next.close()
    }

    @Test func `another process can neither read nor write`() async throws {
        let owner = try await SQLiteLedger.test(at: directory.ledger)
        for sql in ["SELECT count(*) FROM entry", "DELETE FROM agent"] {
            let (status, output) = try run(
                "/usr/bin/env", "python3", "-c",
                """
                import sqlite3, sys
                connection = sqlite3.connect(sys.argv[1], timeout=0)
                print(connection.execute(sys.argv[2]).fetchall())
                """, directory.ledger, sql)
            #expect(status == 1)
            #expect(output.contains("database is locked"), "\(output)")
        }
        #expect(try await owner.codes() == [])
        await owner.close()
    }

    @Test func `a missing file is created only on demand`() async throws {
        await #expect(throws: LedgerError(.cannotOpen, "")) {
            try await SQLiteLedger.test(at: directory.ledger, create: false)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == [])
    }

    @Test func `names with a meaning of their own are plain files`() async throws {
        for name in [":memory:", "file:x?mode=memory"] {
            let path = directory.path + "/" + name
            let ledger = try await SQLiteLedger.test(at: path)
            await ledger.close()
            #expect(FileManager.default.fileExists(atPath: path))
        }
        for path in ["", "/tmp/\u{0}x", directory.path, directory.path + "/no/such.db"] {
            await #expect(throws: LedgerError(.cannotOpen, "")) {
                try await SQLiteLedger.test(at: path)
            }
        }
    }

    @Test func `a symbolic link leads to the file, a hard link does not`() async throws {
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        let link = directory.path + "/link.db"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: directory.ledger)
        await #expect(throws: LedgerError(.locked, "")) { try await SQLiteLedger.test(at: link) }
        await ledger.close()
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.linkItem(atPath: directory.ledger, toPath: link)
        await #expect(throws: LedgerError(.cannotOpen, "")) {
            try await SQLiteLedger.test(at: link)
        }
    }

    @Test func `a file of another kind is left as it is`() async throws {
        let garbage = Data("This is no database, but long enough to be read as one.".utf8)
        try garbage.write(to: URL(filePath: directory.ledger))
        for create in [true, false] {
            await #expect(throws: LedgerError(.incompatible, "")) {
                try await SQLiteLedger.test(at: directory.ledger, create: create)
            }
        }
        #expect(try Data(contentsOf: URL(filePath: directory.ledger)) == garbage)
    }

    /// Another program's database, a newer ledger, and a ledger whose first step was another.
    @Test(arguments: [
        ("CREATE TABLE note (text TEXT)", false),
        ("PRAGMA application_id = 7", false),
        ("PRAGMA user_version = 7", false),
        ("PRAGMA user_version = 6", true),
        ("UPDATE migration SET digest = zeroblob(32)", true),
        ("DELETE FROM migration", true),
    ])
    func `refuses a database that is not its own`(_ sql: String, _ isLedger: Bool) async throws {
        if isLedger {
            await (try await SQLiteLedger.test(at: directory.ledger)).close()
        } else {
            try Data().write(to: URL(filePath: directory.ledger))
        }
        try Connection(path: directory.ledger).execute(sql)
        let before = try Data(contentsOf: URL(filePath: directory.ledger))
        await #expect(throws: LedgerError(.incompatible, "")) {
            try await SQLiteLedger.test(at: directory.ledger)
        }
        #expect(try Data(contentsOf: URL(filePath: directory.ledger)) == before)
    }

    @Test func `an empty file becomes a ledger only on demand`() async throws {
        try Data().write(to: URL(filePath: directory.ledger))
        await #expect(throws: LedgerError(.incompatible, "")) {
            try await SQLiteLedger.test(at: directory.ledger, create: false)
        }
        await (try await SQLiteLedger.test(at: directory.ledger)).close()
        await (try await SQLiteLedger.test(at: directory.ledger, create: false)).close()
    }

    /// What was released does not change. Digests computed with Python's hashlib.
    @Test func `steps of the schema are append-only`() {
        let released = [
            "bd749f75f4d55e634d85dd62fcb9718a6f72f53ea56381b04c9a4c9ee5ab9177",
            "8cb71ed850e7f61afd7b56eb9d964247c12116435f228f8aa988de32fd715ec2",
            "076b1da18a0ed21108c1f533c2de10c70304d6f7a7602d7cee8908d27a787dd4",
            "bf2aa4c92ed4788b36ef29749d248c0b4b4641ca4d37ae6cc079b08f5cf4ac56",
            "d32619f1c732b68ec0f62caa373f6205cae44db679b056ffc1f91e81fa0086c7",
        ]
        #expect(Migration.all.map { Hexadecimal.encode($0.digest) } == released)
        #expect(Migration.all.map(\.version) == [1, 2, 3, 4, 5])
    }

    @Test func `a ledger of an earlier step is brought up to date when it is opened`() async throws
    {
        do {
            try Data().write(to: URL(filePath: directory.ledger))
            let connection = try Connection(path: directory.ledger)
            try connection.execute(Migration.books)
            try connection.run(
                "INSERT INTO migration (version, digest, applied_at) VALUES (1, ?1, 0)",
                [.blob(Migration.all[0].digest)])
            try connection.execute("PRAGMA user_version = 1")
            try connection.execute("PRAGMA application_id = \(Migration.applicationID)")
        }
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        #expect(try await ledger.verifyIntegrity() == [])
        await ledger.close()
        let connection = try Connection(path: directory.ledger)
        #expect(try connection.identify(create: false) == Migration.latest)
    }

    /// What was released before the token account's change was recorded.
    @Test func `a deposit of step 2 is assigned after another look`() async throws {
        do {
            try Data().write(to: URL(filePath: directory.ledger))
            let connection = try Connection(path: directory.ledger)
            for migration in Migration.all.prefix(2) {
                try connection.execute(migration.sql)
                try connection.run(
                    "INSERT INTO migration (version, digest, applied_at) VALUES (?1, ?2, 0)",
                    [.integer(migration.version), .blob(migration.digest)])
            }
            try connection.execute(
                """
                PRAGMA user_version = 2;
                PRAGMA application_id = \(Migration.applicationID);
                INSERT INTO asset VALUES (1, X'\(Hexadecimal.encode(Books.mainnet.bytes))',
                  X'\(Hexadecimal.encode(Books.usdc.bytes))', 'USDC', 6);
                INSERT INTO event_set VALUES (X'\(Hexadecimal.encode(Books.mainnet.bytes))',
                  X'\(Hexadecimal.encode(Books.signature(1).bytes))',
                  X'\(String(repeating: "01", count: 32))', 301, 0);
                INSERT INTO deposit SELECT genesis, signature, '3', slot,
                  X'\(Hexadecimal.encode(Books.vault.bytes))', 1, 5, zeroblob(32), zeroblob(32),
                  NULL, NULL, NULL, 'open', 'unattributed', '', 0, 1 FROM event_set;
                """)
        }
        let ledger = try await SQLiteLedger.test(at: directory.ledger, create: false)
        try await ledger.add(Books.codeA, agent: "alice", references: [])
        let assign = `Ledger conformance, reviews`.decision(.assign(Books.codeA))
        await #expect(throws: LedgerError(.inconsistent, "")) { try await ledger.decide(assign) }
        let item = ReviewItem(fact: Books.fact(amount: 5, code: nil), reason: "unattributed")
        let look = Books.findings(1, reviews: [item], net: [Books.vault: 5])
        #expect(try await ledger.post(look) == [])
        #expect(try await ledger.decide(assign) == .decided)
        #expect(try await ledger.balances().map(\.balance) == [5])
        #expect(try await ledger.verifyIntegrity() == [])
        await ledger.close()
        // Once it is told, it stays.
        let connection = try Connection(path: directory.ledger)
        #expect(throws: LedgerError(.inconsistent, "")) {
            try connection.execute("UPDATE deposit SET received = 6")
        }
    }

    @Test func `a file that cannot be written is refused at once`() async throws {
        await (try await SQLiteLedger.test(at: directory.ledger)).close()
        try #require(FaultyFileSystem.isRegistered)
        await #expect(throws: LedgerError(.readOnly, "")) {
            try await SQLiteLedger.open(
                at: directory.ledger, create: false, waiting: .zero, clock: ContinuousClock(),
                fileSystem: FaultyFileSystem.readOnlyName, now: { Books.time })
        }
    }
}
