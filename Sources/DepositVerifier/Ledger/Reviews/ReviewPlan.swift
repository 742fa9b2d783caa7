package import DepositProgram
import SolanaCodec

/// What a decision changes: found out here once for every store, which then only writes it.
package struct ReviewPlan: Sendable {
    /// What the books hold about the deposit.
    package struct Prior: Sendable {
        /// The deposit.
        package var record: DepositRecord
        /// Net change of its token account.
        package var received: Int64?
        /// What of that is credited or goes back, over all deposits of the transaction to the same
        /// account.
        package var taken: UInt128
        /// Decisions so far.
        package var decisions: [RecordedDecision]
        /// The code that it is assigned to, where known.
        package var code: CodeRecord?

        /// Prior state from its parts.
        package init(
            record: DepositRecord, received: Int64?, taken: UInt128,
            decisions: [RecordedDecision], code: CodeRecord?
        ) {
            self.record = record
            self.received = received
            self.taken = taken
            self.decisions = decisions
            self.code = code
        }
    }

    /// Whether anything is to be written.
    package let outcome: ReviewOutcome
    /// The decision to write.
    package let decision: RecordedDecision
    /// What is credited by it.
    package let credit: Credit?

    /// A deposit that becomes an agent's.
    package struct Credit: Sendable {
        /// Whose code it is.
        package var code: CodeRecord
        /// Base units.
        package var amount: Int64
    }

    /// Finds out what a decision changes.
    ///
    /// - Throws: `.unknownCode`, `.codeClosed`, `.inconsistent`.
    package init(
        _ decision: ReviewDecision, prior: Prior, createdAt: Int64
    ) throws(LedgerError) {
        let recorded = RecordedDecision(
            state: decision.action.state, detail: decision.action.detail,
            person: decision.person, reason: decision.reason, createdAt: createdAt)
        self.decision = recorded
        let isRepeated = prior.decisions.contains {
            $0.state == recorded.state && $0.detail == recorded.detail
        }
        guard !isRepeated else {
            (outcome, credit) = (.duplicate, nil)
            return
        }
        guard prior.record.state == decision.action.precondition else {
            (outcome, credit) = (.settled(prior.record.state), nil)
            return
        }
        outcome = .decided
        switch decision.action {
        case .assign(let code): credit = try Self.credit(code, prior)
        case .beginRefund:
            _ = try Self.amount(prior)
            credit = nil
        case .refuse, .completeRefund: credit = nil
        }
    }

    private static func credit(
        _ code: DepositCode, _ prior: Prior
    ) throws(LedgerError) -> Credit {
        guard let owner = prior.code else { throw LedgerRules.unknown(code) }
        guard owner.isActive else {
            throw LedgerError(.codeClosed, "code \(code) was closed and is never used again")
        }
        return Credit(code: owner, amount: try amount(prior))
    }

    /// What may be credited or sent back of a deposit: its amount, if the token account received as
    /// much and it is still there.
    private static func amount(_ prior: Prior) throws(LedgerError) -> Int64 {
        guard let amount = prior.record.amount.flatMap(LedgerRules.storable) else {
            throw LedgerError(.inconsistent, "the deposit's amount is unknown or beyond 2^63-1")
        }
        guard let received = prior.received else {
            throw LedgerError(
                .inconsistent, "the books were not told what the token account received")
        }
        guard prior.taken + UInt128(UInt64(clamping: amount)) <= UInt128(clamping: received)
        else {
            throw LedgerError(
                .inconsistent,
                "the token account received \(received) base units, of which \(prior.taken) are "
                    + "credited or go back: \(amount) more cannot be")
        }
        return amount
    }
}

extension ReviewDecision.Action {
    /// Where the deposit stands after it.
    package var state: DepositState {
        switch self {
        case .assign: .credited
        case .refuse: .refused
        case .beginRefund: .refunding
        case .completeRefund: .refunded
        }
    }

    /// Where it must stand before.
    var precondition: DepositState {
        if case .completeRefund = self { .refunding } else { .open }
    }

    var detail: String? {
        switch self {
        case .assign(let code): code.description
        case .completeRefund(let signature): signature.description
        case .beginRefund(let wallet): wallet.description
        case .refuse: nil
        }
    }

    /// The code that a deposit is assigned to.
    package var code: DepositCode? {
        if case .assign(let code) = self { code } else { nil }
    }
}

extension LedgerRules {
    /// The longest reason: some sentences.
    package static let longestReason = 500

    /// Checks the texts of a decision.
    ///
    /// - Throws: `.inconsistent`.
    package static func check(_ decision: ReviewDecision) throws(LedgerError) {
        guard (try? checkAgent(decision.person)) != nil else {
            throw LedgerError(
                .inconsistent, "who decides has 1 to 64 printable ASCII characters")
        }
        let hasControls = decision.reason.unicodeScalars.contains {
            $0.properties.generalCategory == .control
        }
        guard !hasControls, (1...longestReason).contains(decision.reason.unicodeScalars.count)
        else {
            throw LedgerError(
                .inconsistent, "a reason has 1 to \(longestReason) characters on one line")
        }
    }

    /// What to throw for a deposit that is not in the books.
    package static func unknown(_ deposit: DepositID) -> LedgerError {
        LedgerError(
            .unknownDeposit,
            "transfer \(deposit.path) of transaction \(deposit.signature) is not in the books")
    }
}

extension AccountBook.Line {
    /// The entry of a deposit that a person assigned: the same key as if it had been credited at once.
    package init(assigning credit: ReviewPlan.Credit, of deposit: DepositID, createdAt: Int64) {
        self.init(
            amount: credit.amount, kind: .deposit, contra: .vault,
            idem: LedgerRules.idempotencyKey(deposit), createdAt: createdAt)
    }
}
