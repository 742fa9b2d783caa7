#if CLI
import DepositVerifier
import SolanaCodec

/// Works through a list of signatures: some at the same time, in bounded memory, each answer written
/// as soon as its turn has come.
///
/// A class, so that a task for each signature holds it and no copy of all that it holds.
final class BatchRun: Sendable {
    let run: VerifyRun
    let input: BatchInput
    let output: BatchOutput
    let earlier: EarlierAnswers
    let concurrency: Int
    let isOrdered: Bool

    init(
        run: VerifyRun, input: BatchInput, output: BatchOutput, earlier: EarlierAnswers,
        concurrency: Int, isOrdered: Bool
    ) {
        self.run = run
        self.input = input
        self.output = output
        self.earlier = earlier
        self.concurrency = concurrency
        self.isOrdered = isOrdered
    }

    /// How many finished answers may wait for one that takes long, as a multiple of the concurrency.
    static let longestWait = 16
    /// How many signatures in a row may find no endpoint before the rest is left.
    static let networkPatience = 16

    private enum Event: Sendable {
        case input([UInt8])
        case answer(place: Int, Answer)
    }

    private struct Answer: Sendable {
        var line: [UInt8]
        var code: ExitCode
        /// Why nothing more should be asked.
        var end: Failure?
    }

    /// What is between the input and the output.
    private struct State {
        var splitter = LineSplitter(limit: BatchItem.longestLine)
        /// Items that were read and not begun, from `head` on.
        var items: [BatchItem] = []
        var head = 0
        var isReading = false
        var isAtEnd = false
        /// How many items were begun, and how many of them are under way.
        var begun = 0
        var underWay = 0
        var lines = OrderedLines()
        /// How many lines have come.
        var finished = 0
        var worst: ExitCode
        var count = BatchProgress.Count()
        /// Signatures since an endpoint answered last.
        var unanswered = 0
    }

    /// Runs to the end of the list.
    ///
    /// - Returns: the code of the most serious answer, earlier ones included.
    /// - Throws: `Failure` if no more can be read, written or posted, or no endpoint answers.
    func run(progress: BatchProgress) async throws -> ExitCode {
        let clock = ContinuousClock()
        let start = clock.now
        var progress = progress
        return try await withThrowingTaskGroup(of: Event.self) { group in
            var state = State(worst: earlier.worst)
            defer { progress.end(state.count, after: start.duration(to: clock.now)) }
            while true {
                try fill(&group, &state)
                try output.write(state.lines.take())
                progress.show(state.count, after: start.duration(to: clock.now))
                guard let event = try await group.next() else { return state.worst }
                switch event {
                case .input(let piece): take(piece, &state)
                case .answer(let place, let answer): try take(answer, at: place, &state)
                }
            }
        }
    }

    // MARK: Input

    /// Begins what may be begun, and reads on in time.
    private func fill(
        _ group: inout ThrowingTaskGroup<Event, any Error>, _ state: inout State
    ) throws {
        while state.head < state.items.count, state.underWay < concurrency,
            state.begun - state.lines.next < concurrency * Self.longestWait
        {
            let item = state.items[state.head]
            state.head += 1
            begin(item, &group, &state)
        }
        // A piece ahead: nobody waits for the disk.
        let isShort = state.items.count - state.head < concurrency
        if isShort, !state.isReading, !state.isAtEnd {
            state.isReading = true
            group.addTask { [input] in .input(try await Self.read(input)) }
        }
    }

    private static func read(_ input: BatchInput) async throws -> [UInt8] {
        do {
            return try await input.read()
        } catch let error as SystemError {
            throw Failure(
                .usage, "the list cannot be read", why: error.text, next: "check --file")
        }
    }

    private func begin(
        _ item: BatchItem, _ group: inout ThrowingTaskGroup<Event, any Error>,
        _ state: inout State
    ) {
        switch item {
        case .malformed(let failure):
            finish(Answer(line: text(of: failure), code: failure.exit), at: state.begun, &state)
        case .signature(let signature) where earlier.contains(signature):
            state.count.done += 1
            return
        case .signature(let signature):
            let place = state.begun
            state.underWay += 1
            group.addTask { .answer(place: place, await self.answer(signature)) }
        }
        state.begun += 1
    }

    private func take(_ piece: [UInt8], _ state: inout State) {
        state.isReading = false
        state.count.bytes += piece.count
        var lines = state.splitter.lines(in: piece)
        if piece.isEmpty {
            state.isAtEnd = true
            lines += [state.splitter.last].compactMap(\.self)
        }
        state.items.removeFirst(state.head)
        state.head = 0
        state.items += lines.compactMap(BatchItem.init)
        state.count.lines = state.count.done + state.underWay + state.items.count
    }

    // MARK: Answers

    private func answer(_ signature: Signature) async -> Answer {
        do {
            let decision = try await run.decide(signature)
            return Answer(line: text(of: decision), code: VerifyRun.exitCode(decision))
        } catch {
            let failure = run.failure(error, signature)
            // Books that take no posting now take none later; another cluster stays another.
            let isFinal = failure.exit == .ledger || failure.code == "wrongCluster"
            return Answer(
                line: text(of: failure), code: failure.exit, end: isFinal ? failure : nil)
        }
    }

    private func take(_ answer: Answer, at place: Int, _ state: inout State) throws {
        state.underWay -= 1
        state.count.asked += 1
        finish(answer, at: place, &state)
        state.unanswered = answer.code == .network ? state.unanswered + 1 : 0
        var end = answer.end
        if state.unanswered >= concurrency + Self.networkPatience {
            end = Failure(
                .network, "no endpoint gives a usable answer any more",
                why: "\(state.unanswered) signatures in a row",
                next: "go on later; with -o or --resume only the rest is asked")
        }
        guard let end else { return }
        // Those behind one that has no answer have theirs nevertheless.
        try output.write(state.lines.takeAll())
        throw end
    }

    private func finish(_ answer: Answer, at place: Int, _ state: inout State) {
        state.count.done += 1
        if VerifyRun.rank(answer.code) > VerifyRun.rank(state.worst) { state.worst = answer.code }
        state.lines.put(answer.line, at: isOrdered ? place : state.finished)
        state.finished += 1
    }

    // MARK: Text

    private func text(of decision: Decision) -> [UInt8] {
        guard output.format == .human else {
            return decision.json.encoded() + [UInt8(ascii: "\n")]
        }
        return run.lines(for: decision).flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }

    private func text(of failure: Failure) -> [UInt8] {
        guard output.format == .human else {
            return failure.json(schema: VerifyCommand.schema).encoded() + [UInt8(ascii: "\n")]
        }
        return Array("\(failure.what)  \(failure.why)\n".utf8)
    }
}
#endif
