package import DepositProgram
package import SolanaCodec

/// What the books already hold that a posting depends on.
package struct PriorPostings: Sendable {
    /// A deposit of the same transaction.
    package struct Deposit: Hashable, Sendable {
        /// Where it stands.
        package var state: DepositState
        /// The token account that received.
        package var destination: Address
        /// The token's mint.
        package var mint: Address
        /// Base units; `nil` if unknown or too large.
        package var amount: Int64?
        /// The code that it carries, or was credited to.
        package var code: DepositCode?

        /// A deposit from its parts.
        package init(
            state: DepositState, destination: Address, mint: Address, amount: Int64?,
            code: DepositCode?
        ) {
            self.state = state
            self.destination = destination
            self.mint = mint
            self.amount = amount
            self.code = code
        }
    }

    /// The digest that the first posting froze.
    package var frozenEventSet: [UInt8]?
    /// Deposits of this transaction.
    package var deposits: [EventPath: Deposit]
    /// The codes that the credits carry, where known.
    package var codes: [DepositCode: CodeRecord]
    /// Decimal places of the mints that the books know on this cluster.
    package var decimals: [Address: UInt8]
    /// What was credited on one operator's word, if the posting is capped.
    package var singleOperator = SingleOperatorCredits()

    /// Prior state from its parts.
    package init(
        frozenEventSet: [UInt8]?, deposits: [EventPath: Deposit],
        codes: [DepositCode: CodeRecord], decimals: [Address: UInt8]
    ) {
        self.frozenEventSet = frozenEventSet
        self.deposits = deposits
        self.codes = codes
        self.decimals = decimals
    }
}

extension LedgerFacts {
    /// Takes over what the books hold of a transfer.
    package mutating func take(_ deposit: PriorPostings.Deposit, at path: EventPath) {
        let amount = deposit.amount.flatMap(UInt64.init(exactly:))
        switch deposit.state {
        case .credited:
            credited[path] = deposit.code
            creditedAmounts[path] = amount
        case .refused, .refunding, .refunded: withheld.insert(path)
        case .open:
            waiting[path] = Waiting(
                destination: deposit.destination, mint: deposit.mint, amount: amount)
        }
    }
}

