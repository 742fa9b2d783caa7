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
        guard let owner = balance.owner,
            var found = cause(of: account, balance, owner, in: view, destinations, calls)
        else { return nil }
        if !policy.treasury.assets.contains(where: { $0.mint == balance.mint }) {
            found.finding = R8Asset.objection(toMint: balance.mint, policy)
        }
        return Sighting(
            path: found.path, finding: found.finding, account: account, mint: balance.mint,
            decimals: balance.decimals, amount: found.amount, payer: found.payer,
            source: found.source ?? account, code: destinations.codes[owner])
    }

    /// What made an account worth a look.
    fileprivate struct Cause {
        var finding: Finding
        var path: EventPath
        var payer: Address
        var source: Address?
        var amount: UInt64
    }

    private static func cause(
        of account: Address, _ balance: TokenBalance, _ owner: Address, in view: TransactionView,
        _ destinations: Destinations, _ calls: ProgramCalls
    ) -> Cause? {
        let before = view.before[account]
        let isOurs = destinations.isOurs(owner)
        if isOurs, before?.owner != owner, let handover = view.handover(of: account, to: owner) {
            return Cause(
                finding: Finding(.authorityHandover, .destination), path: handover.path,
                payer: handover.authority, amount: balance.amount)
        }
        let gain = view.gain(of: account)
        guard gain > 0, isOurs || destinations[owner] != nil else { return nil }
        let inbound = view.transfers.filter { $0.transfer.destination == account }
        guard !inbound.isEmpty else {
            return isOurs ? view.otherCause(ofGain: gain, at: account) : nil
        }
        let payments = inbound.filter {
            calls.objection(toRecovery: $0.frame)?.reason != .internalSweep
        }
        guard let (frame, transfer) = payments.last else { return nil }
        let reason = isOurs ? Reason.noncanonicalAccount : .nestedAssociatedAccount
        return Cause(
            finding: Finding(reason, .destination), path: frame.path, payer: transfer.authority,
            source: transfer.source, amount: gain)
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
    /// What made an account's balance grow without a transfer.
    fileprivate func otherCause(ofGain gain: UInt64, at account: Address) -> R7Destination.Cause? {
        for (frame, call) in tokenFrames {
            if case .mintTo(let minting) = call, minting.account == account {
                return R7Destination.Cause(
                    finding: Finding(.mintedNotTransferred, .hostileOperations), path: frame.path,
                    payer: minting.mintAuthority, amount: gain)
            }
        }
        let naming = frames.last { frame in
            frame.instruction.accounts.contains { $0.address == account }
        }
        return naming.map {
            R7Destination.Cause(
                finding: Finding(.balanceMismatch, .conservation), path: $0.path, payer: account,
                amount: gain)
        }
    }
}
