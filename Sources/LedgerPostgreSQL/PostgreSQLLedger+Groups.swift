#if PostgreSQL
import DepositVerifier

extension PostgreSQLLedger {
    /// The most operations that are committed together: a group is over in milliseconds.
    static let groupLimit = 256
    /// Turns that an operation gives to others: some microseconds each, less than a commit together.
    static let turnLimit = 16
    /// A group that failed after more than this waited for others, as each of it would again.
    static let longestGroup: Duration = .seconds(5)

    /// Hands in an operation and waits until it is durable.
    ///
    /// Whoever comes first commits for all who came meanwhile: everything that waits for the actor
    /// goes before what yields.
    func submit(_ operation: Operation) async throws(LedgerError) -> Operation.Outcome {
        let ticket = Ticket(operation, createdAt: now())
        waiting.append(ticket)
        // Those who were served together often come again together: wait for them, but not long.
        var turns = 0
        repeat {
            await Task.yield()
            turns += 1
        } while ticket.result == nil && turns < Self.turnLimit && waiting.count < lastGroup
        while true {
            if let result = ticket.result { return try result.get() }
            commitGroup()
        }
    }

    /// Commits the oldest operations that wait.
    private func commitGroup() {
        let group = Array(waiting.prefix(Self.groupLimit))
        waiting.removeFirst(group.count)
        lastGroup = group.count
        commit(group)
    }

    /// Nobody learns an outcome before all of them are durable: each may rest on those before it,
    /// twins and duplicates above all.
    func commit(_ group: [Ticket]) {
        let start = ContinuousClock.now
        do throws(LedgerError) {
            let results = try results(of: group)
            for (ticket, result) in zip(group, results) { ticket.result = result }
        } catch {
            let wasShort = ContinuousClock.now - start < Self.longestGroup
            if group.count > 1, wasShort, error.mayConcernOne {
                // Nothing took effect. Each alone, so that everybody learns of his own trouble only.
                for ticket in group { commit([ticket]) }
            } else {
                for ticket in group { ticket.result = .failure(error) }
            }
        }
    }

    private typealias Results = [Result<Operation.Outcome, LedgerError>]

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
