internal import DepositProgram
internal import SolanaCodec

/// What the rules make of one successful, final transaction. Pure: same input, same judgement.
struct Judgement: Sendable {
    /// Transfers to credit, with how each was attributed.
    var credits: [(fact: DepositFact, attribution: R13OneCode.Source, sourceOwner: Address?)] = []
    /// Money that waits for a person.
    var reviews: [(fact: DepositFact, finding: Finding)] = []
    /// Objections to transfers that are refused for good.
    var rejections: [Finding] = []
    var netReceived: [Address: UInt64] = [:]
    var eventSet: [UInt8] = []
    var flags: [String] = []
}

/// Applies R7 to R18 in the order of judgement.
struct Judge: Sendable {
    let policy: DepositPolicy
    let destinations: Destinations

    init(_ policy: DepositPolicy) {
        self.policy = policy
        destinations = Destinations(policy)
    }

    /// What the books must be asked before a judgement.
    func query(for view: TransactionView, signature: Signature) -> LedgerQuery {
        let arrivals = R7Destination.arrivals(in: view, destinations)
        let memos = R14Binding.codedMemos(in: view, policy)
        return LedgerQuery(
            genesis: policy.treasury.cluster.genesis, signature: signature,
            codes: Set(memos.map(\.code) + arrivals.compactMap(\.destination.code)),
            references: Set(arrivals.flatMap { R13OneCode.referenceKeys(of: $0, in: view) }))
    }

    /// Mints whose state R24 needs.
    func mintsToRead(for view: TransactionView) -> [Address] {
        let mints = R7Destination.arrivals(in: view, destinations).map(\.destination.asset)
            .filter { $0.tokenProgram == Programs.token2022 }.map(\.mint)
        return Set(mints).sorted()
    }

    /// Judges every arrival and every other sighting.
    ///
    /// - Parameters:
    ///   - mints: the state of `mintsToRead`, where it could be read.
    ///   - operators: how many operators gave the same answers.
    /// - Throws: a `Finding` that makes the whole transaction undecidable.
    func judge(
        _ view: TransactionView, mints: [Address: MintState], facts: LedgerFacts, operators: Int
    ) throws(Finding) -> Judgement {
        var judgement = Judgement()
        judgement.flags = view.flags + mints.values.flatMap(R24TokenExtensions.flags)
        judgement.eventSet = R17Once.eventSet(of: view)
        let all = R7Destination.arrivals(in: view, destinations)
        var standing: [Arrival] = []
        for arrival in all {
            switch try check(arrival, among: all, view, mints) {
            case .success(let arrival): standing.append(arrival)
            case .failure(let finding): judgement.refuse(arrival, finding, view)
            }
        }
        attribute(standing, in: view, facts, operators: operators, &judgement)
        let sightings =
            R7Destination.sightings(in: view, destinations, policy)
            + R8Asset.nativeSightings(in: view, policy)
            + unexplained(in: view, explained: Set(all.map(\.account)))
        for sighting in sightings { judgement.add(sighting) }
        if all.isEmpty, sightings.isEmpty {
            judgement.rejections.append(Absence.finding(in: view, destinations, policy))
        }
        try R17Once.check(judgement.eventSet, facts: facts)
        return judgement
    }

    /// What touched a configured account that no transfer paid into: tokens minted there, calls that
    /// we cannot read, and gains without a reason. Money that arrived is never refused for good.
    private func unexplained(
        in view: TransactionView, explained: Set<Address>
    ) -> [Sighting] {
        let minted = R10HostileOperations.mintings(in: view, destinations)
        let unread = R6Walk.undecodable(in: view, destinations)
        let gained = R9Conservation.gains(in: view, destinations)
        // The most telling reason for each account; of one kind there may be several.
        var explained = explained
        return [minted, unread, gained].flatMap { kind in
            let sightings = kind.filter { !explained.contains($0.account) }
            explained.formUnion(sightings.map(\.account))
            return sightings
        }
    }

    // MARK: One arrival

