import DepositVerifier
import SolanaCodec
import Testing

@testable import LedgerSQLite

/// Every value of every row is changed behind the books' back, with every trigger gone and checks
/// off: the audit finds it, or there is a reason why it cannot.
@Suite struct `SQLite ledger, every column` {
    /// What an audit of the books alone cannot find, and why. Whatever is not in this list is found;
    /// whatever is in it is not. Rows of a deposit or a hold are told apart by their state.
    static let unseen: [(reason: String, columns: [String])] = [
        (
            "a time that was written down; nothing is decided by it",
            [
                "account.updated_at", "agent.created_at", "credential.created_at",
                "deposit_code.created_at", "event_set.created_at", "deposit.created_at",
                "hold.created_at", "decision.created_at",
            ]
        ),
        (
            "what the chain shows, held against the chain by a reconciliation",
            [
                "deposit.slot", "deposit.destination", "deposit.payer", "deposit.source",
                "deposit.received", "event_set.digest", "event_set.slot", "asset.mint",
                "asset.decimals", "open deposit.path",
            ]
        ),
        (
            "an amount that is not in the journal, held against the chain by a reconciliation",
            [
                "open deposit.amount", "refused deposit.amount", "refunding deposit.amount",
                "refunded deposit.amount",
            ]
        ),
        (
            "what a deposit carried that was credited by nothing of it",
            [
                "open deposit.code", "refused deposit.code", "refunding deposit.code",
                "refunded deposit.code",
            ]
        ),
        (
            "words for people, or what told of a deposit",
            [
                "agent.name", "asset.symbol", "deposit.reason", "deposit.evidence",
                "deposit.operators", "decision.detail", "decision.person", "decision.reason",
                "hold.owner",
            ]
        ),
        (
            "who may do what from now on; no money has moved by it",
            [
                "credential.hash", "credential.kind", "credential.agent_id",
                "credential.revoked_at", "code_reference.treasury_account",
                "code_reference.reference", "deposit_code.number", "deposit_code.state",
            ]
        ),
        (
            "of a hold, what its entries do not say: only its cost is in the journal",
            [
                "hold.expires_at", "hold.progress", "captured hold.amount", "expired hold.amount",
                "released hold.amount", "captured hold.state", "expired hold.state",
                "released hold.state", "released hold.id", "released hold.agent_id", "open hold.id",
            ]
        ),
        (
            "found whenever the books are opened",
            ["migration.version", "migration.digest", "migration.applied_at"]
        ),
        ("a number of chance, for a commit that fails now", ["last_commit.mark"]),
    ]

    /// What a column of this name may say, other than any text.
    static let words = [
        "deposit": ["open", "credited", "refused", "refunding", "refunded"],
        "decision": ["credited", "refused", "refunding", "refunded"],
        "hold": ["open", "captured", "released", "expired"],
        "deposit_code": ["active", "closed"],
    ]

