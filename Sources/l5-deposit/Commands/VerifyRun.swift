import DepositProgram
import DepositVerifier
import SolanaCodec

/// Judges signatures one after another and shows each answer as soon as it is known.
struct VerifyRun {
    var verifier: Verifier
    var claim: Verifier.Claim
    var policy: DepositPolicy
    var console: Console

    /// Which outcome a run of several ends with.
    static let severity: [ExitCode] = [
        .ok, .pending, .rejected, .review, .unknown, .network, .ledger, .internalError,
    ]

    func run(_ signatures: [Signature]) async -> ExitCode {
        var worst = ExitCode.ok
        for signature in signatures {
            let code = await verify(signature)
            if Self.rank(code) > Self.rank(worst) { worst = code }
        }
        return worst
    }

    /// How serious an outcome is.
    static func rank(_ code: ExitCode) -> Int {
        severity.firstIndex(of: code) ?? severity.count
    }

    private func verify(_ signature: Signature) async -> ExitCode {
        do {
            let decision = try await decide(signature)
            show(decision)
            return Self.exitCode(decision)
        } catch {
            let failure = failure(error, signature)
            Interruption.whole {
                Console(format: console.isHuman ? .human : .jsonCompact)
                    .fail(failure, schema: "l5.verify/1")
            }
            return failure.exit
        }
    }

    /// The decision about one signature.
    func decide(_ signature: Signature) async throws -> Decision {
        try await Failure.translating { try await verifier.verify(signature, claim: claim) }
    }

    /// Why there is none.
    func failure(_ error: any Error, _ signature: Signature) -> Failure {
        var failure = Failure(error, .notCredited)
        failure.members.append(("signature", .string(signature.description)))
        return failure
    }

    static func exitCode(_ decision: Decision) -> ExitCode {
        let code: ExitCode =
            switch decision.verdict {
            case .accept, .duplicate: .ok
            case .pending: .pending
            case .review: .review
            case .reject: .rejected
            case .unknown: .unknown
            }
        let hasReviews = !decision.reviews.isEmpty
        return hasReviews && rank(code) < rank(.review) ? .review : code
    }

    // MARK: Output

    private func show(_ decision: Decision) {
        // One object a line, so that the answers of several signatures stay apart.
        Console(format: console.isHuman ? .human : .jsonCompact).row(decision.json)
        for line in lines(for: decision) { console.line(line) }
    }

    /// A decision for people: a line, and one for each part that needs its own.
    func lines(for decision: Decision) -> [String] {
        let name = Text.short(decision.signature.description)
        let verdict = decision.verdict.rawValue.uppercased()
        var columns = [name, verdict + String(repeating: " ", count: max(0, 9 - verdict.count))]
        if let finding = decision.finding {
            columns.append("\(finding.reason.rawValue) (\(finding.rule.rawValue))")
        }
        if decision.credits.count == 1, let credit = decision.credits.first {
            columns += describe(credit)
        }
        if let slot = decision.slot {
            columns.append("slot \(slot) \(decision.commitment?.rawValue ?? "")")
        }
        var lines = [columns.joined(separator: "  ")]
        if decision.credits.count > 1 {
            for credit in decision.credits {
                lines.append(
                    "  event \(credit.fact.path)  "
                        + (describe(credit) + [credit.isNew ? "new" : "credited before"])
                        .joined(separator: "  "))
            }
        }
        for review in decision.reviews {
            let path = review.path.map { "event \($0)  " } ?? ""
            let amount = review.amount.map { "  \($0) base units" } ?? ""
            lines.append("  review  \(path)\(review.finding.reason.rawValue)\(amount)")
        }
        for settled in decision.settled {
            lines.append(
                "  settled event \(settled.path)  decided: \(settled.state.rawValue); see "
                    + "l5-deposit review show \(decision.signature) \(settled.path)")
        }
        lines += decision.refunds.map(describe)
        return lines + decision.flags.map { "  flag    \($0)" }
    }

    private func describe(_ refund: Decision.Refund) -> String {
        let word =
            switch (refund.path, refund.state) {
            case (let path?, .refunded):
                "paid back by transfer \(path)\(refund.isNew ? ", refunded now" : "")"
            case (_?, let state): "paid back, and the ledger says \(state.rawValue)"
            case (nil, let state):
                "named by a memo that no transfer of this amount to its source goes with; it is "
                    + state.rawValue
            }
        return "  refund  \(refund.deposit.signature) event \(refund.deposit.path)  \(word)"
    }

    private func describe(_ credit: Decision.Credit) -> [String] {
        let fact = credit.fact
        let amount = DecimalAmount.format(
            fact.amount, decimals: fact.decimals, least: Int(fact.decimals))
        return [
            "\(amount) \(Failure.quote(fact.symbol))",
            "code \(fact.code.map(\.description) ?? "-")",
        ]
    }
}
