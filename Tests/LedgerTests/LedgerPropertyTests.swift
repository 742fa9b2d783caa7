import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct `Ledger properties` {
    static let steps = 120
    static let agents: [UInt8] = [1, 2, 3]

    static func code(_ agent: UInt8) -> DepositCode { DepositCode(FixedBytes(repeating: agent)) }

    /// Every agent deposits on a cluster of his own, so that keys of one do not meet another's.
    static func account(_ agent: UInt8) -> LedgerAccount {
        LedgerAccount(
            agent: "agent-\(agent)", genesis: Blockhash(FixedBytes(repeating: agent)),
            mint: Books.usdc)
    }

    static func prepare(_ books: Backend.AnyBooks) async throws {
        for agent in agents {
            try await books.add(code(agent), agent: account(agent).agent, references: [])
            let first = Books.findings(
                255, credits: [Books.fact(amount: 1, code: code(agent))],
                genesis: account(agent).genesis)
            _ = try await books.post(first)
        }
    }

    static func check(
        _ books: Backend.AnyBooks, _ models: [UInt8: ModelAccount], _ context: String
    ) async throws {
        let balances = try await books.balances()
        for agent in agents {
            let model = models[agent] ?? ModelAccount()
            let found = balances.first { $0.agent == account(agent).agent }
            #expect(
                [found?.balance, found?.held, found?.debt]
                    == [model.balance, model.held, model.owed], "\(context), agent \(agent)")
            for (id, hold) in model.holds {
                let stored = try await books.hold(HoldKey(agent: account(agent).agent, id: id))
                #expect(stored?.state == hold.state, "\(context), agent \(agent), hold \(id)")
                #expect(stored?.cost == hold.cost, "\(context), agent \(agent), hold \(id)")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `any sequence leads where the model leads`(_ backend: Backend) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("ledger sequence on \(backend): seed \(seed)")
        var generator = SeededSteps(state: seed)
        try await backend.withBooks { books in
            try await Self.prepare(books)
            var models = Dictionary(
                uniqueKeysWithValues: Self.agents.map { ($0, ModelAccount(balance: 1)) })
            for number in 0..<Self.steps {
                let agent = Self.agents.randomElement(using: &generator) ?? 1
                let step = Step.random(number, of: agent, using: &generator)
                try await step.take(
                    in: books, Self.account(agent), code: Self.code(agent),
                    cluster: Self.account(agent).genesis)
                if step == .expire {
                    for other in Self.agents { models[other]?.apply(step) }
                } else {
                    models[agent]?.apply(step)
                }
                try await Self.check(books, models, "seed \(seed), step \(number), \(step)")
            }
        }
    }

    /// Each agent's steps come in order, those of different agents in any order.
    @Test(arguments: Backend.allCases)
    func `agents do not disturb each other`(_ backend: Backend) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("ledger interleaving on \(backend): seed \(seed)")
        try await backend.withBooks { books in
            try await Self.prepare(books)
            let models = try await withThrowingTaskGroup(of: (UInt8, ModelAccount).self) { group in
                for agent in Self.agents {
                    group.addTask {
                        var generator = SeededSteps(state: seed &+ UInt64(agent))
                        var model = ModelAccount(balance: 1)
                        for number in 0..<Self.steps {
                            let step = Step.random(number, of: agent, using: &generator)
                            // An expiry would end the holds of the others, too.
                            guard step != .expire else { continue }
                            try await step.take(
                                in: books, Self.account(agent), code: Self.code(agent),
                                cluster: Self.account(agent).genesis)
                            model.apply(step)
                        }
                        return (agent, model)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            try await Self.check(books, models, "seed \(seed)")
        }
    }
}

/// SplitMix64: the same numbers from the same seed.
struct SeededSteps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
