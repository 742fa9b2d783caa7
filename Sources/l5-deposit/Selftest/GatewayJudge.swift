import DepositCases
import DepositProgram
import DepositVerifier

/// Compares what a gateway said with what it must say.
///
/// Money that is not there comes first, then money that goes to somebody else, then deposits that
/// are lost. Why a gateway refuses is its own affair: another reason is a warning.
enum GatewayJudge {
    static func findings(
        _ expected: CaseAnswer, _ answer: GatewayAnswer, tellsDuplicates: Bool
    ) -> [CaseResult.Finding] {
        let decided = expected.decided
        let mustCredit = decided.map { isCredit($0.verdict) } ?? false
        switch (mustCredit, answer.verdict.map(isCredit) ?? false) {
        case (false, true):
            return [.init(severity: .overCredit, text: difference(expected, answer))]
        case (true, false):
            return [.init(severity: .lost, text: difference(expected, answer))]
        case (true, true):
            guard let decided else { return [] }
            if decided.verdict == .duplicate, answer.verdict == .accept, tellsDuplicates {
                return [.init(severity: .overCredit, text: "credited a second time")]
            }
            var findings = compare(decided.credits, answer.credits)
            if decided.verdict == .accept, answer.verdict == .duplicate {
                findings.append(
                    .init(
                        severity: .warning,
                        text: "credited before this run; start the gateway with new books"))
            }
            return findings
        case (false, false):
            return refusal(expected, answer)
        }
    }

    private static func isCredit(_ verdict: Verdict) -> Bool {
        verdict == .accept || verdict == .duplicate
    }

    private static func difference(_ expected: CaseAnswer, _ answer: GatewayAnswer) -> String {
        "expected \(expected), got \(answer.title)"
    }

    /// Nothing is credited, and nothing must be: is it said for good where nobody can know yet?
    private static func refusal(
        _ expected: CaseAnswer, _ answer: GatewayAnswer
    ) -> [CaseResult.Finding] {
        guard let decided = expected.decided else {
            guard answer.verdict == .reject else { return [] }
            return [.init(severity: .lost, text: difference(expected, answer))]
        }
        if answer.verdict == .reject, decided.verdict != .reject {
            return [.init(severity: .lost, text: difference(expected, answer))]
        }
        let hasReason = answer.reason == nil || answer.reason == decided.reason?.rawValue
        guard answer.verdict != decided.verdict || !hasReason else { return [] }
        return [.init(severity: .warning, text: difference(expected, answer))]
    }

    /// Compares the credits as far as the gateway tells them.
    private static func compare(
        _ expected: [CaseAnswer.Credit], _ found: [GatewayAnswer.Credit]
    ) -> [CaseResult.Finding] {
        let owed = sums(expected.map { ($0.code, $0.amount) })
        var findings: [CaseResult.Finding] = []
        for credit in found {
            guard let code = credit.code, owed[code] == nil, owed[nil] == nil else { continue }
            findings.append(.init(severity: .wrongCode, text: "credited to \(code)"))
        }
        let amounts = found.compactMap { credit in credit.amount.map { (credit.code, $0) } }
        guard findings.isEmpty, amounts.count == found.count, !found.isEmpty else {
            return findings
        }
        // Codes that are not told are compared in total.
        let isTold = found.allSatisfy { $0.code != nil } && owed[nil] == nil
        let told = isTold ? sums(amounts) : sums(amounts.map { (nil, $0.1) })
        let due = isTold ? owed : sums(expected.map { (nil, $0.amount) })
        for (code, amount) in due {
            let given = told[code] ?? 0
            guard given != amount else { continue }
            let name = code.map { " to \($0)" } ?? ""
            findings.append(
                .init(
                    severity: given > amount ? .overCredit : .lost,
                    text: "expected \(amount)\(name), got \(given)"))
        }
        return findings.sorted { ($0.place, $0.text) < ($1.place, $1.text) }
    }

    private static func sums(_ credits: [(DepositCode?, UInt64)]) -> [DepositCode?: UInt128] {
        credits.reduce(into: [:]) { $0[$1.0, default: 0] += UInt128($1.1) }
    }
}

extension CaseResult.Finding {
    /// The worst first.
    fileprivate var place: Int { CaseResult.Severity.allCases.firstIndex(of: severity) ?? 0 }
}
