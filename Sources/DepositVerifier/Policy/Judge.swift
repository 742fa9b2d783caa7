internal import DepositProgram
internal import SolanaCodec

/// Applies R7 to R18 in the order of judgement. Pure: same input, same judgement.
///
/// What concerns an account is worked out once for each account, not for each transfer into it, so
/// that the work grows with the size of the answer and no faster.
struct Judge: Sendable {
    let policy: DepositPolicy
    var destinations: Destinations

    init(_ policy: DepositPolicy) {
        self.policy = policy
        destinations = Destinations(policy)
    }

    /// Judges every arrival and every other sighting; of a judge who is informed about them.
    ///
    /// - Parameter operators: how many operators gave the same answers.
    /// - Throws: a `Finding` that makes the whole transaction undecidable.
    func judge(
        _ view: TransactionView, _ surroundings: Surroundings, facts: LedgerFacts, operators: Int,
        claim: R16Claim
    ) throws(Finding) -> Judgement {
        let mints = surroundings.mints
        let calls = ProgramCalls(in: view, policy, destinations)
        var judgement = Judgement(refunds: RefundPayments(in: view))
        judgement.flags = view.flags + mints.values.flatMap(R24TokenExtensions.flags)
        judgement.eventSet = R17Once.eventSet(of: view)
        try R17Once.check(judgement.eventSet, facts: facts)
        let pinned = R23Programs.pinned(surroundings.programs, in: view, policy)
        var standing: [Arrival] = []
        var credited: [(arrival: Arrival, owner: DepositCode)] = []
        var refused: [Address: UInt128] = [:]
        for (account, all) in arrivalsByAccount(view, mints) {
            judgement.netReceived[account] = R9Conservation.received(
                at: account, in: view, calls)
            // What was credited stays credited, whatever policy and chain say today.
            let arrivals = all.filter { arrival in
                guard let (arrival, owner) = judgement.addCredited(arrival, facts) else {
                    return true
                }
                credited.append((arrival, owner))
                return false
            }
            guard !arrivals.isEmpty else { continue }
            let assessment = try assess(account, all, view, calls, mints)
            for arrival in arrivals {
                if let finding = try objection(
                    to: arrival, assessment, view, calls, pinned: pinned, facts)
                {
                    let code = arrival.destination.code ?? calls.depositDirect(above: arrival)?.code
                    judgement.refuse(arrival, finding, code: code)
                    let isVoid = finding.reason == .selfTransfer
                    if finding.reason.verdict == .reject, !isVoid {
                        refused[account, default: 0] += UInt128(arrival.amount)
                    }
                } else {
                    standing.append(arrival)
                }
            }
        }
        judgement.addCreditedElsewhere(in: view, destinations, facts)
        standing.sort { $0.path < $1.path }
        credited.sort { $0.arrival.path < $1.arrival.path }
        var claim = claim
        consider(credited, in: view, calls, facts, &claim)
        attribute(standing, in: view, calls, facts, operators: operators, &claim, &judgement)
        judgement.claim = claim
        judgement.pending = R23Programs.awaitedSweep(
            of: standing, in: view, policy, calls, surroundings, crediting: judgement)
        try addSightings(in: view, calls, facts, surroundings, refused: refused, &judgement)
        judgement.sort()
        return judgement
    }

    // MARK: Accounts

    /// The arrivals at each configured account, each with what reached the account of it.
    private func arrivalsByAccount(
        _ view: TransactionView, _ mints: [Address: MintState]
    ) -> [(account: Address, arrivals: [Arrival])] {
        let all = R7Destination.arrivals(in: view, destinations)
        return Dictionary(grouping: all, by: \.account).sorted { $0.key < $1.key }.map { group in
            let arrivals = R24TokenExtensions.less(fees: group.value, mints: mints, in: view)
            return (group.key, arrivals)
        }
    }

    /// What is to be said against every arrival at an account.
    private struct Assessment {
        var destination: Finding?
        var tokenExtensions: Finding?
        var hostileOperations: Finding?
        var conservation: Finding?
    }

    private func assess(
        _ account: Address, _ arrivals: [Arrival], _ view: TransactionView,
        _ calls: ProgramCalls, _ mints: [Address: MintState]
    ) throws(Finding) -> Assessment {
        guard let first = arrivals.first else { return Assessment() }
        let received = arrivals.filter { $0.transfer.source != account }
        let hasUnknownNet = received.contains { !$0.isNetKnown && $0.amount > 0 }
        let extensions = try R24TokenExtensions.objection(
            to: first.destination.asset, mints: mints, policy)
        return Assessment(
            destination: try R7Destination.objection(to: first, in: view),
            tokenExtensions: extensions
                ?? (hasUnknownNet ? Finding(.extensionNotAllowed, .tokenExtensions) : nil),
            hostileOperations: R10HostileOperations.objections(
                to: [account], in: view, calls)[account],
            conservation: R9Conservation.objection(to: received, at: account, in: view, calls))
    }

    /// What a person has settled; then R2, R7, R8, R24, R11, R10, R9, the bounds of R12, R23 and R17, in
    /// this order.
    private func objection(
        to arrival: Arrival, _ account: Assessment, _ view: TransactionView,
        _ calls: ProgramCalls, pinned: Set<Address>, _ facts: LedgerFacts
    ) throws(Finding) -> Finding? {
        if facts.withheld.contains(arrival.path) { return R17Once.withheld }
        if let finding = view.objection ?? account.destination { return finding }
        try R8Asset.check(arrival, in: view)
        if arrival.transfer.amount.rawValue == 0 { return Finding(.zeroAmount, .amounts) }
        if let finding = account.tokenExtensions { return finding }
        if let finding = try R11ForeignSource.objection(
            to: arrival, in: view, policy, destinations, calls)
        {
            return finding
        }
        return account.hostileOperations ?? account.conservation
            ?? R12Amounts.objection(to: arrival)
            ?? R23Programs.objection(to: arrival, in: view, calls, pinned: pinned)
            ?? R17Once.objection(to: arrival, facts: facts)
    }