    @Test func `is found when it is changed, or free for a reason`() async throws {
        let directory = try TemporaryDirectory()
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await `SQLite ledger, tampering`.fill(ledger)
        try await Self.add(to: ledger)
        #expect(try await ledger.verifyIntegrity() == [])
        await ledger.close()
        let connection = try Connection(path: directory.ledger)
        var found: Set<String> = []
        var missed: Set<String> = []
        let tables = try connection.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1"
        ) { row throws(LedgerError) in try row.text(0) }
        for table in tables {
            var kinds: Set<String> = []
            for row in 0..<(try Self.count(of: table, in: connection)) {
                // One row of each kind is enough.
                let kind = try Self.kind(of: row, in: table, connection)
                guard kinds.insert(kind).inserted else { continue }
                for column in try Self.columns(of: table, in: connection) {
                    let name = (kind.isEmpty ? "" : kind + " ") + "\(table).\(column.name)"
                    for value in try Self.others(than: row, of: table, column, in: connection) {
                        if try Self.isFound(value, in: row, of: table, column, in: connection) {
                            found.insert(name)
                        } else {
                            missed.insert(name)
                        }
                    }
                }
            }
        }
        #expect(found.count > 50)
        let listed = Set(Self.unseen.flatMap(\.columns))
        // Listed for one state, or for all.
        let surprises = missed.filter { name in
            !listed.contains(name)
                && !listed.contains { $0 == name.split(separator: " ").last ?? "" }
        }
        #expect(surprises.sorted() == [], "the audit misses these")
        let needless = listed.filter { column in
            !missed.contains(column) && !missed.contains { $0.hasSuffix(" " + column) }
        }
        #expect(needless.sorted() == [], "the audit finds these")
    }

    /// Rows of the kinds that are not there yet: a reference, a code that is closed, a debt that was
    /// paid in part, holds that ended in each way, deposits that were assigned and that go back.
    static func add(to ledger: some StoredLedger & Holds & Movements) async throws {
        let bob = LedgerAccount(agent: "bob", genesis: Books.mainnet, mint: Books.usdc)
        try await ledger.add(
            Books.codeB, agent: "bob", references: [Books.reference(1, of: Books.codeB)])
        for number: UInt8 in 11...13 {
            let waiting = ReviewItem(
                fact: Books.fact(amount: 20, code: nil), reason: "unattributed")
            _ = try await ledger.post(
                Books.findings(number, reviews: [waiting], net: [Books.vault: 20]))
        }
        let actions: [(UInt8, ReviewDecision.Action)] = [
            (11, .assign(Books.codeB)), (12, Books.goesBack),
            (12, .completeRefund(Books.signature(99))), (13, Books.goesBack),
        ]
        for (number, action) in actions {
            _ = try await ledger.decide(
                ReviewDecision(
                    deposit: Books.deposit(number), action: action, person: "test", reason: "why"))
        }
        for id in ["e", "l", "r", "d"] {
            _ = try await ledger.authorise(
                HoldRequest(
                    account: bob, id: id, amount: 4, owner: "test", expiresAt: id == "e" ? -1 : 9))
        }
        _ = try await ledger.report(progress: 2, of: HoldKey(agent: "bob", id: "e"))
        _ = try await ledger.expireHolds(until: -1, limit: 9)
        _ = try await ledger.settle(HoldKey(agent: "bob", id: "l"), as: .capture(cost: 3))
        _ = try await ledger.settle(HoldKey(agent: "bob", id: "r"), as: .release)
        _ = try await ledger.settle(HoldKey(agent: "bob", id: "d"), as: .capture(cost: 40))
        _ = try await ledger.book(Movement(account: bob, kind: .refund, amount: 3, id: "m"))
        try await ledger.close(Books.codeB)
        _ = try await ledger.post(Books.findings(14, credits: [Books.fact(amount: 7)]))
        _ = try await ledger.book(
            Movement(account: Books.alice, kind: .withdrawal, amount: 1, id: "w"))
    }

    /// Whether the audit finds one changed value, or the database refuses it even so.
    private static func isFound(
        _ value: Statement.Value, in row: Int, of table: String, _ column: Column,
        in connection: Connection
    ) throws -> Bool {
        let triggers = try connection.rows(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ) { row throws(LedgerError) in (try row.text(0), try row.text(1)) }
        try connection.execute("PRAGMA ignore_check_constraints = ON; BEGIN")
        defer { try? connection.execute("ROLLBACK") }
        for (name, _) in triggers { try connection.execute("DROP TRIGGER \(name)") }
        do throws(LedgerError) {
            try connection.run(
                "UPDATE \(table) SET \(column.name) = ?1 WHERE \(place(row, of: table, column))",
                [value])
        } catch {
            return error.code == .inconsistent
        }
        for (_, text) in triggers { try connection.execute(text) }
        try connection.execute("PRAGMA ignore_check_constraints = OFF")
        do throws(LedgerError) {
            return try connection.differences() != []
        } catch {
            return error.code == .corrupt
        }
    }

    // MARK: What there is

    struct Column {
        var name: String
        var type: String
        var isOptional: Bool
        /// The columns of the table's primary key.
        var key: String
    }

    private static func columns(
        of table: String, in connection: Connection
    ) throws -> [Column] {
        let key = try connection.rows(
            "SELECT name FROM pragma_table_info('\(table)') WHERE pk > 0 ORDER BY pk"
        ) { row throws(LedgerError) in try row.text(0) }.joined(separator: ", ")
        return try connection.rows(
            #"SELECT name, type, "notnull" FROM pragma_table_info('\#(table)')"#
        ) { row throws(LedgerError) in
            Column(
                name: try row.text(0), type: try row.text(1), isOptional: try row.integer(2) == 0,
                key: key)
        }
    }

    private static func count(of table: String, in connection: Connection) throws -> Int {
        let count = try connection.row("SELECT count(*) FROM \(table)") {
            row throws(LedgerError) in try row.integer(0)
        }
        return Int(clamping: count ?? 0)
    }

    private static func place(_ row: Int, of table: String, _ column: Column) -> String {
        "(\(column.key)) = (SELECT \(column.key) FROM \(table) ORDER BY \(column.key) "
            + "LIMIT 1 OFFSET \(row))"
    }

    /// What tells rows of a table apart: the state, or the kind of an entry.
    private static func kind(
        of row: Int, in table: String, _ connection: Connection
    ) throws -> String {
        let columns = try columns(of: table, in: connection)
        let known = ["deposit": "state", "hold": "state", "entry": "CAST(kind AS TEXT)"]
        guard let what = known[table], let column = columns.first else { return "" }
        return try connection.row(
            "SELECT \(what) FROM \(table) WHERE \(place(row, of: table, column))"
        ) { row throws(LedgerError) in try row.text(0) } ?? ""
    }

    /// Values of the same kind that a row does not have in a column.
    private static func others(
        than row: Int, of table: String, _ column: Column, in connection: Connection
    ) throws -> [Statement.Value] {
        let values = try connection.row(
            "SELECT \(column.name) FROM \(table) WHERE \(place(row, of: table, column))"
        ) { row throws(LedgerError) -> [Statement.Value] in
            let none: [Statement.Value] = column.isOptional ? [.null] : []
            switch column.type {
            case _ where row.isNull(0):
                return switch column.type {
                case "INTEGER": [.integer(1)]
                case "TEXT": [.text("x")]
                default: [.blob([UInt8](repeating: 3, count: 8))]
                }
            case "INTEGER":
                let number = try row.integer(0)
                return [.integer(number + 1), .integer(number - 1)] + none
            case "TEXT":
                let text = try row.text(0)
                let others =
                    column.name == "state"
                    ? words[table, default: []].filter { $0 != text } : [text + "0"]
                return others.map(Statement.Value.text) + none
            default:
                var bytes = try row.blob(0)
                bytes[bytes.count - 1] ^= 1
                return [.blob(bytes)] + none
            }
        }
        return values ?? []
    }
}
