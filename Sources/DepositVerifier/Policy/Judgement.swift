internal import DepositProgram
internal import SolanaCodec

/// What the rules make of one successful, final transaction.
struct Judgement: Sendable {
    /// Transfers to credit, with how each was attributed.
    var credits: [(fact: DepositFact, attribution: R13OneCode.Source, sourceOwner: Address?)] = []
    /// Money that waits for a person.
    var reviews: [(fact: DepositFact, finding: Finding)] = []
    /// Objections to transfers that are refused for good.
    var rejections: [Finding] = []
    /// Net change of each configured account that something arrived at.
    var netReceived: [Address: UInt64] = [:]
    var eventSet: [UInt8] = []
    /// What was found about a claim.
    var claim: R16Claim?
    var flags: [String] = []
    /// What may have been paid back.
    var refunds: RefundPayments
    /// What everything here waits for.
    var pending: Finding?

    /// Whether nothing was found at all.
    var isEmpty: Bool { credits.isEmpty && reviews.isEmpty && rejections.isEmpty }
    /// Whether there is something to credit, and nothing to be said against anything.
    var isPlainCredit: Bool { !credits.isEmpty && reviews.isEmpty && rejections.isEmpty }
    /// The accounts that a credit or a review is about.
    var accounts: Set<Address> {
        Set(credits.map(\.fact.destination) + reviews.map(\.fact.destination))
    }

    /// The reviews as the books keep them, one item for each path: two sightings of one call are one
    /// matter, of which the larger amount is kept.
    var filedReviews: [(fact: DepositFact, finding: Finding)] {
        let credited = Set(credits.map(\.fact.path))
        let byPath = Dictionary(grouping: reviews) { $0.fact.path }
        return byPath.filter { !credited.contains($0.key) }.sorted { $0.key < $1.key }
            .compactMap { _, items in
                let largest = items.map(\.fact.amount).max()
                return items.first { $0.fact.amount == largest }
            }
    }

    /// Takes an arrival over that the books have credited.
    ///
    /// - Returns: what was credited, and whose it is; `nil` if nothing was.
    mutating func addCredited(
        _ arrival: Arrival, _ facts: LedgerFacts
    ) -> (arrival: Arrival, owner: DepositCode)? {
        guard let code = facts.credited[arrival.path] else { return nil }
        var arrival = arrival
        arrival.amount = facts.creditedAmounts[arrival.path] ?? arrival.amount
        credits.append((DepositFact(arrival, code: code), .ledger, nil))
        return (arrival, code)
    }

    /// The same for transfers to accounts that are none of the policy's any more.
    mutating func addCreditedElsewhere(
        in view: TransactionView, _ destinations: Destinations, _ facts: LedgerFacts
    ) {
        guard !facts.credited.isEmpty else { return }
        for (frame, transfer) in view.transfers where destinations[transfer.destination] == nil {
            let entries = [transfer.destination, transfer.source].flatMap {
                [view.after[$0], view.before[$0]]
            }
            guard let code = facts.credited[frame.path],
                let entry = entries.lazy.compactMap(\.self).first
            else { continue }
            let fact = DepositFact(
                path: frame.path, destination: transfer.destination, mint: entry.mint,
                symbol: entry.mint.description, decimals: entry.decimals,
                amount: facts.creditedAmounts[frame.path] ?? transfer.amount.rawValue,
                payer: transfer.authority, source: transfer.source, code: code)
            credits.append((fact, .ledger, nil))
        }
    }

    /// Files an objection to an arrival under its verdict.
    ///
    /// - Parameter code: what the arrival itself names, for the person who looks at it.
    mutating func refuse(_ arrival: Arrival, _ finding: Finding, code: DepositCode?) {
        if finding.reason.verdict == .review {
            var arrival = arrival
            // A person sees what stayed, not what came and went again.
            if finding.reason == .outflow {
                arrival.amount = min(arrival.amount, netReceived[arrival.account] ?? 0)
            }
            review(arrival, finding, code: code)
        } else {
            rejections.append(finding)
        }
    }

    mutating func review(_ arrival: Arrival, _ finding: Finding, code: DepositCode?) {
        reviews.append((DepositFact(arrival, code: code), finding))
    }

    mutating func add(_ sighting: Sighting) {
        guard sighting.finding.reason.verdict == .review else {
            if sighting.finding.reason == .noTokenTransfer {
                flags.append(Level5Deposits.unbackedFlag)
            }
            rejections.append(sighting.finding)
            return
        }
        let fact = DepositFact(
            path: sighting.path, destination: sighting.account, mint: sighting.mint,
            symbol: sighting.mint == Programs.system ? "SOL" : sighting.mint.description,
            decimals: sighting.decimals, amount: sighting.amount, payer: sighting.payer,
            source: sighting.source, code: sighting.code)
        reviews.append((fact, sighting.finding))
    }

    /// The order of execution, and for one call that of the rules.
    mutating func sort() {
        credits.sort { $0.fact.path < $1.fact.path }
        reviews.sort {
            ($0.fact.path, $0.finding.rule.position) < ($1.fact.path, $1.finding.rule.position)
        }
    }
}

extension DepositFact {
    init(_ arrival: Arrival, code: DepositCode?) {
        let asset = arrival.destination.asset
        self.init(
            path: arrival.path, destination: arrival.account, mint: asset.mint,
            symbol: asset.symbol, decimals: asset.decimals, amount: arrival.amount,
            payer: arrival.transfer.authority, source: arrival.transfer.source, code: code)
    }
}