    // MARK: Arrivals that stand

    /// R13 to R16 and R18 for each arrival, then the minimum of R12 and the threshold of R21 for
    /// each code's sum.
    private func attribute(
        _ arrivals: [Arrival], in view: TransactionView, _ calls: ProgramCalls,
        _ facts: LedgerFacts, operators: Int, _ claim: inout R16Claim,
        _ judgement: inout Judgement
    ) {
        let memos = R14Binding.Memos(R14Binding.codedMemos(in: view, policy))
        var groups: [CodeAndMint: [(arrival: Arrival, source: R13OneCode.Source)]] = [:]
        for arrival in arrivals {
            var attribution = R13OneCode.attribute(
                arrival, memos: memos, in: view, policy, calls, facts: facts)
            if case .failure(let objection) = attribution, objection.isForWantOfCode {
                attribution = claim.attribute(arrival, in: view, facts: facts).map {
                    (code: $0, source: .claim)
                }
            }
            switch attribution {
            case .success(let (code, source)):
                let key = CodeAndMint(code: code, mint: arrival.destination.asset.mint)
                groups[key, default: []].append((arrival, source))
            case .failure(let objection):
                judgement.review(arrival, objection.finding, code: objection.code)
            }
        }
        var quorum = R21Quorum(policy, operators: operators, facts.singleOperator)
        for (key, members) in groups.sorted(by: { $0.key < $1.key }) {
            guard let asset = members.first?.arrival.destination.asset else { continue }
            let amounts = members.map(\.arrival.amount)
            let finding =
                R12Amounts.objection(toSum: amounts, minimum: asset.minimum)
                ?? quorum.objection(toSum: amounts, of: key.code)
            for (arrival, source) in members {
                if let finding {
                    judgement.review(arrival, finding, code: key.code)
                } else {
                    let owner = R11ForeignSource.owner(of: arrival.transfer.source, in: view)
                    judgement.credits.append(
                        (DepositFact(arrival, code: key.code), source, owner))
                }
            }
        }
    }

    /// R16 for transfers that were credited before, of which a claimant learns whose they are.
    private func consider(
        _ credited: [(arrival: Arrival, owner: DepositCode)], in view: TransactionView,
        _ calls: ProgramCalls, _ facts: LedgerFacts, _ claim: inout R16Claim
    ) {
        let memos = R14Binding.Memos(R14Binding.codedMemos(in: view, policy))
        for (arrival, owner) in credited {
            let attribution = R13OneCode.attribute(
                arrival, memos: memos, in: view, policy, calls, facts: facts)
            if case .failure(let objection) = attribution, objection.isForWantOfCode {
                claim.consider(arrival, creditedTo: owner, in: view, facts: facts)
            }
        }
    }

    private struct CodeAndMint: Hashable, Comparable {
        var code: DepositCode
        var mint: Address

        static func < (left: Self, right: Self) -> Bool {
            (left.code, left.mint) < (right.code, right.mint)
        }
    }

    // MARK: Everything else

    /// Money that no transfer into a configured account explains; and if there is none of it and no
    /// arrival either, why not.
    ///
    /// A depositor may close his account once its vault is swept, and then nothing shows any more
    /// whose it was. A payment that may have gone there, past the program, is neither refused, since
    /// the treasury may hold the money, nor filed for a person, who could take a stranger's payment
    /// for it: anybody could fill the books that way. Nobody knows, until the account is opened again.
    ///
    /// - Throws: a `Finding` that makes the whole transaction undecidable.
    private func addSightings(
        in view: TransactionView, _ calls: ProgramCalls, _ facts: LedgerFacts,
        _ surroundings: Surroundings, refused: [Address: UInt128], _ judgement: inout Judgement
    ) throws(Finding) {
        let sightings =
            R7Destination.sightings(in: view, destinations, policy, calls)
            + VaultArrivals.sightings(in: view, destinations, policy, calls)
            + R8Asset.nativeSightings(in: view, destinations, policy)
            + unexplained(in: view, refused: refused, explained: judgement.accounts)
            + Level5Deposits.sightings(in: view, destinations, policy, surroundings)
        for sighting in sightings where facts.credited[sighting.path] == nil {
            if facts.withheld.contains(sighting.path) {
                judgement.rejections.append(R17Once.withheld)
            } else {
                judgement.add(sighting)
            }
        }
        if judgement.isEmpty {
            guard surroundings.goneVaults.isEmpty else {
                throw Finding(.historyUnavailable, .programs)
            }
            judgement.rejections.append(Absence.finding(in: view, destinations, policy))
        }
    }

    /// What touched a configured account that no credit and no review is about: tokens minted
    /// there, calls that we cannot read, and gains without a reason. Money that arrived is never
    /// refused for good.
    private func unexplained(
        in view: TransactionView, refused: [Address: UInt128], explained: Set<Address>
    ) -> [Sighting] {
        let minted = R10HostileOperations.mintings(in: view, destinations)
        let unread = R6Walk.unread(in: view, destinations)
        let gained = R9Conservation.gains(in: view, destinations, beyond: refused)
        // The most telling reason for each account; of one kind there may be several.
        var explained = explained
        return [minted, unread, gained].flatMap { kind in
            let sightings = kind.filter { !explained.contains($0.account) }
            explained.formUnion(sightings.map(\.account))
            return sightings
        }
    }
}
