/// What endpoints have said about one signature, and what follows from all of it.
///
/// Pure: the order in which the answers came decides nothing.
struct Inquiry: Sendable {
    /// Who runs each endpoint.
    let operators: [String]
    /// What each endpoint said last; `nil` for one that was not asked.
    private(set) var testimonies: [Testimony?]
    private var discredited: [(content: TransactionReport.Content, finding: Finding)] = []

    init(operators: [String]) {
        self.operators = operators
        testimonies = operators.map { _ in nil }
    }

    mutating func take(_ testimony: Testimony, from index: Int) { testimonies[index] = testimony }

    /// Sets a report aside that the rules have found impossible.
    mutating func discredit(_ report: TransactionReport, _ finding: Finding) {
        discredited.append((report.content, finding))
    }

    /// A report and who stands behind it.
    struct Telling: Sendable {
        var report: TransactionReport
        /// The operators that tell it, in the order of their names.
        var operators: [String]
        /// Those of them that call it final.
        var finalOperators: [String]
        /// Operators that tell something else.
        var opponents: [String]
    }

    /// What follows.
    enum Agreement: Sendable {
        /// This is told; nobody tells something else, or they are outvoted.
        case told(Telling)
        /// Operators tell different things, and no side has two operators and the majority.
        case contradicted
        /// Nobody tells it whole.
        case open(Finding, SignatureStatus?)
        /// Nobody gives a usable answer; `nil` if nobody was asked.
        case silent(RPCError?)
    }

    var agreement: Agreement {
        let parties = self.parties
        guard let first = parties.first else { return openAgreement }
        let against = Set(parties.dropFirst().flatMap(\.operators))
        guard against.isEmpty || first.operators.count > max(1, against.count) else {
            return .contradicted
        }
        return .told(
            Telling(
                report: first.report, operators: first.operators.sorted(),
                finalOperators: first.finalOperators.sorted(), opponents: against.sorted()))
    }

    /// Whether somebody tells the transaction whole.
    var hasReport: Bool { !parties.isEmpty }
    /// Whether all that were asked are silent.
    var isSilent: Bool {
        testimonies.allSatisfy { testimony in
            switch testimony {
            case .silent, nil: true
            default: false
            }
        }
    }

    /// Operators who need not be asked through another endpoint of theirs.
    var heard: Set<String> { Set(parties.flatMap(\.operators)) }

    // MARK: Reports

    private struct Party {
        var report: TransactionReport
        var operators: Set<String> = []
        var finalOperators: Set<String> = []

        mutating func join(_ report: TransactionReport, of name: String) {
            operators.insert(name)
            guard report.isFinal else { return }
            finalOperators.insert(name)
            self.report = report
        }
    }

    /// Equal reports and who gives them, the most operators first.
    private var parties: [Party] {
        var parties: [Party] = []
        for (index, testimony) in testimonies.enumerated() {
            guard case .told(let report) = testimony,
                !discredited.contains(where: { $0.content == report.content })
            else { continue }
            let known = parties.firstIndex { $0.report.content == report.content }
            if known == nil { parties.append(Party(report: report)) }
            parties[known ?? parties.count - 1].join(report, of: operators[index])
        }
        guard parties.count > 1 else { return parties }
        // Who says less than another neither confirms nor denies the rest.
        parties = parties.filter { party in
            !parties.contains { party.report.content.isPart(of: $0.report.content) }
        }
        // Of equals, the endpoint that stands first.
        return parties.enumerated().sorted {
            ($1.element.operators.count, $0.offset) < ($0.element.operators.count, $1.offset)
        }.map(\.element)
    }

    // MARK: Nothing told

    private var openAgreement: Agreement {
        if hasExpired { return .open(Finding(.expired, .execution), nil) }
        var open = discredited.map { (finding: $0.finding, status: SignatureStatus?.none) }
        var error: RPCError?
        for testimony in testimonies {
            switch testimony {
            case .absent: open.append((Finding(.notFound, .execution), nil))
            case .unsettled(let status):
                open.append((Finding(.awaitingFinality, .finality), status))
            case .useless(let finding, let status): open.append((finding, status))
            case .silent(let failure): error = error ?? failure
            case .told, nil: break
            }
        }
        let best = open.min { Self.rank($0.finding) < Self.rank($1.finding) }
        return best.map { .open($0.finding, $0.status) } ?? .silent(error)
    }

    /// The most telling first: seen, seen wrongly, not seen yet, not seen.
    private static func rank(_ finding: Finding) -> Int {
        switch finding.reason {
        case .awaitingFinality: 0
        case .behind: 2
        case .notFound: 3
        default: 1
        }
    }

    /// R3, R21: every endpoint has passed the last valid height without it, two operators at least.
    private var hasExpired: Bool {
        let isGone = testimonies.allSatisfy { testimony in
            if case .absent(isPast: true) = testimony { true } else { false }
        }
        return isGone && Set(operators).count >= 2
    }
}