/// What one posting writes: decided here once for every store, which then only writes it.
package struct PostingPlan: Sendable {
    /// A credit to write.
    package struct Credit: Sendable {
        /// The transfer.
        package var fact: DepositFact
        /// The code that owns it.
        package var code: DepositCode
        /// Whose credit it is.
        package var agent: String
        /// Base units, as stores keep them.
        package var amount: Int64
        /// Whether the deposit waited for a person until now.
        package var wasOpen: Bool
    }

    /// Whether this posting freezes the event set.
    package private(set) var freezesEventSet: Bool
    /// Credits to write, in the order given.
    package private(set) var credits: [Credit] = []
    /// Reviews to write, in the order given.
    package private(set) var reviews: [ReviewItem] = []
    /// What became of each credit, in the order given.
    package private(set) var outcomes: [CreditOutcome] = []

    /// Every transfer that this posting writes, reviews first.
    package var facts: [DepositFact] { reviews.map(\.fact) + credits.map(\.fact) }

    /// Decides what to write.
    ///
    /// - Throws: `.eventSetChanged`, `.inconsistent`: then nothing may be written.
    package init(
        _ findings: TransactionFindings, prior: PriorPostings
    ) throws(LedgerError) {
        try Self.checkForm(findings, decimals: prior.decimals)
        if let frozen = prior.frozenEventSet, frozen != findings.eventSet {
            throw LedgerError(
                .eventSetChanged,
                "transaction \(findings.signature) shows other transfers than when it was first "
                    + "posted; nothing was posted")
        }
        freezesEventSet = prior.frozenEventSet == nil
        for fact in findings.credits {
            outcomes.append(try plan(fact, prior: prior))
        }
        reviews = findings.reviews.filter { prior.deposits[$0.fact.path] == nil }
        try checkNetReceived(findings, prior: prior)
        try checkCap(findings, prior: prior)
    }

    private mutating func plan(
        _ fact: DepositFact, prior: PriorPostings
    ) throws(LedgerError) -> CreditOutcome {
        guard let amount = LedgerRules.storable(fact.amount) else {
            throw LedgerError(
                .inconsistent,
                "transfer \(fact.path): \(fact.amount) base units cannot be credited; the books "
                    + "hold 1 to \(LedgerRules.maximumAmount)")
        }
        let earlier = prior.deposits[fact.path]
        if let earlier {
            guard earlier.amount == amount, earlier.destination == fact.destination,
                earlier.mint == fact.mint
            else {
                throw LedgerError(
                    .inconsistent,
                    "transfer \(fact.path) is in the books with another amount or destination")
            }
            switch earlier.state {
            case .credited: return earlier.code == fact.code ? .duplicate : .taken
            case .refused, .refunding, .refunded: return .withheld
            case .open: break
            }
        }
        guard let code = fact.code, let record = prior.codes[code] else {
            throw LedgerError(.inconsistent, "transfer \(fact.path) has no registered code")
        }
        guard record.isActive else {
            throw LedgerError(.inconsistent, "transfer \(fact.path): code \(code) is closed")
        }
        credits.append(
            Credit(
                fact: fact, code: code, agent: record.agent, amount: amount,
                wasOpen: earlier != nil))
        return .new
    }

    /// Refuses what no verifier may hand in, whatever the books hold.
    private static func checkForm(
        _ findings: TransactionFindings, decimals known: [Address: UInt8]
    ) throws(LedgerError) {
        guard findings.eventSet.count == LedgerRules.eventSetLength else {
            throw LedgerError(.inconsistent, "an event set's digest has 32 bytes")
        }
        guard findings.operators > 0 else {
            throw LedgerError(.inconsistent, "at least one operator tells of a transaction")
        }
        guard Int64(exactly: findings.slot) != nil else {
            throw LedgerError(.inconsistent, "slot \(findings.slot) is beyond 2^63-1")
        }
        var paths: Set<EventPath> = []
        var decimals = known
        for fact in findings.credits + findings.reviews.map(\.fact) {
            guard paths.insert(fact.path).inserted else {
                throw LedgerError(.inconsistent, "transfer \(fact.path) is named twice")
            }
            guard decimals[fact.mint, default: fact.decimals] == fact.decimals else {
                throw LedgerError(
                    .inconsistent, "mint \(fact.mint) is in the books with other decimals")
            }
            decimals[fact.mint] = fact.decimals
        }
    }

    /// Refuses what exceeds the cap on one operator's word: others may have been credited since the
    /// books were asked.
    private func checkCap(
        _ findings: TransactionFindings, prior: PriorPostings
    ) throws(LedgerError) {
        guard let cap = findings.effectiveCap else { return }
        var after = prior.singleOperator
        for credit in credits { after.add(UInt128(credit.fact.amount), to: credit.code) }
        guard credits.isEmpty || cap.holds(after, for: credits.map(\.code)) else {
            throw LedgerError(
                .capExceeded,
                "what may be credited on one operator's word is used up; nothing was posted")
        }
    }

    /// Refuses to credit more to a token account than it received, less what is credited or goes back.
    private func checkNetReceived(
        _ findings: TransactionFindings, prior: PriorPostings
    ) throws(LedgerError) {
        var totals: [Address: UInt64] = [:]
        let earlier = prior.deposits.values.filter { $0.state.takesFunds }
            .map { ($0.destination, UInt64(exactly: $0.amount ?? 0) ?? 0) }
        for (destination, amount) in credits.map({ ($0.fact.destination, $0.fact.amount) })
            + earlier
        {
            let (sum, overflow) = totals[destination, default: 0].addingReportingOverflow(amount)
            totals[destination] = overflow ? .max : sum
        }
        for destination in Set(credits.map(\.fact.destination)) {
            let received = findings.netReceived[destination] ?? 0
            guard let total = totals[destination], total <= received else {
                throw LedgerError(
                    .inconsistent,
                    "credits to token account \(destination) exceed the \(received) base units "
                        + "that it received")
            }
        }
    }
}
