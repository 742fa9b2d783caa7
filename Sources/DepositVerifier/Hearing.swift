internal import DepositProgram
internal import SolanaCodec

/// Asks endpoint after endpoint about one signature, as far as what they say is not enough.
struct Hearing {
    private let pool: EndpointPool
    private let question: Witness.Question
    private let recordings: [RecordingTransport]
    private let clients: [RPCClient]
    private let end: Duration
    private var attempts: [Int]
    private(set) var inquiry: Inquiry

    init(
        _ question: Witness.Question, _ pool: EndpointPool,
        over recordings: [RecordingTransport], within limit: Duration
    ) {
        self.pool = pool
        self.question = question
        self.recordings = recordings
        clients = recordings.map(RPCClient.init)
        end = pool.stopwatch.now + limit
        attempts = recordings.map { _ in 0 }
        inquiry = Inquiry(operators: pool.operators)
    }

    mutating func discredit(_ report: TransactionReport, _ finding: Finding) {
        inquiry.discredit(report, finding)
    }

    /// Asks some more operators, at the same time.
    ///
    /// - Returns: whether anybody was left to be asked in time.
    /// - Throws: `VerifierError.wrongCluster`, `CancellationError`.
    mutating func ask(_ count: Int) async throws -> Bool {
        var candidates = self.candidates
        guard let soonest = candidates.map(pool.rest).min() else { return false }
        if soonest > .zero {
            guard pool.stopwatch.now + soonest < end else { return false }
            try await pool.stopwatch.sleep(for: soonest)
            candidates = self.candidates
        }
        let now = pool.stopwatch.now
        guard now < end else { return false }
        var chosen: [Int] = []
        for index in candidates.filter({ pool.rest(of: $0) == .zero }) where chosen.count < count {
            guard !chosen.contains(where: { isSameOperator($0, index) }) else { continue }
            chosen.append(index)
        }
        // One that does not answer must leave time for the others.
        let limit = (end - now) / (candidates.count - chosen.count + 1)
        for (index, testimony) in try await testimonies(of: chosen, until: now + limit) {
            attempts[index] += 1
            if case .silent(let error) = testimony {
                pool.note(error, of: index)
            } else {
                pool.note(nil, of: index)
            }
            inquiry.take(testimony, from: index)
        }
        return true
    }

    /// Endpoints to ask next, in this order.
    ///
    /// One that was silent is asked again if nothing else can help.
    private var candidates: [Int] {
        let heard = inquiry.heard
        let asksAgain = inquiry.hasReport || inquiry.isSilent
        return attempts.indices.filter { index in
            guard !heard.contains(inquiry.operators[index]) else { return false }
            switch inquiry.testimonies[index] {
            case nil: return true
            case .silent(let error):
                return asksAgain && error.isRetryable && attempts[index] < pool.retry.attempts
            default: return false
            }
        }.sorted { rank($0) < rank($1) }
    }

    /// Those that were asked least, then those that were not late, then in their order.
    private func rank(_ index: Int) -> (Int, Int, Int) {
        (attempts[index], pool.isLate(index) ? 1 : 0, index)
    }

    private func isSameOperator(_ first: Int, _ second: Int) -> Bool {
        inquiry.operators[first] == inquiry.operators[second]
    }

    private func testimonies(
        of indices: [Int], until end: Duration
    ) async throws -> [(Int, Testimony)] {
        // A task for one alone would only cost.
        if let index = indices.first, indices.count == 1 {
            return [(index, try await ask(witness(index, until: end), index))]
        }
        return try await withThrowingTaskGroup(of: (Int, Testimony).self) { group in
            for index in indices {
                let witness = witness(index, until: end)
                group.addTask { [self] in (index, try await ask(witness, index)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func witness(_ index: Int, until end: Duration) -> Witness {
        Witness(client: clients[index], end: end, stopwatch: pool.stopwatch, question: question)
    }

    /// Hears a witness whose endpoint has shown its cluster, before and after.
    private func ask(_ witness: Witness, _ index: Int) async throws -> Testimony {
        func check() async throws {
            let left = witness.end - pool.stopwatch.now
            try await pool.checkIfDue(index, over: recordings[index], within: left)
        }
        do {
            try await check()
            let testimony = try await witness.testify()
            if case .silent = testimony { return testimony }
            try await check()
            return testimony
        } catch let error as RPCError {
            return .silent(error)
        }
    }
}
