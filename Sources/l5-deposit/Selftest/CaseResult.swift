import DepositCases
import DepositVerifier

/// What became of one case.
struct CaseResult {
    /// How bad a difference is, the worst first.
    enum Severity: String, CaseIterable {
        /// More was credited than arrived, or what must not be credited.
        case overCredit = "over-credit"
        /// The right amount, to somebody else.
        case wrongCode = "wrong-code"
        /// An honest deposit was refused for good or not credited.
        case lost
        /// Our own verifier says something else than the catalogue.
        case difference
        /// The right outcome for another reason.
        case warning

        /// Whether the case has failed.
        var isFailure: Bool { self != .warning }
    }

    /// One difference.
    struct Finding: Hashable {
        var severity: Severity
        var text: String
    }

    /// The folder's name.
    var name: String
    var title: String
    var findings: [Finding] = []
    /// Why it was not run.
    var skipped: String?

    /// The section of the catalogue.
    var group: String { String(name.prefix(1)) }
    var isFailure: Bool { findings.contains { $0.severity.isFailure } }

    var status: String {
        if skipped != nil { return "skipped" }
        return isFailure ? "failed" : "passed"
    }

    /// One line for people, and one for each finding.
    var lines: [String] {
        let mark = skipped != nil ? "skip" : isFailure ? "FAIL" : "ok"
        let padding = String(repeating: " ", count: max(1, 20 - name.count))
        let reason = skipped.map { " (\($0))" } ?? ""
        let head = "\(mark.padded(to: 6))\(name)\(padding)\(Failure.quote(title))\(reason)"
        return [head]
            + findings.map { "      \($0.severity.rawValue): \(Failure.quote($0.text))" }
    }

    var json: JSONOutput {
        .object([
            ("case", .string(name)), ("title", .string(title)), ("status", .string(status)),
            ("skipped", skipped.map(JSONOutput.string) ?? .null),
            (
                "findings",
                .array(
                    findings.map { finding in
                        .object([
                            ("severity", .string(finding.severity.rawValue)),
                            ("text", .string(finding.text)),
                        ])
                    })
            ),
        ])
    }
}

extension String {
    /// The text, and blanks up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

/// All results of a run.
struct CaseReport {
    var results: [CaseResult] = []

    var failures: Int { results.count(where: \.isFailure) }
    var skipped: Int { results.count { $0.skipped != nil } }

    /// How many findings there are of a severity.
    func count(_ severity: CaseResult.Severity) -> Int {
        results.flatMap(\.findings).count { $0.severity == severity }
    }

    /// The summary for people, a line for each section of the catalogue.
    var summary: [String] {
        var lines: [String] = [""]
        for group in Set(results.map(\.group)).sorted() {
            let own = results.filter { $0.group == group }
            let (failed, skipped) = (own.count(where: \.isFailure), own.count { $0.skipped != nil })
            lines.append(
                "\(group)  \(own.count - failed - skipped) passed"
                    + (failed > 0 ? ", \(failed) failed" : "")
                    + (skipped > 0 ? ", \(skipped) skipped" : ""))
        }
        for severity in CaseResult.Severity.allCases where count(severity) > 0 {
            lines.append("\(severity.rawValue): \(count(severity))")
        }
        lines.append(
            "\(results.count - failures - skipped) of \(results.count) cases passed, "
                + "\(failures) failed, \(skipped) skipped")
        return lines
    }

    /// The document `l5.selftest/1`.
    func json(schema: String) -> JSONOutput {
        .object([
            ("schema", .string(schema)),
            ("status", .string(failures == 0 ? "ok" : "difference")),
            ("passed", .unsigned(UInt64(results.count - failures - skipped))),
            ("failed", .unsigned(UInt64(failures))), ("skipped", .unsigned(UInt64(skipped))),
            ("cases", .array(results.map(\.json))),
        ])
    }
}
