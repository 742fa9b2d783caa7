#if PostgreSQL
import DepositProgram
import DepositVerifier
import Foundation
import LedgerPostgreSQL
import SolanaCodec
import Testing

@Suite(.enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
struct `PostgreSQL ledger, many at once` {
    let server: PostgreSQLServer

    init() throws {
        server = try #require(PostgreSQLServer.shared)
    }

    private func check(_ conninfo: String, _ context: String) async throws {
        let ledger = try await PostgreSQLLedger.open(conninfo, create: false)
        let balances = try await ledger.balances()
        #expect(balances.map(\.balance).reduce(0, +) == Crowd.total, "\(context)")
        #expect(balances.map(\.entryCount).reduce(0, +) == 400, "\(context)")
        #expect(try await ledger.verifyIntegrity() == [], "\(context)")
        await ledger.close()
    }

    /// 16,000 postings by eight processes.
    @Test func `eight processes with five sources credit every deposit once`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("crowd on postgresql: seed \(seed)")
        let conninfo = PostgreSQLServer.conninfo(
            server.conninfo, schema: try server.createSchema())
        let ledger = try await PostgreSQLLedger.open(conninfo, create: true)
        try await Crowd.prepare(ledger)
        await ledger.close()
        await withTaskGroup { group in
            for worker in 0..<Crowd.workers {
                group.addTask {
                    await #expect(processExitsWith: .success) {
                        [
                            conninfo = conninfo as String, seed = seed as UInt64,
                            worker = worker as Int
                        ]
                        in
                        let ledger = try await PostgreSQLLedger.open(conninfo, create: false)
                        _ = try await Crowd.work(ledger, seed: seed &+ UInt64(worker) << 8)
                        await ledger.close()
                    }
                }
            }
        }
        try await check(conninfo, "seed \(seed)")
    }

    /// Two deposits of one transaction, of which one's amount is there: the two connections decide for
    /// different agents, so no account is locked by both.
    @Test func `two decisions about one transaction see each other`() async throws {
        try await server.withSchema { conninfo in
            let first = try await PostgreSQLLedger.open(conninfo, create: true)
            let second = try await PostgreSQLLedger.open(conninfo, create: false)
            try await first.add(Books.codeA, agent: "alice", references: [])
            try await first.add(Books.codeB, agent: "bob", references: [])
            let paths = [EventPath(outer: 3), EventPath(outer: 4)]
            for number in 1...20 as ClosedRange<UInt8> {
                let reviews = paths.map {
                    ReviewItem(fact: Books.fact($0, amount: 5, code: nil), reason: "outflow")
                }
                _ = try await first.post(
                    Books.findings(number, reviews: reviews, net: [Books.vault: 5]))
                func decide(
                    _ ledger: PostgreSQLLedger, _ path: EventPath, _ code: DepositCode
                ) async -> Bool {
                    let decision = ReviewDecision(
                        deposit: DepositID(
                            genesis: Books.mainnet, signature: Books.signature(number),
                            path: path), action: .assign(code), person: "eve", reason: "hers")
                    return (try? await ledger.decide(decision)) == .decided
                }
                async let one = decide(first, paths[0], Books.codeA)
                async let two = decide(second, paths[1], Books.codeB)
                #expect(await [one, two].count { $0 } == 1, "transaction \(number)")
            }
            #expect(try await first.balances().map(\.balance).reduce(0, +) == 100)
            await first.close()
            await second.close()
        }
    }

    /// A process that is killed amid its postings leaves nothing half done.
    @Test(arguments: [1, 7, 40, 133])
    func `a worker that is killed loses nothing that was acknowledged`(
        _ acknowledged: Int
    ) async throws {
        let conninfo = PostgreSQLServer.conninfo(
            server.conninfo, schema: try server.createSchema())
        let ledger = try await PostgreSQLLedger.open(conninfo, create: true)
        try await Crowd.prepare(ledger)
        let directory = try TemporaryDirectory()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [
                conninfo = conninfo as String, acknowledged = acknowledged as Int,
                path = directory.path as String
            ] in
            let ledger = try await PostgreSQLLedger.open(conninfo, create: false)
            let tally = Tally()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<Crowd.deposits {
                    group.addTask {
                        _ = try await ledger.post(Crowd.findings(number))
                        try Data().write(to: URL(filePath: path + "/\(number)"))
                        if tally.next() == acknowledged {
                            kill(getpid(), SIGKILL)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let numbers = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .compactMap { Int($0) }
        #expect(numbers.count >= acknowledged)
        for number in numbers {
            #expect(try await ledger.post(Crowd.findings(number)) == [.duplicate])
        }
        for number in 0..<Crowd.deposits { _ = try await ledger.post(Crowd.findings(number)) }
        await ledger.close()
        try await check(conninfo, "after \(acknowledged)")
    }

    /// A server of its own, killed three times while deposits are posted.
    @Test func `a server that is killed loses nothing that was acknowledged`() async throws {
        let own = try PostgreSQLServer()
        let ledger = try await PostgreSQLLedger.open(own.conninfo, create: true)
        try await Crowd.prepare(ledger)
        let tally = Tally()
        let kills: Set = [20, 150, 280]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<Crowd.workers {
                group.addTask {
                    for number in stride(from: worker, to: Crowd.deposits, by: Crowd.workers) {
                        #expect(try await ledger.post(Crowd.findings(number)) == [.new])
                        if kills.contains(tally.next()) { try own.killAndAwait() }
                    }
                }
            }
            try await group.waitForAll()
        }
        await ledger.close()
        try await check(own.conninfo, "after three kills")
    }
}
#endif
