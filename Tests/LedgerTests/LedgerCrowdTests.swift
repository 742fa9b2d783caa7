import DepositVerifier
import LedgerSQLite
import Testing

@Suite struct `Ledger, many at once` {
    /// 16,000 postings: the acceptance figure, in one process.
    @Test func `eight workers with five sources credit every deposit once`() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("crowd on sqlite: seed \(seed)")
        let directory = try TemporaryDirectory()
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await Crowd.prepare(ledger)
        let new = try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 0..<Crowd.workers {
                group.addTask {
                    try await Crowd.work(ledger, seed: seed &+ UInt64(worker) << 8)
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(new == Crowd.deposits, "seed \(seed)")
        let balances = try await ledger.balances()
        #expect(balances.map(\.balance).reduce(0, +) == Crowd.total, "seed \(seed)")
        #expect(balances.map(\.entryCount).reduce(0, +) == 400, "seed \(seed)")
        #expect(try await ledger.verifyIntegrity() == [], "seed \(seed)")
        await ledger.close()
    }

    /// Work that is refused leaves no trace in a group, and does not harm the others.
    @Test func `a refusal within a group is one caller's own`() async throws {
        let directory = try TemporaryDirectory()
        let ledger = try await SQLiteLedger.test(at: directory.ledger)
        try await ledger.add(Books.codeA, agent: "alice", references: [])
        let results = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<60 as Range<UInt8> {
                group.addTask {
                    // Every third exceeds what its token account received.
                    let isLie = number.isMultiple(of: 3)
                    let findings = Books.findings(
                        number, credits: [Books.fact(amount: 5)],
                        net: [Books.vault: isLie ? 4 : 5])
                    do {
                        let outcomes = try await ledger.post(findings)
                        return outcomes == [.new] && !isLie
                    } catch let error as LedgerError {
                        return error.code == .inconsistent && isLie
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(!results.contains(false))
        #expect(try await ledger.balances().map(\.balance) == [200])
        #expect(try await ledger.verifyIntegrity() == [])
        await ledger.close()
    }
}
