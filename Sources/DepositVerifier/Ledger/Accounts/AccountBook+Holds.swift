/// What becomes of holds: decided here once, whatever the store.
extension AccountBook {
    /// What became of a request, with the row to write.
    package enum Authorisation: Hashable, Sendable {
        case held(HoldRow)
        case existing(HoldRow)
        case insufficient
    }

    /// Reserves funds, unless the key stands for a hold already.
    ///
    /// - Parameter existing: the hold of the same agent and identifier, whatever its account.
    /// - Throws: `.inconsistent`.
    package mutating func authorise(
        _ request: HoldRequest, existing: HoldRow?, createdAt: Int64
    ) throws(LedgerError) -> Authorisation {
        let amount = try LedgerRules.amount(request.amount)
        if let existing {
            guard existing.account == account, existing.amount == amount else {
                throw LedgerError(
                    .inconsistent, "hold \(request.id) stands for another account or amount")
            }
            return .existing(existing)
        }
        guard reserve(amount) else { return .insufficient }
        return .held(
            HoldRow(
                account: account, id: request.id, amount: amount, state: .open, progress: 0,
                cost: 0, captured: 0, owner: request.owner, expiresAt: request.expiresAt,
                createdAt: createdAt))
    }

    /// Ends a hold.
    ///
    /// - Returns: whether anything changed.
    /// - Throws: `.inconsistent` if it ended otherwise.
    package mutating func settle(
        _ hold: inout HoldRow, as settlement: HoldSettlement, createdAt: Int64
    ) throws(LedgerError) -> Bool {
        switch (hold.state, settlement) {
        case (.open, .release):
            try end(&hold, as: .released, cost: 0, EntryMeta.none, createdAt)
        case (.open, .capture(let cost, let meta)):
            let cost = try LedgerRules.cost(cost)
            try end(&hold, as: .captured, cost: cost, meta, createdAt)
        case (.expired, .capture(let cost, let meta)):
            return try captureLate(&hold, cost: LedgerRules.cost(cost), meta, createdAt)
        case (.released, .release), (.expired, .release):
            return false
        case (.captured, .capture(let cost, _)) where Int64(exactly: cost) == hold.cost:
            return false
        case (.captured, _), (.released, _):
            throw LedgerError(
                .inconsistent,
                "hold \(hold.id) is \(hold.state.rawValue) with a cost of \(hold.cost) already")
        }
        return true
    }

    /// Ends an open hold that nobody settled: the cost known so far is paid.
    ///
    /// - Returns: whether it ended. One that cannot, since its account's debt would leave 63 bits or
    ///   its account holds too little, stays as it is: the others that are due must end.
    package mutating func expire(_ hold: inout HoldRow, createdAt: Int64) -> Bool {
        let before = (self, hold)
        do throws(LedgerError) {
            try end(&hold, as: .expired, cost: hold.progress, EntryMeta.none, createdAt)
            return true
        } catch {
            (self, hold) = before
            return false
        }
    }

    private mutating func end(
        _ hold: inout HoldRow, as state: HoldState, cost: Int64, _ meta: String,
        _ createdAt: Int64
    ) throws(LedgerError) {
        try free(hold.amount)
        hold.captured = try charge(
            Line(
                amount: cost, kind: .debit, contra: .revenue, idem: hold.idem, meta: meta,
                createdAt: createdAt))
        hold.cost = cost
        hold.state = state
    }

    /// Pays what the cost exceeds what the expiry captured.
    private mutating func captureLate(
        _ hold: inout HoldRow, cost: Int64, _ meta: String, _ createdAt: Int64
    ) throws(LedgerError) -> Bool {
        guard cost > hold.cost else { return false }
        hold.captured += try charge(
            Line(
                amount: cost - hold.cost, kind: .debit, contra: .revenue, idem: hold.lateIdem,
                meta: meta, createdAt: createdAt))
        hold.cost = cost
        hold.state = .captured
        return true
    }
}