    /// R7, R8, R24, R11, R10, R9 and the bounds of R12, in this order.
    private func check(
        _ arrival: Arrival, among all: [Arrival], _ view: TransactionView,
        _ mints: [Address: MintState]
    ) throws(Finding) -> Result<Arrival, Finding> {
        var arrival = arrival
        if let finding = try R7Destination.objection(to: arrival, in: view) {
            return .failure(finding)
        }
        try R8Asset.check(arrival, in: view)
        if arrival.amount == 0 { return .failure(Finding(.zeroAmount, .amounts)) }
        let here = all.filter { $0.account == arrival.account && $0.amount > 0 }
        switch net(arrival, here, view, mints) {
        case .success(let amount): arrival.amount = amount
        case .failure(let finding): return .failure(finding)
        }
        if let finding = try R11ForeignSource.objection(to: arrival, in: view, policy) {
            return .failure(finding)
        }
        if let finding = R10HostileOperations.objection(to: arrival.account, in: view) {
            return .failure(finding)
        }
        var received: [Arrival] = []
        for var other in here where other.transfer.source != other.account {
            guard case .success(let amount) = net(other, here, view, mints) else {
                return .failure(Finding(.balanceMismatch, .conservation))
            }
            other.amount = amount
            received.append(other)
        }
        if let finding = R9Conservation.objection(to: received, at: arrival.account, in: view) {
            return .failure(finding)
        }
        if let finding = R12Amounts.objection(to: arrival) { return .failure(finding) }
        return .success(arrival)
    }

    private func net(
        _ arrival: Arrival, _ here: [Arrival], _ view: TransactionView,
        _ mints: [Address: MintState]
    ) -> Result<UInt64, Finding> {
        R24TokenExtensions.received(
            arrival, mint: mints[arrival.destination.asset.mint], in: view, policy,
            arrivalsAtAccount: here.count)
    }

    // MARK: All arrivals that stand

    /// R13 to R16 and R18 for each arrival, then the minimum of R12 and the threshold of R21 for
    /// each code's sum.
    private func attribute(
        _ arrivals: [Arrival], in view: TransactionView, _ facts: LedgerFacts, operators: Int,
        _ judgement: inout Judgement
    ) {
        let memos = R14Binding.codedMemos(in: view, policy)
        var attributed: [(arrival: Arrival, code: DepositCode, source: R13OneCode.Source)] = []
        for arrival in arrivals {
            let result = R13OneCode.attribute(
                arrival, memos: memos, in: view, policy, facts: facts)
            switch result {
            case .success(let (code, source)): attributed.append((arrival, code, source))
            case .failure(let finding):
                // Who looks at an unknown or closed code wants to see it; other memos say nothing.
                let codes = Set(memos.map(\.code))
                let names = [.unknownCode, .codeInactive].contains(finding.reason)
                judgement.review(
                    arrival, finding, code: names && codes.count == 1 ? codes.first : nil)
            }
            judgement.setNet(of: arrival.account, in: view)
        }
        for (arrival, code, source) in attributed {
            let asset = arrival.destination.asset
            let sum = attributed.filter {
                $0.code == code && $0.arrival.destination.asset.mint == asset.mint
            }.map(\.arrival.amount)
            let total = sum.reduce(UInt64(0)) { $0.addingReportingOverflow($1).partialValue }
            // What was credited stays credited, whatever minimum or quorum came later.
            let isSettled = facts.credited[arrival.path] == code
            if !isSettled,
                let finding = R12Amounts.objection(toSum: sum, minimum: asset.minimum)
                    ?? R21Quorum.objection(to: total, operators: operators, policy)
            {
                judgement.review(arrival, finding, code: code)
            } else {
                let owner = try? R11ForeignSource.owner(of: arrival.transfer.source, in: view)
                judgement.credits.append((DepositFact(arrival, code: code), source, owner))
            }
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

extension Judgement {
    /// Files an objection to an arrival under its verdict.
    mutating func refuse(_ arrival: Arrival, _ finding: Finding, _ view: TransactionView) {
        if finding.reason.verdict == .review {
            var arrival = arrival
            // A person sees what stayed, not what came and went again.
            if finding.reason == .outflow {
                arrival.amount = min(arrival.amount, view.gain(of: arrival.account))
            }
            review(arrival, finding, code: arrival.destination.code)
        } else {
            rejections.append(finding)
        }
        setNet(of: arrival.account, in: view)
    }

    mutating func review(_ arrival: Arrival, _ finding: Finding, code: DepositCode?) {
        reviews.append((DepositFact(arrival, code: code), finding))
    }

    mutating func add(_ sighting: Sighting) {
        guard sighting.finding.reason.verdict == .review else {
            rejections.append(sighting.finding)
            return
        }
        let fact = DepositFact(
            path: sighting.path, destination: sighting.account, mint: sighting.mint,
            symbol: sighting.mint == Programs.system ? "SOL" : sighting.mint.description,
            decimals: sighting.decimals, amount: sighting.amount, payer: sighting.payer,
            source: sighting.source, code: nil)
        reviews.append((fact, sighting.finding))
    }

    /// Net change of an account; 0 if it fell.
    mutating func setNet(of account: Address, in view: TransactionView) {
        netReceived[account] = view.gain(of: account)
    }
}
