import DepositVerifier

/// What one caller wants done in a transaction, and then how it ended.
final class Work {
    let run: (Connection) throws(LedgerError) -> Void
    let isCommitted: (Connection) throws(LedgerError) -> Bool
    var outcome: Result<Void, LedgerError>?
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

extension SQLiteLedger {
    /// The most work that is committed together: a group is over in milliseconds.
    static let groupLimit = 256

    /// Runs `body` in one transaction, acknowledged only once COMMIT has returned.
    ///
    /// Work that comes while another group is being committed is committed together, each in a
    /// savepoint of its own: one wait for the disk serves all. Whoever comes first commits for all
    /// who came meanwhile, since everything that waits for the actor goes before what yields.
    ///
    /// - Parameters:
    ///   - body: may run several times; no `await` happens within, so that calls never interleave.
    ///   - isCommitted: asks a fresh connection whether what `body` wrote is there, should COMMIT
    ///     fail: after a failed write or sync either may be true. Not asked if it wrote nothing.
    /// - Throws: what `body` throws; the failure of COMMIT if the work is not there;
    ///   `.outcomeUnknown` if that could not be found out.
    func transaction<Result>(
        _ body: @escaping (Connection) throws(LedgerError) -> Result,
        isCommitted: @escaping (Connection, Result) throws(LedgerError) -> Bool
    ) async throws(LedgerError) -> Result {
        var result: Result?
        let work = Work { connection throws(LedgerError) in
            result = try body(connection)
        } isCommitted: { connection throws(LedgerError) in
            guard let result else { return false }
            return try isCommitted(connection, result)
        }
        waiting.append(work)
        await Task.yield()
        while work.outcome == nil { commitGroup() }
        try work.outcome?.get()
        guard let result else { throw LedgerError(.other, "a transaction gave no result") }
        return result
    }

    /// Commits the oldest work that waits.
    private func commitGroup() {
        let group = Array(waiting.prefix(Self.groupLimit))
        waiting.removeFirst(group.count)
        commit(group)
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

    /// Runs one piece of work of a group; if it fails by itself, it leaves no trace.
    private func run(
        _ work: Work, of count: Int, on connection: Connection
    ) throws(LedgerError) -> Result<Void, LedgerError> {
        let before = connection.changes
        work.hasWritten = false
        guard count > 1 else {
            try work.run(connection)
            work.hasWritten = connection.changes != before
            return .success(())
        }
        try connection.run("SAVEPOINT work")
        do throws(LedgerError) {
            try work.run(connection)
            work.hasWritten = connection.changes != before
        } catch {
            // Trouble with the file is everybody's.
            guard error.isRefusal, connection.isInTransaction else { throw error }
            try connection.run("ROLLBACK TO work")
            try connection.run("RELEASE work")
            return .failure(error)
        }
        try connection.run("RELEASE work")
        return .success(())
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
