import DepositProgram
import DepositVerifier
import SolanaCodec

/// What several agents do at the same time, each in an order of his own: the same from the same
/// seed.
///
/// Every agent has a cluster of his own, so that nothing he does depends on what the others did,
/// and where he stands after each step is known beforehand, to the head of his chain.
struct Workload {
    /// How far it got: what was acknowledged.
    struct Progress: Hashable {
        /// Of the steps that come before all others, one after the other.
        var founding = 0
        /// Of each agent's steps.
        var lanes = [Int](repeating: 0, count: Workload.agents.count)

        /// How much was acknowledged in all.
        var count: Int { founding + lanes.reduce(0, +) }

        /// Takes note of an acknowledgement.
        mutating func take(_ mark: UInt8) {
            if mark == Workload.founding { founding += 1 } else { lanes[Int(mark)] += 1 }
        }
    }

    static let agents: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
    static let length = 12
    /// What stands for one of the first steps where an agent's steps have the number of his lane.
    static let founding: UInt8 = 255
    /// All acknowledgements.
    static let total = 2 * agents.count + agents.count * length

    let seed: UInt64
    let lanes: [[Step]]

    init(seed: UInt64) {
        self.seed = seed
        lanes = Self.agents.indices.map { lane in
            var generator = SeededSteps(state: seed &+ UInt64(lane))
            return (0..<Self.length).map { number in
                let step = Step.random(number, of: Self.agents[lane], using: &generator)
                // An expiry is for all agents: only the first has holds that expire.
                return step == .expire && lane > 0 ? .report("h0", 7) : step
            }
        }
    }

    // MARK: Doing it

    /// Takes the steps that come before all others.
    ///
    /// - Returns: how far it got by that.
    func found(in books: Backend.AnyBooks) async throws -> Progress {
        var progress = Progress()
        while progress.founding < 2 * Self.agents.count {
            try await found(progress.founding, in: books)
            progress.founding += 1
        }
        return progress
    }

    /// Goes on from where it stopped, many at once.
    ///
    /// - Parameter acknowledge: is told of every step that the books have answered.
    /// - Returns: what kept agents from going on, by lane.
    func run(
        in books: Backend.AnyBooks, from progress: Progress,
        acknowledge: @escaping @Sendable (UInt8) -> Void
    ) async -> [UInt8: any Error] {
        do {
            for number in progress.founding..<(2 * Self.agents.count) {
                try await found(number, in: books)
                acknowledge(Self.founding)
            }
        } catch {
            return [Self.founding: error]
        }
        return await withTaskGroup(of: (UInt8, (any Error)?).self) { group in
            for lane in lanes.indices {
                group.addTask {
                    let mark = UInt8(truncatingIfNeeded: lane)
                    do {
                        for number in progress.lanes[lane]..<Self.length {
                            try await take(number, of: lane, in: books)
                            acknowledge(mark)
                        }
                        return (mark, nil)
                    } catch {
                        return (mark, error)
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    /// Codes first, then a deposit for each, so that agents and assets have the same numbers always.
    private func found(_ number: Int, in books: Backend.AnyBooks) async throws {
        let agent = Self.agents[number % Self.agents.count]
        if number < Self.agents.count {
            try await books.add(Self.code(agent), agent: Self.account(agent).agent, references: [])
        } else {
            let first = Books.fact(amount: 50, code: Self.code(agent))
            _ = try await books.post(
                Books.findings(255, credits: [first], genesis: Self.account(agent).genesis))
        }
    }

    private func take(_ number: Int, of lane: Int, in books: Backend.AnyBooks) async throws {
        let agent = Self.agents[lane]
        try await lanes[lane][number].take(
            in: books, Self.account(agent), code: Self.code(agent),
            cluster: Self.account(agent).genesis, expiresAt: lane == 0 ? 1 : .max)
    }

    private static func code(_ agent: UInt8) -> DepositCode {
        `Ledger properties`.code(agent)
    }

    private static func account(_ agent: UInt8) -> LedgerAccount {
        `Ledger properties`.account(agent)
    }

    // MARK: Looking at it

    /// Where an agent stands: everything that his steps can change.
    struct Standing: Hashable {
        var balance: AgentBalance?
        var holds: [Hold?]
        var reviews: [Review?]
    }

    /// Where every agent stands.
    func standings(in books: Backend.AnyBooks) async throws -> [Standing] {
        let balances = try await books.balances()
        var standings: [Standing] = []
        for agent in Self.agents {
            let account = Self.account(agent)
            var standing = Standing(
                balance: balances.first { $0.agent == account.agent }, holds: [], reviews: [])
            for number in 0...(Self.length / 3) {
                standing.holds.append(
                    try await books.hold(HoldKey(agent: account.agent, id: "h\(number)")))
            }
            for number in 0..<UInt8(Self.length) {
                standing.reviews.append(
                    try await books.review(of: Books.deposit(number, on: account.genesis)))
            }
            standings.append(standing)
        }
        return standings
    }

    /// Where every agent stands when this much is done, said by books without a disk.
    func standings(after progress: Progress) async throws -> [Standing] {
        let books = InMemoryLedger(now: { Books.time })
        for number in 0..<progress.founding { try await found(number, in: books) }
        for lane in lanes.indices {
            for number in 0..<progress.lanes[lane] { try await take(number, of: lane, in: books) }
        }
        return try await standings(in: books)
    }
}
