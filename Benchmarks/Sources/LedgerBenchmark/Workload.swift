import DepositProgram
import DepositVerifier
import Foundation

/// Work that as many tasks do side by side, each of them one piece after the other.
struct Workload {
    var agents: Int
    var tasks: Int

    static func name(_ agent: Int) -> String { "agent-\(agent)" }

    /// Registers agents, each with one code, one after the other: numbers follow names.
    func prepare(_ store: some Main.Store) async throws {
        let codes = try (0..<agents).map { try MadeDeposits.code($0) }
        for (agent, code) in codes.enumerated() {
            try await Self.add(code, agent, to: store)
        }
    }

    /// Posts deposits. A task has agents of its own, so that the order within an account is fixed.
    func post(_ numbers: Range<Int>, to store: some Main.Store) async throws {
        var shares = [[TransactionFindings]](repeating: [], count: tasks)
        for number in numbers {
            shares[MadeDeposits.agent(number, of: agents) % tasks].append(
                try MadeDeposits.findings(number, agents: agents))
        }
        try await measure(numbers.count) { group in
            for share in shares {
                group.addTask {
                    for each in share { try await Self.post(each, to: store) }
                }
            }
        }
    }

    /// Authorises and captures, pair by pair.
    func hold(count: Int, at store: some Main.Store) async throws {
        let (agents, tasks) = (agents, tasks)
        let genesis = try MadeDeposits.genesis()
        let mint = try MadeDeposits.address(.mint, 0)
        try await measure(count) { group in
            for task in 0..<tasks {
                group.addTask {
                    for number in stride(from: task, to: count, by: tasks) {
                        let account = LedgerAccount(
                            agent: Self.name(number % agents), genesis: genesis, mint: mint)
                        let request = HoldRequest(
                            account: account, id: "request-\(number)", amount: 100,
                            owner: "benchmark", expiresAt: Main.time)
                        try await Self.pair(request, at: store)
                    }
                }
            }
        }
    }

    /// Reads one page of the first agent's history again and again; pages are numbered from 1, the
    /// newest entries first.
    func read(page: Int, of size: Int, count: Int, at store: some Main.Store) async throws {
        guard let account = try await store.balances().first else { throw MadeDeposits.Oddity() }
        var times: [Double] = []
        for _ in 0..<count {
            let start = Self.seconds(CLOCK_MONOTONIC)
            let last = account.entryCount - UInt64((page - 1) * size)
            let first = last - UInt64(size) + 1
            let entries = try await store.entries(of: account.account, numbered: first...last)
            times.append(Self.seconds(CLOCK_MONOTONIC) - start)
            guard entries.count == size, entries.last?.sequence == last else {
                throw MadeDeposits.Oddity()
            }
        }
        times.sort()
        print(#"{"median":\#(times[count / 2]),"longest":\#(times[count - 1])}"#)
    }

    // MARK: Single operations. Not inlined: the compiler of 6.3.1 crashes where it splits a loop
    // around a call that throws a type of its own.

    @inline(never)
    private static func add(
        _ code: DepositCode, _ agent: Int, to store: some Main.Store
    ) async throws(LedgerError) {
        try await store.add(code, agent: name(agent), references: [])
    }

    @inline(never)
    private static func post(
        _ findings: TransactionFindings, to store: some Main.Store
    ) async throws(LedgerError) {
        let outcomes = try await store.post(findings)
        if outcomes != [.new] { throw LedgerError(.other, "a deposit was not new") }
    }

    @inline(never)
    private static func pair(
        _ request: HoldRequest, at store: some Main.Store
    ) async throws(LedgerError) {
        let outcome = try await store.authorise(request)
        guard case .held = outcome else { throw LedgerError(.other, "a hold was not new") }
        _ = try await store.settle(request.key, as: .capture(cost: 60))
    }

    private func measure(
        _ count: Int, _ add: (inout ThrowingTaskGroup<Void, any Error>) -> Void
    ) async throws {
        let (wall, cpu) = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
        try await withThrowingTaskGroup(of: Void.self) { group in
            add(&group)
            try await group.waitForAll()
        }
        let took = Self.seconds(CLOCK_MONOTONIC) - wall
        let used = Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu
        print(#"{"count":\#(count),"wall":\#(took),"cpu":\#(used)}"#)
    }

    static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
