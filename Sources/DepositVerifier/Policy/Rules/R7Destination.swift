internal import DepositProgram
internal import SolanaCodec

/// R7: money counts only at a configured token account that its expected owner still owns.
enum R7Destination {
    /// Every transfer into a configured account.
    static func arrivals(in view: TransactionView, _ destinations: Destinations) -> [Arrival] {
        view.transfers.compactMap { frame, transfer in
            destinations[transfer.destination].map { destination in
                Arrival(
                    frame: frame, transfer: transfer, destination: destination,
                    amount: transfer.amount.rawValue)
            }
        }
    }

    /// Whether the account is still what the policy expects.
    ///
    /// - Throws: a `Finding` about the whole transaction if the node's tables are incomplete.
    static func objection(
        to arrival: Arrival, in view: TransactionView
    ) throws(Finding) -> Finding? {
        guard let after = view.after[arrival.account] else {
            // An account without a balance afterwards was closed, which R10 looks at.
            guard view.remade.contains(arrival.account) else {
                throw Finding(.missingBalances, .destination)
            }
            return Finding(.hostileOperation, .hostileOperations)
        }
        for entry in [view.before[arrival.account], after] {
            guard let entry else { continue }
            guard let owner = entry.owner, entry.programID != nil else {
                throw Finding(.missingBalances, .destination)
            }
            guard owner == arrival.destination.owner else {
                return Finding(.ownerMismatch, .destination)
            }
        }
        return nil
    }

    /// Money at other accounts of the treasury, and accounts that were made over to it.
    static func sightings(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy,
        _ calls: ProgramCalls
    ) -> [Sighting] {
        let elsewhere = view.after.filter { destinations[$0.key] == nil && $0.value.amount > 0 }
        return elsewhere.sorted { $0.key < $1.key }.compactMap { account, balance in
            sighting(of: account, balance, in: view, destinations, policy, calls)
        }
    }

    private static func sighting(
        of account: Address, _ balance: TokenBalance, in view: TransactionView,
        _ destinations: Destinations, _ policy: DepositPolicy, _ calls: ProgramCalls
    ) -> Sighting? {
        guard let owner = balance.owner else { return nil }
        let before = view.before[account]
        let gain = balance.amount.subtractingReportingOverflow(before?.amount ?? 0)
        let inbound = view.transfers.last { frame, transfer in
            transfer.destination == account
                && calls.objection(toRecovery: frame)?.reason != .internalSweep
        }
        var reason: Reason
        var path = inbound?.frame.path
        var payer = inbound?.transfer.authority
        var amount = gain.partialValue
        let isOurs = destinations.isOurs(owner)
        let handover = isOurs ? view.handover(of: account, to: owner) : nil
        if let handover, before?.owner != owner {
            reason = .authorityHandover
            (path, payer, amount) = (handover.path, handover.authority, balance.amount)
        } else if inbound != nil, !gain.overflow, gain.partialValue > 0, isOurs {
            reason = .noncanonicalAccount
        } else if inbound != nil, !gain.overflow, gain.partialValue > 0,
            destinations[owner] != nil
        {
            reason = .nestedAssociatedAccount
        } else {
            return nil
        }
        guard let path, let payer else { return nil }
        var finding = Finding(reason, .destination)
        if !policy.treasury.assets.contains(where: { $0.mint == balance.mint }) {
            finding = R8Asset.objection(toMint: balance.mint, policy)
        }
        return Sighting(
            path: path, finding: finding, account: account, mint: balance.mint,
            decimals: balance.decimals, amount: amount, payer: payer,
            source: inbound?.transfer.source ?? account, code: destinations.codes[owner])
    }
}

extension TransactionView {
    /// The instruction that made `account` the property of `owner`.
    fileprivate func handover(
        of account: Address, to owner: Address
    ) -> (path: EventPath, authority: Address)? {
        for (frame, call) in tokenFrames {
            if case .setAuthority(let change) = call, change.account == account,
                change.authorityType == .accountOwner, change.newAuthority == owner
            {
                return (frame.path, change.authority)
            }
        }
        return nil
    }
}
