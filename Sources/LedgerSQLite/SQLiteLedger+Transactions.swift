import DepositVerifier
import Synchronization

/// What one caller wants done in a transaction, and then how it ended.
///
/// Unchecked: its caller leaves it to whoever leads the group until it is told the outcome; the
/// queue's lock guards who is told.
final class Work: @unchecked Sendable {
    let run: (Connection) throws(LedgerError) -> Void
    var outcome: Result<Void, LedgerError>?
    /// Who waits for the outcome.
    var caller: CheckedContinuation<Turn, Never>?

    init(run: @escaping (Connection) throws(LedgerError) -> Void) {
        self.run = run
    }
}

/// What a caller is woken for.
enum Turn {
    /// It is the first of those who wait: it commits for all of them.
    case lead
    /// Its work has ended.
    case done
}

/// Work that waits to be committed, in the order in which it came.
struct Queue {
    var works: [Work] = []
    /// Whether somebody commits, or is about to. If nobody does, nothing waits.
    var isLed = false
}

/// What a piece of work gave; unchecked as the work is.
private final class Product<Value>: @unchecked Sendable {
    var value: Value?
}

extension SQLiteLedger {
    /// The most work that is committed together: a group is over in milliseconds.
    static let groupLimit = 256
    /// Turns that a leader gives to others: some microseconds each, and together less than a commit.
    static let turnLimit = 64

    /// Runs `body` in one transaction, acknowledged only once COMMIT has returned.
    ///
    /// Work that comes while another group is being committed is committed together: one wait for
    /// the disk serves all. Whoever comes first leads: it commits for all who have come by then, and
    /// passes the lead on to the first of those who came meanwhile.
    ///
    /// - Parameter body: may run several times; no `await` happens within, so that calls never
    ///   interleave.
    /// - Throws: what `body` throws; the failure of COMMIT if the group is not there;
    ///   `.outcomeUnknown` if that could not be found out.
    nonisolated func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(LedgerError) -> Value
    ) async throws(LedgerError) -> Value {
        let product = Product<Value>()
        let work = Work { connection throws(LedgerError) in
            product.value = try body(connection)
        }
        if await turn(of: work) == .lead { await lead() }
        try work.outcome?.get()
        guard let value = product.value else {
            throw LedgerError(.other, "a transaction gave no result")
        }
        return value
    }

    /// Hands in work, and waits until it has ended or is the first of those that wait.
    private nonisolated func turn(of work: Work) async -> Turn {
        await withCheckedContinuation { caller in
            let isFirst = queue.withLock { queue in
                queue.works.append(work)
                if queue.isLed { work.caller = caller }
                defer { queue.isLed = true }
                return !queue.isLed
            }
            if isFirst { caller.resume(returning: .lead) }
        }
    }

    /// Commits the oldest work that waits.
    private func lead() async {
        // Those who were served together often come again together: wait for them, but not long.
        var turns = 0
        while turns < Self.turnLimit && queue.withLock({ $0.works.count }) < lastGroup {
            await Task.yield()
            turns += 1
        }
        let group = queue.withLock { queue in
            let group = Array(queue.works.prefix(Self.groupLimit))
            queue.works.removeFirst(group.count)
            return group
        }
        lastGroup = group.count
        commit(group)
        let next = queue.withLock { queue in
            queue.isLed = !queue.works.isEmpty
            defer { queue.works.first?.caller = nil }
            return queue.works.first?.caller
        }
        next?.resume(returning: .lead)
        for work in group { work.caller?.resume(returning: .done) }
    }

    private func commit(_ group: [Work]) {
        do throws(LedgerError) {
            guard let commit = try attempt(group), let loss = loss(of: commit) else { return }
            // Refusals, too, may rest on what another of the group wrote.
            for work in group { work.outcome = .failure(loss) }
        } catch {
            guard group.count > 1 else {
                group.first?.outcome = .failure(error)
                return
            }
            // Nothing took effect. Each alone, so that everybody learns of his own trouble only.
            for work in group { commit([work]) }
        }
    }

    /// Runs a group and commits it.
    ///
    /// - Returns: the commit that failed, whose outcome is open; `nil` if it succeeded.
    /// - Throws: what keeps the whole group from taking effect before COMMIT.
    private func attempt(_ group: [Work]) throws(LedgerError) -> FailedCommit? {
        let connection = try connected()
        try connection.run("BEGIN IMMEDIATE")
        var next = lastCommit
        do throws(LedgerError) {
            let before = connection.changes
            for work in group { work.outcome = try run(work, of: group.count, on: connection) }
            if connection.changes != before { next = try connection.markCommit() }
        } catch {
            rollBack(connection)
            throw error
        }
        do throws(LedgerError) {
            try connection.run("COMMIT")
            lastCommit = next
            return nil
        } catch {
            rollBack(connection)
            return FailedCommit(mark: next, error: error)
        }
    }

    /// Runs one piece of work of a group.
    ///
    /// Work reads and decides before it writes, so what the books refuse has left no trace. Should
    /// it fail after it began to write, or should the file fail, nobody's work takes effect.
    private func run(
        _ work: Work, of count: Int, on connection: Connection
    ) throws(LedgerError) -> Result<Void, LedgerError> {
        let before = connection.changes
        do throws(LedgerError) {
            return .success(try work.run(connection))
        } catch {
            guard count > 1, error.isRefusal, connection.isInTransaction,
                connection.changes == before
            else { throw error }
            return .failure(error)
        }
    }

    private struct FailedCommit {
        var mark: CommitMark
        var error: LedgerError
    }

    /// Finds out on a new connection what became of a commit that failed: after a failed write or
    /// sync it may be there or not, but always as a whole.
    ///
    /// - Returns: why nobody's answer holds; `nil` if it is there, durably.
    private func loss(of commit: FailedCommit) -> LedgerError? {
        let before = lastCommit
        // Nothing refers to the old connection any more: this closes it and frees its lock.
        connection = nil
        do throws(LedgerError) {
            let connection = try reconnected()
            guard lastCommit != before else { return commit.error }
            guard lastCommit == commit.mark else {
                throw LedgerError(.locked, "another process has written since")
            }
            try connection.checkpoint()
            return nil
        } catch {
            connection = nil
            isInDoubt = true
            return LedgerError(
                .outcomeUnknown,
                "\(commit.error.reason); whether it took effect is unknown: \(error.reason)")
        }
    }

    /// Ends a failed transaction; a connection that cannot do so is given up.
    private func rollBack(_ connection: Connection) {
        guard connection.isInTransaction else { return }
        guard (try? connection.execute("ROLLBACK")) == nil else { return }
        self.connection = nil
    }
}

extension LedgerError {
    /// Whether the books refused, rather than the file failed.
    fileprivate var isRefusal: Bool {
        switch code {
        case .locked, .readOnly, .diskFull, .incompatible, .cannotOpen, .outcomeUnknown, .corrupt,
            .other:
            false
        default: true
        }
    }
}
