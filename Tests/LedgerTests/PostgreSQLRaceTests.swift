#if PostgreSQL
import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import Testing

@testable import LedgerPostgreSQL

extension PostgreSQLLedger {
    /// Runs operations as one group, whoever else waits.
    fileprivate func together(
        _ operations: [LedgerPostgreSQL.Operation]
    ) -> [Result<LedgerPostgreSQL.Operation.Outcome, LedgerError>] {
        commit(operations.map { Ticket(operation: $0, createdAt: Books.time) })
    }
}

/// Somebody else at the same books, who can hold up a ledger amid its transaction and end its session.
private struct Meddler {
    /// How often it looks whether somebody waits: for some seconds.
    private static let patience = 50_000

    struct NobodyWaits: Error {}

    private let watch: Connection
    private let hold: Connection

    init(_ conninfo: String) throws {
        watch = try Connection(conninfo)
        hold = try Connection(conninfo)
    }

    /// Holds up whoever writes to a table or locks what a statement locks.
    func begin(_ sql: String) throws { try hold.execute("BEGIN; " + sql) }

    func end() throws { try hold.execute("COMMIT") }

    /// Waits until all these sessions wait for a lock.
    func awaitWaiting(_ names: [String]) async throws {
        for _ in 0..<Self.patience {
            let waiting = try watch.run(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE wait_event_type = 'Lock' AND application_name = ANY($1::text[])
                """, [.texts(names)]
            ).map { row throws(LedgerError) in try row.integer(0) }
            if waiting == [Int64(names.count)] { return }
            await Task.yield()
        }
        throw NobodyWaits()
    }

    /// Ends a session, and returns when it is gone.
    func terminate(_ name: String) async throws {
        let sessions = "FROM pg_stat_activity WHERE application_name = '\(name)'"
        let old = try watch.run("SELECT pid::bigint \(sessions)").map { row throws(LedgerError) in
            try row.integer(0)
        }
        try watch.execute("SELECT pg_terminate_backend(pid) \(sessions)")
        while try watch.run(
            "SELECT 1 FROM pg_stat_activity WHERE pid = ANY($1::bigint[])",
            [.integers(old)]
        ).count > 0 { await Task.yield() }
    }
}

/// Several processes at the same rows, sessions that end before their COMMIT, and groups in which one
/// operation is bad: each of these once acknowledged what was not there, or credited what never came.
@Suite(.enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
struct `PostgreSQL ledger, races` {
    typealias Operation = LedgerPostgreSQL.Operation
    typealias Reviews = `Ledger conformance, reviews`

    let server: PostgreSQLServer

    init() throws {
        server = try #require(PostgreSQLServer.shared)
    }

    /// Two ledgers on the same books, and the names of their sessions.
    private func withTwo(
        _ body: (PostgreSQLLedger, PostgreSQLLedger, [String], Meddler) async throws -> Void
    ) async throws {
        try await server.withSchema { conninfo in
            let names = ["one", "two"].map { "\($0)-\(UUID().uuidString)" }
            let one = try await PostgreSQLLedger.test("\(conninfo) application_name=\(names[0])")
            let two = try await PostgreSQLLedger.test("\(conninfo) application_name=\(names[1])")
            try await Books.fund(one)
            try await one.add(Books.codeB, agent: "bob", references: [])
            try await body(one, two, names, Meddler(conninfo))
            #expect(try await two.verifyIntegrity() == [])
            await one.close()
            await two.close()
        }
    }

    private static func review(
        _ number: UInt8, paths: [EventPath] = [EventPath(outer: 3)], amount: UInt64 = 9
    ) -> TransactionFindings {
        Books.findings(
            number,
            reviews: paths.map {
                ReviewItem(fact: Books.fact($0, amount: amount, code: nil), reason: "unattributed")
            }, net: [Books.vault: amount])
    }

    private static func request(_ id: String) -> HoldRequest {
        var request = Books.request
        request.id = id
        request.amount = 10
        return request
    }

    // MARK: Sessions that end

    /// Groups of two, the first of which another process does as well; and the table at which a group
    /// is held up.
    private static let groups: [(table: String, operations: [Operation])] = [
        ("deposit", [.post(review(2)), .post(review(3))]),
        ("hold", [.authorise(request("r-2")), .authorise(request("r-3"))]),
        (
            "entry",
            [
                .post(Books.findings(2, credits: [Books.fact(amount: 7)])),
                .post(Books.findings(3, credits: [Books.fact(amount: 11)])),
            ]
        ),
    ]

    @Test(arguments: groups.indices)
    func `what another process wrote is never taken for one's own`(_ row: Int) async throws {
        let (table, operations) = Self.groups[row]
        try await withTwo { one, two, names, meddler in
            try meddler.begin("LOCK TABLE \(table) IN SHARE MODE")
            async let ours = one.together(operations)
            try await meddler.awaitWaiting([names[0]])
            async let theirs = two.together([operations[0]])
            try await meddler.awaitWaiting(names)
            try await meddler.terminate(names[0])
            try meddler.end()
            for outcome in await (ours + theirs) { _ = try outcome.get() }
            #expect(
                try await two.openReviews(limit: 9).map(\.slot) == (row == 0 ? [302, 303] : []))
            let sums = try await two.balances().flatMap { [$0.balance, $0.held] }
            #expect(sums == [[100, 0], [100, 20], [118, 0]][row])
        }
    }

    @Test func `a transaction whose mark is barred can never commit`() async throws {
        try await server.withSchema { conninfo in
            await (try await PostgreSQLLedger.test(conninfo)).close()
            let (old, new) = (try Connection(conninfo), try Connection(conninfo))
            let mark = CommitMark()
            #expect(try !mark.isSet(on: new))
            #expect(try !mark.isSet(on: new))
            old.begin()
            #expect(throws: LedgerError.self) {
                try old.run(mark.setting(insteadOf: nil) + [Query("COMMIT")])
            }
            #expect(old.rollBack())
            #expect(try !mark.isSet(on: new))
        }
    }

    @Test func `a mark tells of its transaction until the next one is set`() async throws {
        try await server.withSchema { conninfo in
            await (try await PostgreSQLLedger.test(conninfo)).close()
            let (old, new) = (try Connection(conninfo), try Connection(conninfo))
            let (first, second) = (CommitMark(), CommitMark())
            for (mark, last) in [(first, nil), (second, first)] as [(CommitMark, CommitMark?)] {
                old.begin()
                _ = try old.run(mark.setting(insteadOf: last) + [Query("COMMIT")])
                #expect(try mark.isSet(on: new))
                #expect(try mark.isSet(on: new))
            }
            let count = try new.run("SELECT count(*) FROM commit_mark").map {
                row throws(LedgerError) in try row.integer(0)
            }
            #expect(count == [1])
        }
    }

    // MARK: What a token account received

    /// Each credits all that the account received, to another agent.
    private static let claims: [[Operation]] = {
        let (first, second) = (EventPath(outer: 3), EventPath(outer: 4))
        let decisions: [Operation] = [
            .decide(Reviews.decision(.assign(Books.codeA), of: Reviews.id(2, first))),
            .decide(Reviews.decision(.assign(Books.codeB), of: Reviews.id(2, second))),
        ]
        let postings: [Operation] = [(first, Books.codeA), (second, Books.codeB)].map {
            .post(Books.findings(2, credits: [Books.fact($0, amount: 50, code: $1)]))
        }
        return [decisions, postings, [decisions[0], postings[1]]]
    }()

    @Test(arguments: claims.indices)
    func `two processes never credit more than a token account received`(
        _ row: Int
    ) async throws {
        let claims = Self.claims[row]
        try await withTwo { one, two, names, meddler in
            _ = try await one.post(
                Self.review(2, paths: [EventPath(outer: 3), EventPath(outer: 4)], amount: 50))
            try meddler.begin("LOCK TABLE entry IN SHARE MODE")
            async let first = one.together([claims[0]])
            async let second = two.together([claims[1]])
            try await meddler.awaitWaiting(names)
            try meddler.end()
            let outcomes = await (first + second)
            #expect(outcomes.count { (try? $0.get()) != nil } == 1)
            #expect(try await one.balances().map(\.balance).reduce(0, +) == 150)
        }
    }

    // MARK: Groups

    @Test func `a refund may begin and end in one group`() async throws {
        try await withTwo { one, _, _, _ in
            _ = try await one.post(Self.review(2))
            let outcomes = await one.together([
                .decide(Reviews.decision(Reviews.refund, of: Reviews.id(2))),
                .decide(Reviews.decision(.completeRefund(Books.signature(9)), of: Reviews.id(2))),
                .authorise(Books.request),
            ])
            for outcome in outcomes { _ = try outcome.get() }
            #expect(try await one.review(of: Reviews.id(2))?.deposit.state == .refunded)
        }
    }

    /// A symbol with a NUL, which the server refuses.
    @Test func `what the server refuses harms none of its group`() async throws {
        try await withTwo { one, _, _, _ in
            var bad = Books.fact(amount: 1, mint: Books.usdt)
            bad.symbol = "US\0DT"
            let outcomes = await one.together([
                .post(Books.findings(2, credits: [bad])),
                .post(Books.findings(3, credits: [Books.fact(amount: 1)], operators: 0)),
                .post(Books.findings(4, credits: [Books.fact(amount: 1)])),
            ])
            #expect(outcomes.map { (try? $0.get()) != nil } == [false, false, true])
            let balances = try await one.balances()
            #expect(balances.map(\.balance) == [101])
        }
    }

    /// The hold comes into the books while the group waits for its locks.
    @Test func `a hold that came after the locks is not there yet`() async throws {
        try await withTwo { one, two, names, meddler in
            _ = try await one.post(
                Books.findings(2, credits: [Books.fact(amount: 100, code: Books.codeB)]))
            _ = try await one.authorise(Books.request)
            var request = Books.request
            request.account.agent = "bob"
            try meddler.begin("SELECT 1 FROM account WHERE agent_id = 1 FOR UPDATE")
            async let ours = one.together([
                .settle(Books.request.key, .release), .settle(request.key, .release),
            ])
            try await meddler.awaitWaiting([names[0]])
            #expect(try await two.authorise(request) == .held(available: 40))
            try meddler.end()
            let outcomes = await ours
            #expect(throws: Never.self) { try outcomes[0].get() }
            // A group that waited too long for its locks starts again, and sees the hold then.
            if case .failure(let error) = outcomes[1] { #expect(error.code == .unknownHold) }
            #expect(try await one.settle(request.key, as: .release).state == .released)
        }
    }

    // MARK: Registering

    @Test func `many programs register agents at once`() async throws {
        try await server.withSchema { conninfo in
            await (try await PostgreSQLLedger.test(conninfo)).close()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for program: UInt8 in 1...12 {
                    group.addTask {
                        let ledger = try await PostgreSQLLedger.test(conninfo, create: false)
                        for number: UInt8 in 1...10 {
                            let bytes = [program, number] + [UInt8](repeating: 1, count: 6)
                            try await ledger.add(
                                try #require(DepositCode(bytes: bytes)),
                                agent: "agent-\(program)-\(number)", references: [])
                        }
                        await ledger.close()
                    }
                }
                try await group.waitForAll()
            }
            let ledger = try await PostgreSQLLedger.test(conninfo, create: false)
            #expect(try await ledger.codes().count == 120)
            await ledger.close()
        }
    }
}
#endif
