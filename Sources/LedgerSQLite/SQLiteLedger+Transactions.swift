import DepositVerifier

/// What one caller wants done in a transaction, and how it ended.
typealias Work = @Sendable (Connection) throws(LedgerError) -> any Sendable
typealias Outcome = Result<any Sendable, LedgerError>

extension SQLiteLedger {
    /// The most work that is committed together: a group is over in milliseconds.
    static let groupLimit = 256
    /// Turns that are given to others before a commit: together less than a commit takes.
    static let turnLimit = 64

    /// Runs `body` in one transaction, acknowledged only once COMMIT has returned.
    ///
    /// Work that comes while another group is being committed is committed together: one wait for
    /// the disk serves all.
    ///
    /// - Parameter body: may run several times; no `await` happens within, so that calls never
    ///   interleave.
    /// - Throws: what `body` throws; the failure of COMMIT if the group is not there;
    ///   `.outcomeUnknown` if that could not be found out.
    nonisolated func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(LedgerError) -> Value
    ) async throws(LedgerError) -> Value {
        let work: Work = { connection throws(LedgerError) in try body(connection) }
        let outcome = await waiting.answer(to: work) { await self.commit($0) }
        guard let value = try outcome?.get() as? Value else {
            throw LedgerError(.other, "a transaction gave no result")
        }
        return value
    }

    private func commit(_ group: [Work]) -> [Outcome] {
        do throws(LedgerError) {
            let (outcomes, failure) = try attempt(group)
            guard let failure, let loss = loss(of: failure) else { return outcomes }
            // Refusals, too, may rest on what another of the group wrote.
            return group.map { _ in .failure(loss) }
        } catch {
            guard group.count > 1 else { return [.failure(error)] }
            // Nothing took effect. Each alone, so that everybody learns of his own trouble only.
            return group.flatMap { commit([$0]) }
        }
    }

    /// Runs a group and commits it.
    ///
    /// - Returns: what each gave, and the commit if that failed, so that its outcome is open.
    /// - Throws: what keeps the whole group from taking effect before COMMIT.
    private func attempt(_ group: [Work]) throws(LedgerError) -> ([Outcome], FailedCommit?) {
        let connection = try connected()
        try connection.run("BEGIN IMMEDIATE")
        var next = lastCommit
        var outcomes: [Outcome] = []
        do throws(LedgerError) {
            let before = connection.changes
            for work in group {
                outcomes.append(try run(work, of: group.count, on: connection))
            }
            if connection.changes != before { next = try connection.markCommit() }
        } catch {
            rollBack(connection)
            throw error
        }
        do throws(LedgerError) {
            try connection.run("COMMIT")
            lastCommit = next
            return (outcomes, nil)
        } catch {
            rollBack(connection)
            return (outcomes, FailedCommit(mark: next, error: error))
        }
    }

    /// Runs one piece of work of a group.
    ///
    /// Work reads and decides before it writes, so what the books refuse has left no trace. Should
    /// it fail after it began to write, or should the file fail, nobody's work takes effect.
    private func run(
        _ work: Work, of count: Int, on connection: Connection
    ) throws(LedgerError) -> Outcome {
        let before = connection.changes
        do throws(LedgerError) {
            return .success(try work(connection))
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
