public import DepositProgram
public import DepositVerifier
internal import SolanaCodec

/// What a verifier says, or must say, to one ask.
public enum CaseAnswer: Hashable, Sendable {
    /// It decided.
    case decision(Decided)
    /// No endpoint gave a usable answer, so nothing was decided: exit 10.
    case noAnswer
    /// It refuses to work with this configuration.
    case configurationError(String)

    /// A decision, as far as a case tells it.
    public struct Decided: Hashable, Sendable {
        /// The verdict.
        public var verdict: Verdict
        /// Why; `nil` for accept and duplicate.
        public var reason: Reason?
        /// Which rule decided; in an expectation `nil` leaves it open.
        public var rule: String?
        /// What is credited, or was before.
        public var credits: [Credit]
        /// What waits for a person.
        public var reviews: [Review]
        /// Observations; in an expectation those that must be among them.
        public var flags: Set<String>

        /// A decision from its parts.
        public init(
            verdict: Verdict, reason: Reason?, rule: String? = nil, credits: [Credit] = [],
            reviews: [Review] = [], flags: Set<String> = []
        ) {
            self.verdict = verdict
            self.reason = reason
            self.rule = rule
            self.credits = credits
            self.reviews = reviews
            self.flags = flags
        }
    }

    /// A transfer that is somebody's credit.
    public struct Credit: Hashable, Sendable {
        /// Event path.
        public var event: String
        /// Whose credit; in an expectation `nil` leaves it open.
        public var code: DepositCode?
        /// Base units.
        public var amount: UInt64

        /// A credit from its parts.
        public init(event: String, code: DepositCode?, amount: UInt64) {
            self.event = event
            self.code = code
            self.amount = amount
        }
    }

    /// A transfer that waits for a person.
    public struct Review: Hashable, Sendable {
        /// Event path; `nil` for the whole transaction.
        public var event: String?
        /// Why.
        public var reason: String
        /// Base units, where they are known; in an expectation `nil` leaves them open.
        public var amount: UInt64?
        /// The code, where one is named; in an expectation `nil` leaves it open.
        public var code: DepositCode?
    }
}

extension CaseAnswer {
    /// What was decided.
    public var decided: Decided? { if case .decision(let decided) = self { decided } else { nil } }

    /// What a verifier has decided.
    public init(_ decision: Decision) {
        let credits = decision.credits.map { credit in
            Credit(
                event: credit.fact.path.description, code: credit.fact.code,
                amount: credit.fact.amount)
        }
        let reviews = decision.reviews.map { review in
            Review(
                event: review.path?.description, reason: review.finding.reason.rawValue,
                amount: review.amount, code: review.code)
        }
        self = .decision(
            Decided(
                verdict: decision.verdict, reason: decision.finding?.reason,
                rule: decision.finding?.rule.rawValue, credits: credits, reviews: reviews,
                flags: Set(decision.flags)))
    }

    /// How `answer` differs from this expectation, in plain words; nothing if it does not.
    public func differences(from answer: CaseAnswer) -> [String] {
        guard case .decision(let expected) = self, case .decision(let found) = answer else {
            return self == answer ? [] : ["expected \(self), got \(answer)"]
        }
        var differences: [String] = []
        if expected.verdict != found.verdict || expected.reason != found.reason {
            differences.append("expected \(expected.title), got \(found.title)")
        } else if let rule = expected.rule, rule != found.rule {
            differences.append("expected rule \(rule), got \(found.rule ?? "none")")
        }
        differences += Self.differences("credit", expected.credits, found.credits) {
            $0.event == $1.event && $0.amount == $1.amount && ($0.code ?? $1.code) == $1.code
        }
        differences += Self.differences("review", expected.reviews, found.reviews) {
            $0.event == $1.event && $0.reason == $1.reason
                && ($0.amount ?? $1.amount) == $1.amount && ($0.code ?? $1.code) == $1.code
        }
        for flag in expected.flags.subtracting(found.flags).sorted() {
            differences.append("expected flag \(flag)")
        }
        return differences
    }

    /// What is missing and what is too many, whatever the order.
    private static func differences<Item: CustomStringConvertible>(
        _ name: String, _ expected: [Item], _ found: [Item], fits: (Item, Item) -> Bool
    ) -> [String] {
        var rest = found
        var differences: [String] = []
        for item in expected {
            if let index = rest.firstIndex(where: { fits(item, $0) }) {
                rest.remove(at: index)
            } else {
                differences.append("missing \(name) \(item)")
            }
        }
        return differences + rest.map { "unexpected \(name) \($0)" }
    }
}

// MARK: Words

extension CaseAnswer: CustomStringConvertible {
    /// In plain words.
    public var description: String {
        switch self {
        case .decision(let decided): decided.title
        case .noAnswer: "no answer"
        case .configurationError(let name): "configuration error \(name)"
        }
    }
}

extension CaseAnswer.Decided {
    /// Verdict, reason and rule.
    var title: String {
        let reason = reason.map { " \($0.rawValue)" } ?? ""
        return verdict.rawValue + reason + (rule.map { " (\($0))" } ?? "")
    }
}

extension CaseAnswer.Credit: CustomStringConvertible {
    /// In plain words.
    public var description: String {
        "\(event): \(amount)" + (code.map { " to \($0)" } ?? "")
    }
}

extension CaseAnswer.Review: CustomStringConvertible {
    /// In plain words.
    public var description: String {
        let amount = amount.map { " of \($0)" } ?? ""
        return "\(event ?? "-"): \(reason)\(amount)" + (code.map { " to \($0)" } ?? "")
    }
}
