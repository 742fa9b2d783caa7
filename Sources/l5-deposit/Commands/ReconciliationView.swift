import DepositProgram
import DepositVerifier
import SolanaCodec

/// A reconciliation for people, on one screen, and for programs.
struct ReconciliationView {
    var reconciliation: Reconciliation

    var exitCode: ExitCode {
        switch reconciliation.outcome {
        case .different: .difference
        case .unknown: .unknown
        case .equal: reconciliation.isPartial ? .pending : .ok
        }
    }

    // MARK: For people

    var lines: [String] {
        reconciliation.accounts.flatMap(lines) + [verdict]
    }

    private var verdict: String {
        switch exitCode {
        case .ok: "The books are what the chain shows."
        case .pending: "The books are what the chain shows so far. There is more: run it again."
        case .unknown: "Whether the books are what the chain shows is not known."
        default: "THE BOOKS ARE NOT WHAT THE CHAIN SHOWS."
        }
    }

    private func lines(_ account: AccountReconciliation) -> [String] {
        let (from, to) = (account.slots.lowerBound, account.slots.upperBound)
        let operators = account.operators == 1 ? "1 operator" : "\(account.operators) operators"
        let count = account.transactions
        let transactions = count == 1 ? "1 transaction" : "\(count) transactions"
        var lines = [
            "\(Failure.quote(account.asset.symbol)) at \(account.account)",
            "  slots \(from) to \(to), \(transactions), told by \(operators)",
        ]
        if let gap = account.gap { lines.append("  not known: \(Failure.quote(gap))") }
        let booked = account.booked
        let rows: [(String, UInt128, isShown: Bool)] = [
            ("opening balance", UInt128(account.opening), account.gap == nil),
            ("went in", account.received, true), ("  credited", booked.credited, true),
            ("  in review", booked.inReview, true), ("  refused", booked.refused, true),
            ("  refunding", booked.refunding, booked.refunding > 0),
            ("  refunded", booked.refunded, booked.refunded > 0),
            ("  own sweeps", account.own, account.own > 0),
            ("  UNACCOUNTED", account.difference.magnitude, account.difference > 0),
            ("  NOT ON CHAIN", account.difference.magnitude, account.difference < 0),
            ("went out", account.sent, true),
            ("closing balance", UInt128(account.closing), account.gap == nil),
        ]
        for (name, amount, isShown) in rows where isShown {
            let label = name + String(repeating: " ", count: max(1, 18 - name.count))
            lines.append("  \(label)\(Self.amount(amount, account.asset))")
        }
        lines += account.differences.flatMap { Self.lines($0, account.asset) }
        let left = account.differenceCount - account.differences.count
        if left > 0 { lines.append("  and \(left) more differences") }
        for refund in account.refunds {
            lines.append(
                "  refund paid: \(refund.deposit.signature) event \(refund.deposit.path) by "
                    + "\(refund.transaction)")
        }
        return lines
    }

    private static func lines(_ found: ReconciliationDifference, _ asset: Asset) -> [String] {
        let event = found.path.map { " event \($0)" } ?? ""
        var line = "  DIFFERENCE slot \(found.slot) \(found.signature)\(event)"
        let state = found.state.map { " (\($0.rawValue))" } ?? ""
        let chain = found.onChain.map { amount(UInt128($0), asset) } ?? "nothing"
        let books = (found.inBooks.map { amount(UInt128($0), asset) } ?? "no amount") + state
        switch found.kind {
        case .missingInBooks:
            line += ": \(chain) arrived that the books do not know"
            let next = "    next: l5-deposit verify \(found.signature) --ledger LEDGER"
            return [line, next]
        case .missingOnChain: line += ": the books hold \(books) that the chain does not show"
        case .otherAmount: line += ": \(chain) arrived, the books hold \(books)"
        case .otherAccount: line += ": the books hold \(books) at another token account"
        }
        return [line]
    }

    /// Sums may exceed what an amount can be.
    private static func amount(_ units: UInt128, _ asset: Asset) -> String {
        guard let units = UInt64(exactly: units) else { return "\(units) base units" }
        return DecimalAmount.format(
            units, decimals: asset.decimals, least: Int(asset.decimals))
    }

    // MARK: For programs

    var json: JSONOutput {
        .object([
            ("schema", .string("l5.reconcile/1")), ("status", .string(status)),
            ("genesis", .string(reconciliation.genesis.description)),
            ("accounts", .array(reconciliation.accounts.map(json))),
        ])
    }

    private var status: String {
        switch exitCode {
        case .ok: "equal"
        case .pending: "partial"
        case .unknown: "unknown"
        default: "difference"
        }
    }

    private func json(_ account: AccountReconciliation) -> JSONOutput {
        let outcome =
            switch account.outcome {
            case .equal: "equal"
            case .different: "difference"
            case .unknown: "unknown"
            }
        let booked = account.booked
        return .object([
            ("account", .string(account.account.description)),
            ("mint", .string(account.asset.mint.description)),
            ("symbol", .string(account.asset.symbol)),
            ("decimals", .unsigned(UInt64(account.asset.decimals))),
            ("fromSlot", .unsigned(account.slots.lowerBound)),
            ("toSlot", .unsigned(account.slots.upperBound)),
            ("partial", .bool(account.isPartial)), ("outcome", .string(outcome)),
            ("reason", account.gap.map(JSONOutput.string) ?? .null),
            ("operators", .unsigned(UInt64(clamping: account.operators))),
            ("transactions", .unsigned(UInt64(clamping: account.transactions))),
            ("opening", account.gap == nil ? .string(String(account.opening)) : .null),
            ("in", .string(String(account.received))), ("out", .string(String(account.sent))),
            ("closing", account.gap == nil ? .string(String(account.closing)) : .null),
            ("credited", .string(String(booked.credited))),
            ("inReview", .string(String(booked.inReview))),
            ("refused", .string(String(booked.refused))),
            ("refunding", .string(String(booked.refunding))),
            ("refunded", .string(String(booked.refunded))),
            ("own", .string(String(account.own))),
            ("difference", .string(String(account.difference))),
            ("differenceCount", .unsigned(UInt64(clamping: account.differenceCount))),
            ("differences", .array(account.differences.map(Self.json))),
            ("paymentCount", .unsigned(UInt64(clamping: account.paymentCount))),
            ("payments", .array(account.payments.map(Self.json))),
            ("refunds", .array(account.refunds.map(Self.json))),
        ])
    }

    private static func json(_ found: ReconciliationDifference) -> JSONOutput {
        .object([
            ("kind", .string(found.kind.rawValue)),
            ("signature", .string(found.signature.description)),
            ("event", found.path.map { .string($0.description) } ?? .null),
            ("slot", .unsigned(found.slot)),
            ("onChain", found.onChain.map { .string(String($0)) } ?? .null),
            ("inBooks", found.inBooks.map { .string(String($0)) } ?? .null),
            ("state", found.state.map { .string($0.rawValue) } ?? .null),
        ])
    }

    private static func json(_ payment: OutgoingPayment) -> JSONOutput {
        .object([
            ("signature", .string(payment.signature.description)),
            ("event", payment.path.map { .string($0.description) } ?? .null),
            ("slot", .unsigned(payment.slot)), ("amount", .string(String(payment.amount))),
            ("destination", payment.destination.map { .string($0.description) } ?? .null),
        ])
    }

    private static func json(_ refund: PaidRefund) -> JSONOutput {
        .object([
            ("deposit", .string(refund.deposit.signature.description)),
            ("event", .string(refund.deposit.path.description)),
            ("signature", .string(refund.transaction.description)),
        ])
    }
}
