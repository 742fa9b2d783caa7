#if PostgreSQL
public import DepositVerifier

extension PostgreSQLLedger: ReviewQueue {
    /// A deposit and what was decided about it.
    public func review(of deposit: DepositID) throws(LedgerError) -> Review? {
        try reading { connection throws(LedgerError) in
            var review = try connection.run(.reviews([deposit])).map { row throws(LedgerError) in
                try row.review()
            }.first
            review?.decisions = try connection.run(.decisions([deposit])).map {
                row throws(LedgerError) in try row.decision(3)
            }
            return review
        }
    }

    /// Deposits that are on their way back.
    public func refunds(limit: Int) throws(LedgerError) -> [DepositRecord] {
        try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT \(DepositRecord.columns)
                FROM deposit JOIN asset ON asset.id = asset_id WHERE state = 'refunding'
                ORDER BY slot, signature, path, deposit.genesis LIMIT $1
                """, [.integer(Int64(max(0, limit)))]
            ).map { row throws(LedgerError) in try row.deposit() }
        }
    }

    /// Decides about a deposit.
    public nonisolated func decide(_ decision: ReviewDecision) async throws(LedgerError)
        -> ReviewOutcome
    {
        try LedgerRules.check(decision)
        guard case .decided(let outcome) = try await submit(.decide(decision)) else {
            throw LedgerRules.wrongOutcome
        }
        return outcome
    }
}
#endif
