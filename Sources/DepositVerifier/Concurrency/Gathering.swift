package import Synchronization

/// Requests of many callers that are answered in groups: while one group is served, the next gathers.
///
/// Whoever comes first leads: it gives others a moment to come, has the whole group served, and
/// passes the lead on to the first of those who came meanwhile. One wait for a disk or a server thus
/// serves all.
///
/// Inlinable, since every request would look up the types of its group otherwise.
package final class Gathering<Request: Sendable, Answer: Sendable>: Sendable {
    /// What a caller is woken for.
    @usableFromInline enum Turn {
        /// It is the first of those who wait: it has all of them served.
        case lead
        /// Its request was served.
        case done(Answer?)
    }

    @usableFromInline struct Caller {
        @usableFromInline var request: Request
        /// Of whoever waits and does not lead.
        @usableFromInline var continuation: CheckedContinuation<Turn, Never>?

        @inlinable init(request: Request, continuation: CheckedContinuation<Turn, Never>?) {
            self.request = request
            self.continuation = continuation
        }
    }

    @usableFromInline struct State {
        @usableFromInline var callers: [Caller] = []
        /// Whether somebody leads, or is about to. If nobody does, nobody waits.
        @usableFromInline var isLed = false
        /// How many were served together last.
        @usableFromInline var lastGroup = 1

        @inlinable init() {}
    }

    @usableFromInline let state = Mutex(State())
    @usableFromInline let limit: Int
    @usableFromInline let patience: Int

    /// - Parameters:
    ///   - limit: the most requests in a group.
    ///   - patience: how often a leader yields to others before it goes on, some microseconds each:
    ///     together less than it takes to serve a group.
    @inlinable package init(limit: Int, patience: Int) {
        self.limit = limit
        self.patience = patience
    }

    /// Hands in a request and waits for its answer.
    ///
    /// - Parameter serve: answers a group, in its order. Not every caller's is called.
    /// - Returns: `nil` if the group was given too few answers.
    @inlinable package func answer(
        to request: Request, serving serve: ([Request]) async -> [Answer]
    ) async -> Answer? {
        if case .done(let answer) = await turn(of: request) { return answer }
        await gather()
        let group = state.withLock { state in
            let group = Array(state.callers.prefix(limit))
            state.callers.removeFirst(group.count)
            state.lastGroup = group.count
            return group
        }
        // No key path: in a generic type it would be made anew for every group.
        let answers = await serve(group.map { $0.request })
        let next = state.withLock { state in
            state.isLed = !state.callers.isEmpty
            defer { if state.isLed { state.callers[0].continuation = nil } }
            return state.callers.first?.continuation
        }
        next?.resume(returning: .lead)
        for (index, caller) in group.enumerated() {
            caller.continuation?.resume(
                returning: .done(answers.indices.contains(index) ? answers[index] : nil))
        }
        return answers.first
    }

    /// Waits until the request has been served, or is the first of those that wait.
    @inlinable func turn(of request: Request) async -> Turn {
        await withCheckedContinuation { continuation in
            let leads = state.withLock { state in
                let leads = !state.isLed
                state.isLed = true
                state.callers.append(
                    Caller(request: request, continuation: leads ? nil : continuation))
                return leads
            }
            if leads { continuation.resume(returning: .lead) }
        }
    }

    /// Those who were served together often come again together: waits for them, but not long.
    @inlinable func gather() async {
        for _ in 0..<patience {
            guard state.withLock({ $0.callers.count < $0.lastGroup }) else { return }
            await Task.yield()
        }
    }
}
