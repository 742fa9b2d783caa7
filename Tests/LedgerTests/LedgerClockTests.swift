import DepositProgram
import DepositVerifier
import SolanaCodec
import Synchronization
import Testing

/// The clock is written down, and nothing is decided by it.
@Suite struct `Ledger, clocks` {
    static let second: Int64 = 1_000_000
    static let day = 86_400 * second

    /// What a clock says, each time that it is asked once more.
    static let clocks: [(name: String, steps: [Int64])] = [
        ("frozen", [0]),
        ("back by a day, again and again", [0, -day]),
        ("on by a day", [0, day]),
        ("on by ten years, and back", [0, 3_653 * day, -3_653 * day]),
    ]

    /// Everything that the books tell, without the times that they wrote down.
    struct Contents: Hashable {
        var standings: [Workload.Standing]
        var entries: [[Entry]]
    }

    static func contents(of books: Backend.AnyBooks, _ workload: Workload) async throws -> Contents
    {
        var contents = Contents(
            standings: try await workload.standings(in: books), entries: [])
        for index in contents.standings.indices {
            // The chain covers the times, too.
            contents.standings[index].balance?.head = []
            for hold in contents.standings[index].holds.indices {
                contents.standings[index].holds[hold]?.createdAt = 0
            }
            for review in contents.standings[index].reviews.indices {
                contents.standings[index].reviews[review]?.deposit.createdAt = 0
                let decisions = contents.standings[index].reviews[review]?.decisions ?? []
                for number in decisions.indices {
                    contents.standings[index].reviews[review]?.decisions[number].createdAt = 0
                }
            }
        }
        for agent in Workload.agents {
            var entries = try await books.entries(agent: "agent-\(agent)", limit: 1_000)
            entries.sort { $0.sequence < $1.sequence }
            for number in entries.indices { entries[number].createdAt = 0 }
            contents.entries.append(entries)
        }
        return contents
    }

    static func work(
        on backend: Backend, _ workload: Workload, _ steps: [Int64]
    ) async throws -> Contents? {
        let asked = Mutex((count: 0, time: Books.time))
        let found = Mutex<Contents?>(nil)
        try await backend.withBooks(now: {
            asked.withLock { asked in
                asked.time += steps[asked.count % steps.count]
                asked.count += 1
                return asked.time
            }
        }) { books in
            let progress = try await workload.found(in: books)
            let failures = await workload.run(in: books, from: progress) { _ in }
            #expect(failures.isEmpty)
            let contents = try await Self.contents(of: books, workload)
            found.withLock { $0 = contents }
        }
        return found.withLock { $0 }
    }

    @Test(arguments: Backend.allCases)
    func `whatever the clock does, the books are the same`(_ backend: Backend) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("clocks on \(backend): seed \(seed)")
        let workload = Workload(seed: seed)
        let expected = try await Self.work(on: .memory, workload, [Self.second])
        for (name, steps) in Self.clocks {
            let contents = try await Self.work(on: backend, workload, steps)
            #expect(contents == expected, "\(name), seed \(seed)")
        }
    }

    @Test(arguments: Backend.allCases)
    func `decisions come in the order in which they were made`(_ backend: Backend) async throws {
        let time = Mutex(Books.time)
        try await backend.withBooks(now: {
            time.withLock { time in
                time -= Self.day
                return time
            }
        }) { books in
            let fact = Books.fact(amount: 5, code: nil)
            _ = try await books.post(
                Books.findings(
                    1, reviews: [ReviewItem(fact: fact, reason: "unattributed")],
                    net: [Books.vault: 5]))
            for action in [
                Books.goesBack, .completeRefund(Books.signature(2)),
            ] {
                let decision = ReviewDecision(
                    deposit: Books.deposit(1), action: action, person: "test", reason: "test")
                #expect(try await books.decide(decision) == .decided)
            }
            let states = try await books.review(of: Books.deposit(1))?.decisions.map(\.state)
            #expect(states == [.refunding, .refunded])
        }
    }
}
