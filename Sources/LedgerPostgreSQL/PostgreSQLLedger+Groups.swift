#if PostgreSQL
import DepositVerifier

extension PostgreSQLLedger {
    /// The most operations that are committed together: a group is over in milliseconds.
    static let groupLimit = 256
    /// Turns that an operation gives to others: some microseconds each, less than a commit together.
    static let turnLimit = 16

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
        do throws(LedgerError) {
            let results = try commit(group)
            for (ticket, result) in zip(group, results) { ticket.result = result }
        } catch {
            for ticket in group { ticket.result = .failure(error) }
        }
    }

    private typealias Results = [Result<Operation.Outcome, LedgerError>]

    private func commit(_ group: [Ticket]) throws(LedgerError) -> Results {
        let keys = GroupKeys(group.map(\.operation))
        let (results, _) = try transaction { connection throws(LedgerError) in
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
            return ((results, set), set.writing)
        } isCommitted: { connection, decided throws(LedgerError) in
            guard let witness = decided.1.witness(keys) else { return true }
            connection.begin()
            defer { _ = connection.rollBack() }
            let found = try connection.run(witness).last?.map { row throws(LedgerError) in
                try row.integer(0)
            }
            return found?.first ?? 0 > 0
        }
        return results
    }
}
#endif
