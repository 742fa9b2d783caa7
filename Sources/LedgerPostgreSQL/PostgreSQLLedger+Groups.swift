#if PostgreSQL
import DepositVerifier

extension PostgreSQLLedger {
    /// The most operations that are committed together: a group is over in milliseconds.
    static let groupLimit = 256
    /// Turns that are given to others before a commit: together less than a commit takes.
    static let turnLimit = 16
    /// A group that failed after more than this waited for others, as each of it would again.
    static let longestGroup: Duration = .seconds(5)

    /// Hands in an operation and waits until it is durable.
    nonisolated func submit(
        _ operation: Operation
    ) async throws(LedgerError) -> Operation.Outcome {
        let ticket = Ticket(operation: operation, createdAt: now())
        let result = await waiting.answer(to: ticket) { await self.commit($0) }
        guard let result else { throw LedgerError(.other, "an operation gave no outcome") }
        return try result.get()
    }

    /// Commits a group.
    ///
    /// Nobody learns an outcome before all of them are durable: each may rest on those before it,
    /// twins and duplicates above all.
    func commit(_ group: [Ticket]) -> Results {
        let start = ContinuousClock.now
        do throws(LedgerError) {
            return try results(of: group)
        } catch {
            let wasShort = ContinuousClock.now - start < Self.longestGroup
            guard group.count > 1, wasShort, error.mayConcernOne else {
                return group.map { _ in .failure(error) }
            }
            // Nothing took effect. Each alone, so that everybody learns of his own trouble only.
            return group.flatMap { commit([$0]) }
        }
    }

    typealias Results = [Result<Operation.Outcome, LedgerError>]

    private func results(of group: [Ticket]) throws(LedgerError) -> Results {
        let keys = GroupKeys(group.map(\.operation))
        return try transaction { connection throws(LedgerError) in
            var set = try WorkingSet(keys, on: connection)
            var results: Results = []
            for ticket in group {
                do throws(LedgerError) {
                    let outcome = try set.run(ticket.operation, createdAt: ticket.createdAt)
                    results.append(.success(outcome))
                } catch {
                    results.append(.failure(error))
                }
            }
            return (results, set.writing)
        }
    }
}

extension LedgerError {
    /// Whether nothing took effect for a reason that may lie in one operation of a group.
    fileprivate var mayConcernOne: Bool {
        switch code {
        case .outcomeUnknown, .cannotOpen, .readOnly, .diskFull, .incompatible: false
        default: true
        }
    }
}
#endif
