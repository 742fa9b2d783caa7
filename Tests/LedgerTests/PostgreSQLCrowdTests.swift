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
}
#endif
