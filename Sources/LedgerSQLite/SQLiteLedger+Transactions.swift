import DepositVerifier

/// What one caller wants done in a transaction, and then how it ended.
final class Work {
    let run: (Connection) throws(LedgerError) -> Void
    var outcome: Result<Void, LedgerError>?

    init(run: @escaping (Connection) throws(LedgerError) -> Void) {
        self.run = run
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
    /// - Parameter body: may run several times; no `await` happens within, so that calls never
    ///   interleave.
    /// - Throws: what `body` throws; the failure of COMMIT if the group is not there;
    ///   `.outcomeUnknown` if that could not be found out.
    func transaction<Result>(
        _ body: @escaping (Connection) throws(LedgerError) -> Result
    ) async throws(LedgerError) -> Result {
        var result: Result?
        let work = Work { connection throws(LedgerError) in
            result = try body(connection)
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
            guard let commit = try attempt(group), let loss = loss(of: commit) else { return }
            // What was refused may have been so because of what another of the group wrote.
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

    /// Runs one piece of work of a group; if it fails by itself, it leaves no trace.
    private func run(
        _ work: Work, of count: Int, on connection: Connection
    ) throws(LedgerError) -> Result<Void, LedgerError> {
        guard count > 1 else { return .success(try work.run(connection)) }
        try connection.run("SAVEPOINT work")
        do throws(LedgerError) {
            try work.run(connection)
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

    private struct FailedCommit {
        var mark: CommitMark
        var error: LedgerError
    }

    /// Finds out on a new connection what became of a commit that failed: after a failed write or
    /// sync it may be there or not, but always as a whole.
    ///
    /// - Returns: why nobody's answer holds; `nil` if it is there.
    private func loss(of commit: FailedCommit) -> LedgerError? {
        let before = lastCommit
        // Nothing refers to the old connection any more: this closes it and frees its lock.
        connection = nil
        do throws(LedgerError) {
            let connection = try connected()
            guard lastCommit != before else { return commit.error }
            guard lastCommit == commit.mark else {
                throw LedgerError(.locked, "another process has written since")
            }
            // What is there may be only in the system's cache, after a sync that failed: write and
            // sync it again, into another file, before anything is said about it.
            try connection.checkpoint()
            return nil
        } catch {
            connection = nil
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
