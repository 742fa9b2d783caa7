import DepositProgram
import DepositVerifier
import SolanaCodec
import Synchronization

/// Many who tell the same books of the same deposits.
enum Crowd {
    static let workers = 8
    static let sources = 5
    static let deposits = 400
    static let agents = 20

    /// Enough for a test: all amounts differ, so that a lost or doubled one shows in the sum.
    static func amount(_ number: Int) -> UInt64 { UInt64(number) + 1 }
    static let total = (0..<deposits).map(amount).reduce(0, +)

    static func code(_ agent: Int) -> DepositCode {
        DepositCode(FixedBytes(repeating: UInt8(truncatingIfNeeded: agent + 1)))
    }

    static func findings(_ number: Int) -> TransactionFindings {
        var bytes = [UInt8](repeating: 7, count: 64)
        bytes[0] = UInt8(truncatingIfNeeded: number)
        bytes[1] = UInt8(truncatingIfNeeded: number >> 8)
        let fact = Books.fact(amount: amount(number), code: code(number % agents))
        var findings = Books.findings(0, credits: [fact])
        findings.signature = Signature(bytes: bytes) ?? findings.signature
        return findings
    }

    static func prepare(_ books: any CodeRegistry) async throws {
        for agent in 0..<agents {
            try await books.add(code(agent), agent: "agent-\(agent)", references: [])
        }
    }

    /// One worker: each of its sources tells of every deposit, in an order of its own.
    ///
    /// - Returns: how many credits were new.
    static func work(_ books: any Ledger, seed: UInt64) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for source in 0..<sources {
                group.addTask {
                    var generator = SeededSteps(state: seed &+ UInt64(source))
                    var new = 0
                    for number in (0..<deposits).shuffled(using: &generator) {
                        let outcomes = try await books.post(findings(number))
                        new += outcomes.count { $0 == .new }
                    }
                    return new
                }
            }
            return try await group.reduce(0, +)
        }
    }
}

/// Counts what several tasks do.
final class Tally: Sendable {
    private let count = Atomic(0)

    /// The next number, from 1.
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
