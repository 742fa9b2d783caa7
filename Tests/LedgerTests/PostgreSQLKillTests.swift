#if PostgreSQL
import DepositProgram
import DepositVerifier
import Foundation
import LedgerPostgreSQL
import SolanaCodec
import TestSupport
import Testing

/// Workers and servers that are killed, and lines that are cut, while deposits are credited: nothing
/// that was acknowledged is lost, nothing is credited twice, the books add up, and nobody has to help.
///
/// `L5_POSTGRES_KILLS` says how often; the longest recovery is printed.
@Suite(
    .serialized, .enabled(if: PostgreSQLServer.shared != nil, "there is no PostgreSQL to start"))
struct `PostgreSQL ledger, killed` {
    /// Deposits that a round credits.
    static let deposits = 40
    /// Those who credit at once.
    static let workers = 8
    /// The longest time until a worker is killed, in microseconds: it is done by then.
    static let longestLife: UInt32 = 60_000

    static let rounds =
        ProcessInfo.processInfo.environment["L5_POSTGRES_KILLS"].flatMap { Int($0) } ?? 3

    let server: PostgreSQLServer

    init() throws {
        server = try #require(PostgreSQLServer.shared)
    }

    /// The numbers of a round's deposits.
    private static func numbers(_ round: Int) -> Range<Int> {
        round * deposits..<(round + 1) * deposits
    }

    /// Everything up to this round was credited once, and nothing else.
    private func check(_ ledger: PostgreSQLLedger, upTo round: Int) async throws {
        let numbers = 0..<Self.numbers(round).upperBound
        let balances = try await ledger.balances()
        let total = numbers.map(Crowd.amount).reduce(0, +)
        #expect(balances.map(\.balance).reduce(0, +) == total, "round \(round)")
        #expect(
            balances.map(\.entryCount).reduce(0, +) == UInt64(numbers.count), "round \(round)")
        #expect(try await ledger.verifyIntegrity() == [], "round \(round)")
    }

    private func openBooks(_ conninfo: String) async throws -> PostgreSQLLedger {
        let ledger = try await PostgreSQLLedger.open(conninfo, create: true)
        try await Crowd.prepare(ledger)
        return ledger
    }

    // MARK: Workers

    @Test func `a worker that is killed loses nothing that was acknowledged`() async throws {
        let conninfo = PostgreSQLServer.conninfo(
            server.conninfo, schema: try server.createSchema())
        let ledger = try await openBooks(conninfo)
        var longest = Duration.zero
        for round in 0..<Self.rounds {
            let directory = try TemporaryDirectory()
            let path = directory.path + "/acknowledged"
            let life = UInt32.random(in: 0...Self.longestLife)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [
                    conninfo = conninfo as String, path = path as String, round = round as Int,
                    life = life as UInt32
                ] in
                try await Self.work(conninfo, round, acknowledging: path, killedAfter: life)
            }
            let acknowledged = try Data(contentsOf: URL(filePath: path)).map(Int.init)
            // The next worker, without any help.
            let start = ContinuousClock.now
            let next = try await PostgreSQLLedger.open(conninfo, create: false)
            for number in Self.numbers(round) {
                let outcomes = try await next.post(Crowd.findings(number))
                if number == Self.numbers(round).first {
                    longest = max(longest, start.duration(to: .now))
                }
                if acknowledged.contains(number % Self.deposits) {
                    #expect(outcomes == [.duplicate], "round \(round)")
                }
            }
            await next.close()
            try await check(ledger, upTo: round)
        }
        await ledger.close()
        print("\(Self.rounds) workers killed: the next posted within \(longest)")
    }

    /// Credits a round's deposits and writes down each that was acknowledged, until it is killed:
    /// at any moment, by a thread that knows nothing of what the others do.
    private static func work(
        _ conninfo: String, _ round: Int, acknowledging path: String, killedAfter life: UInt32
    ) async throws {
        let ledger = try await PostgreSQLLedger.open(conninfo, create: false)
        try Data().write(to: URL(filePath: path))
        let file = open(path, O_WRONLY | O_APPEND)
        Thread.detachNewThread {
            usleep(life)
            kill(getpid(), SIGKILL)
        }
        await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    for number in numbers(round) where number % workers == worker {
                        _ = try await ledger.post(Crowd.findings(number))
                        var byte = UInt8(number % deposits)
                        _ = write(file, &byte, 1)
                    }
                }
            }
        }
        // Done before its time.
        kill(getpid(), SIGKILL)
    }

    // MARK: Servers

    @Test func `a server that is killed loses nothing that was acknowledged`() async throws {
        let own = try LocalPostgreSQL()
        let ledger = try await openBooks(own.conninfo)
        let recoveries = Recoveries()
        for round in 0..<Self.rounds {
            let tally = Tally()
            let moment = Int.random(in: 1...Self.deposits)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<Self.workers {
                    group.addTask {
                        for number in Self.numbers(round) where number % Self.workers == worker {
                            #expect(try await ledger.post(Crowd.findings(number)) == [.new])
                            guard tally.next() == moment else { continue }
                            let time = try await ContinuousClock().measure {
                                own.killServer()
                                try await own.awaitNext()
                                let again = try await ledger.post(Crowd.findings(number))
                                #expect(again == [.duplicate])
                            }
                            await recoveries.add(time)
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await check(ledger, upTo: round)
        }
        await ledger.close()
        let longest = await recoveries.longest
        print("\(Self.rounds) servers killed: posted again within \(longest)")
    }

    // MARK: Lines

    /// The server has committed, and its answer never arrives.
    @Test func `a line that is cut before the answer does no harm`() async throws {
        let port = try #require(server.port)
        let proxy = try CuttingProxy(to: port)
        defer { proxy.stop() }
        let conninfo = PostgreSQLServer.conninfo(
            server.conninfo, schema: try server.createSchema())
        let through =
            conninfo.replacing("port=\(port)", with: "port=\(proxy.port)")
            + " sslmode=disable gssencmode=disable"
        let ledger = try await PostgreSQLLedger.open(through, create: true)
        try await Books.fund(ledger)
        // Five cuts for each kill: security goal M8 asks for 1,000 and 200.
        let cuts = Self.rounds * 5
        for number in 0..<cuts {
            var findings = Crowd.findings(number)
            findings.credits = [Books.fact(amount: 1)]
            findings.netReceived = [Books.vault: 1]
            // The second pipeline of a posting ends with COMMIT.
            proxy.arm(.after, at: 2)
            #expect(try await ledger.post(findings) == [.new], "cut \(number)")
            #expect(try await ledger.post(findings) == [.duplicate], "cut \(number)")
        }
        #expect(proxy.count == cuts)
        #expect(try await ledger.balances().map(\.entryCount) == [UInt64(cuts) + 1])
        #expect(try await ledger.verifyIntegrity() == [])
        await ledger.close()
        print("\(cuts) lines cut between COMMIT and its answer")
    }
}

/// How long it took until books that were out of reach were posted to again.
private actor Recoveries {
    private(set) var longest = Duration.zero

    func add(_ time: Duration) {
        longest = max(longest, time)
    }
}
#endif
