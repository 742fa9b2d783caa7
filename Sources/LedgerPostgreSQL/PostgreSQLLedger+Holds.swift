#if PostgreSQL
public import DepositVerifier

extension PostgreSQLLedger: Holds {
    /// Reserves funds.
    public nonisolated func authorise(_ request: HoldRequest) async throws(LedgerError)
        -> HoldOutcome
    {
        try LedgerRules.check(request)
        guard case .authorised(let outcome) = try await submit(.authorise(request)) else {
            throw LedgerRules.wrongOutcome
        }
        return outcome
    }

    /// Raises the cost that is known so far.
    public nonisolated func report(
        progress: UInt64, of key: HoldKey
    ) async throws(LedgerError) -> Hold {
        try LedgerRules.check(key)
        return try await only(.report(progress, key))
    }

    /// Ends a hold.
    public nonisolated func settle(
        _ key: HoldKey, as settlement: HoldSettlement
    ) async throws(LedgerError) -> Hold {
        try LedgerRules.check(key)
        try LedgerRules.check(settlement)
        return try await only(.settle(key, settlement))
    }

    /// Ends holds that nobody settled.
    public nonisolated func expireHolds(
        until time: Int64, limit: Int
    ) async throws(LedgerError) -> [Hold] {
        let keys = try await reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT name, hold.id FROM hold JOIN agent ON agent.id = agent_id
                WHERE state = 'open' AND expires_at <= $1
                ORDER BY expires_at, agent_id, hold.id LIMIT $2
                """, [.integer(time), .integer(Int64(max(0, limit)))]
            ).map { row throws(LedgerError) in
                HoldKey(agent: try row.text(0), id: try row.text(1))
            }
        }
        guard !keys.isEmpty else { return [] }
        guard case .holds(let holds) = try await submit(.expire(keys, time: time)) else {
            throw LedgerRules.wrongOutcome
        }
        return holds
    }

    /// The hold of this key.
    public func hold(_ key: HoldKey) throws(LedgerError) -> Hold? {
        guard (try? LedgerRules.check(key)) != nil else { return nil }
        return try reading { connection throws(LedgerError) in
            try connection.run(
                """
                SELECT \(HoldRow.columns), name, genesis, mint FROM hold
                JOIN agent ON agent.id = agent_id JOIN asset ON asset.id = asset_id
                WHERE name = $1 AND hold.id = $2
                """, [.text(key.agent), .text(key.id)]
            ).map { row throws(LedgerError) in
                try row.hold().hold(
                    of: LedgerAccount(
                        agent: try row.text(11), genesis: try row.blockhash(12),
                        mint: try row.address(13)))
            }.first
        }
    }

    private nonisolated func only(_ operation: Operation) async throws(LedgerError) -> Hold {
        guard case .holds(let holds) = try await submit(operation), let hold = holds.first else {
            throw LedgerRules.wrongOutcome
        }
        return hold
    }
}

extension PostgreSQLLedger: Movements {
    /// Books one movement, once.
    public nonisolated func book(_ movement: Movement) async throws(LedgerError) -> MovementOutcome
    {
        try LedgerRules.check(movement)
        guard case .booked(let outcome) = try await submit(.book(movement)) else {
            throw LedgerRules.wrongOutcome
        }
        return outcome
    }
}
#endif
