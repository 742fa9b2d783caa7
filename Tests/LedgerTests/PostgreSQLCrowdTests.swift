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
        let books = try await PostgreSQLLedger.open(conninfo, create: false)
        let balances = try await books.balances()
        #expect(balances.map(\.balance).reduce(0, +) == Crowd.total, "seed \(seed)")
        #expect(balances.map(\.entryCount).reduce(0, +) == 400, "seed \(seed)")
        #expect(try await books.verifyIntegrity() == [], "seed \(seed)")
        await books.close()
    }

    /// Two deposits of one transaction, of which one's amount is there: the two connections decide for
    /// different agents, so no account is locked by both.
    @Test func `two decisions about one transaction see each other`() async throws {
        try await server.withBooks { conninfo in
            let first = try await PostgreSQLLedger.test(conninfo)
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
}
#endif
