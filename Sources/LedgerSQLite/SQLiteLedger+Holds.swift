public import DepositVerifier
import DepositProgram
import SolanaCodec

extension SQLiteLedger: Holds {
    /// Reserves funds.
    public nonisolated func authorise(_ request: HoldRequest) async throws(LedgerError)
        -> HoldOutcome
    {
        try LedgerRules.check(request)
        let createdAt = now()
        return try await transaction { connection throws(LedgerError) in
            var book = try connection.book(request.account)
            let existing = try connection.hold(request.id, ofAgent: book.account.agent)
            switch try book.authorise(request, existing: existing, createdAt: createdAt) {
            case .existing(let row):
                return HoldOutcome.existing(row.hold(of: request.account))
            case .insufficient:
                return .insufficient(available: UInt64(clamping: book.state.available))
            case .held(let row):
                try connection.keep(book, at: createdAt)
                try connection.insert(row)
                return .held(available: UInt64(clamping: book.state.available))
            }
        }
    }

    /// Raises the cost that is known so far.
    public nonisolated func report(progress: UInt64, of key: HoldKey) async throws(LedgerError)
        -> Hold
    {
        try LedgerRules.check(key)
        let progress = try LedgerRules.cost(progress)
        return try await transaction { connection throws(LedgerError) in
            var row = try connection.known(key)
            if row.state == .open && row.progress < progress {
                row.progress = progress
                try connection.update(row)
            }
            return try connection.named(row)
        }
    }

    /// Ends a hold.
    public nonisolated func settle(
        _ key: HoldKey, as settlement: HoldSettlement
    ) async throws(LedgerError) -> Hold {
        try LedgerRules.check(key)
        try LedgerRules.check(settlement)
        let createdAt = now()
        return try await transaction { connection throws(LedgerError) in
            var row = try connection.known(key)
            var book = try connection.book(row.account, of: key.agent)
            if try book.settle(&row, as: settlement, createdAt: createdAt) {
                try connection.keep(book, at: createdAt)
                try connection.update(row)
            }
            return try connection.named(row)
        }
    }

    /// Ends holds that nobody settled.
    public nonisolated func expireHolds(until time: Int64, limit: Int) async throws(LedgerError)
        -> [Hold]
    {
        let createdAt = now()
        return try await transaction { connection throws(LedgerError) in
            var holds: [Hold] = []
            for row in try connection.overdue(at: time, limit: limit) {
                var row = row
                let agent = try connection.named(row).account.agent
                var book = try connection.book(row.account, of: agent)
                guard book.expire(&row, createdAt: createdAt) else { continue }
                try connection.keep(book, at: createdAt)
                try connection.update(row)
                holds.append(try connection.named(row))
            }
            return holds
        }
    }

    /// The hold of this key.
    public func hold(_ key: HoldKey) throws(LedgerError) -> Hold? {
        guard (try? LedgerRules.check(key)) != nil else { return nil }
        let connection = try connected()
        guard let row = try connection.hold(key) else { return nil }
        return try connection.named(row)
    }
}

extension Connection {
    fileprivate func hold(_ id: String, ofAgent agent: Int64) throws(LedgerError) -> HoldRow? {
        try row(
            "SELECT \(HoldRow.columns) FROM hold WHERE agent_id = ?1 AND id = ?2",
            [.integer(agent), .text(id)]
        ) { row throws(LedgerError) in try row.hold() }
    }

    fileprivate func hold(_ key: HoldKey) throws(LedgerError) -> HoldRow? {
        guard let agent = try number(ofAgent: key.agent) else { return nil }
        return try hold(key.id, ofAgent: agent)
    }

    fileprivate func known(_ key: HoldKey) throws(LedgerError) -> HoldRow {
        guard let row = try hold(key) else { throw LedgerRules.unknownHold(key.id) }
        return row
    }

    fileprivate func overdue(at time: Int64, limit: Int) throws(LedgerError) -> [HoldRow] {
        try rows(
            """
            SELECT \(HoldRow.columns) FROM hold WHERE state = 'open' AND expires_at <= ?1
            ORDER BY expires_at, agent_id, id LIMIT ?2
            """, [.integer(time), .integer(Int64(max(0, limit)))]
        ) { row throws(LedgerError) in try row.hold() }
    }

    /// The hold with the names of its account.
    fileprivate func named(_ hold: HoldRow) throws(LedgerError) -> Hold {
        let account = try row(
            "SELECT name, genesis, mint FROM agent, asset WHERE agent.id = ?1 AND asset.id = ?2",
            [.integer(hold.account.agent), .integer(hold.account.asset)]
        ) { row throws(LedgerError) in
            LedgerAccount(
                agent: try row.text(0), genesis: try row.blockhash(1), mint: try row.address(2))
        }
        guard let account else { throw LedgerRules.unknownHold(hold.id) }
        return hold.hold(of: account)
    }

    fileprivate func insert(_ hold: HoldRow) throws(LedgerError) {
        try run(
            """
            INSERT INTO hold (agent_id, asset_id, id, amount, state, progress, cost, captured,
              owner, expires_at, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            [
                .integer(hold.account.agent), .integer(hold.account.asset), .text(hold.id),
                .integer(hold.amount), .text(hold.state.rawValue), .integer(hold.progress),
                .integer(hold.cost), .integer(hold.captured), .text(hold.owner),
                .integer(hold.expiresAt), .integer(hold.createdAt),
            ])
    }

    fileprivate func update(_ hold: HoldRow) throws(LedgerError) {
        try run(
            """
            UPDATE hold SET state = ?3, progress = ?4, cost = ?5, captured = ?6
            WHERE agent_id = ?1 AND id = ?2
            """,
            [
                .integer(hold.account.agent), .text(hold.id), .text(hold.state.rawValue),
                .integer(hold.progress), .integer(hold.cost), .integer(hold.captured),
            ])
    }
}
