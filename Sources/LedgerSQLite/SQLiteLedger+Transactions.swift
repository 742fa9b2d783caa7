import DepositVerifier
import Synchronization

/// What one caller wants done in a transaction, and then how it ended.
///
/// Unchecked: its caller leaves it to whoever leads the group until it is told the outcome; the
/// queue's lock guards who is told.
final class Work: @unchecked Sendable {
    let run: (Connection) throws(LedgerError) -> Void
    let isCommitted: (Connection) throws(LedgerError) -> Bool
    var outcome: Result<Void, LedgerError>?
    /// Who waits for the outcome.
    var caller: CheckedContinuation<Turn, Never>?
    /// Whether it wrote something. What it answered otherwise rests on what others wrote.
    var hasWritten = false

    init(
        run: @escaping (Connection) throws(LedgerError) -> Void,
        isCommitted: @escaping (Connection) throws(LedgerError) -> Bool
    ) {
        self.run = run
        self.isCommitted = isCommitted
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
    /// - Parameters:
    ///   - body: may run several times; no `await` happens within, so that calls never interleave.
    ///   - isCommitted: asks a fresh connection whether what `body` wrote is there, should COMMIT
    ///     fail: after a failed write or sync either may be true. Not asked if it wrote nothing.
    /// - Throws: what `body` throws; the failure of COMMIT if the work is not there;
    ///   `.outcomeUnknown` if that could not be found out.
    nonisolated func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(LedgerError) -> Value,
        isCommitted: @escaping @Sendable (Connection, Value) throws(LedgerError) -> Bool
    ) async throws(LedgerError) -> Value {
        let product = Product<Value>()
        let work = Work { connection throws(LedgerError) in
            product.value = try body(connection)
        } isCommitted: { connection throws(LedgerError) in
            guard let value = product.value else { return false }
            return try isCommitted(connection, value)
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
            guard let failure = try attempt(group) else { return }
            resolve(group, despite: failure)
        } catch {
            guard group.count > 1 else {
                group.first?.outcome = .failure(error)
                return
            }
            // Nothing took effect. Each alone, so that everybody learns of his own trouble only.
            for work in group { commit([work]) }
        }
    }

    /// Finds out what became of a group whose COMMIT failed: all that it wrote is there, or nothing.
    private func resolve(_ group: [Work], despite failure: LedgerError) {
        // Nothing refers to the old connection any more: this closes it and frees its lock.
        connection = nil
        let written = group.filter(\.hasWritten)
        // The last to write is asked about: nobody has changed his part of it since.
        guard let last = written.last else {
            for work in group { work.outcome = .failure(failure) }
            return
        }
        if case .failure(let error) = outcome(of: last, despite: failure) {
            for work in written { work.outcome = .failure(error) }
        }
        // The others only looked, perhaps at what is not there now: each looks again.
        for work in group where !work.hasWritten { commit([work]) }
    }

    /// Runs a group up to COMMIT.
    ///
    /// - Returns: why COMMIT failed, which leaves open what took effect; `nil` if it returned.
    /// - Throws: what keeps the whole group from taking effect.
    private func attempt(_ group: [Work]) throws(LedgerError) -> LedgerError? {
        let connection = try connected()
        try connection.run("BEGIN IMMEDIATE")
        do throws(LedgerError) {
            for work in group { work.outcome = try run(work, of: group.count, on: connection) }
        } catch {
            rollBack(connection)
            throw error
        }
        do throws(LedgerError) {
            try connection.run("COMMIT")
            return nil
        } catch {
            rollBack(connection)
            return error
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
        work.hasWritten = false
        do throws(LedgerError) {
            try work.run(connection)
            work.hasWritten = connection.changes != before
            return .success(())
        } catch {
            guard count > 1, error.isRefusal, connection.isInTransaction,
                connection.changes == before
            else { throw error }
            return .failure(error)
        }
    }

    /// How work ended whose COMMIT failed: whether it is there, durably.
    private func outcome(of work: Work, despite failure: LedgerError) -> Result<Void, LedgerError> {
        do throws(LedgerError) {
            let connection = try reconnected()
            guard try work.isCommitted(connection) else { return .failure(failure) }
            try connection.checkpoint()
            return .success(())
        } catch {
            connection = nil
            isInDoubt = true
            return .failure(
                LedgerError(
                    .outcomeUnknown,
                    "\(failure.reason); whether it took effect is unknown: \(error.reason)"))
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
