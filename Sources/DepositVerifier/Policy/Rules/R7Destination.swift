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
        return elsewhere.sorted { $0.key < $1.key }.flatMap { account, balance in
            self.sightings(of: account, balance, in: view, destinations, policy, calls)
        }
    }

    private static func sightings(
        of account: Address, _ balance: TokenBalance, in view: TransactionView,
        _ destinations: Destinations, _ policy: DepositPolicy, _ calls: ProgramCalls
    ) -> [Sighting] {
        guard let owner = balance.owner else { return [] }
        let isListed = policy.treasury.assets.contains { $0.mint == balance.mint }
        return causes(of: account, balance, owner, in: view, destinations, calls).map { found in
            Sighting(
                path: found.path,
                finding: isListed
                    ? found.finding : R8Asset.objection(toMint: balance.mint, policy),
                account: account, mint: balance.mint, decimals: balance.decimals,
                amount: found.amount, payer: found.payer, source: found.source ?? account,
                code: destinations.codes[owner])
        }
    }

    /// What made an account worth a look.
    fileprivate struct Cause {
        var finding: Finding
        var path: EventPath
        var payer: Address
        var source: Address?
        var amount: UInt64
    }

    private static func causes(
        of account: Address, _ balance: TokenBalance, _ owner: Address, in view: TransactionView,
        _ destinations: Destinations, _ calls: ProgramCalls
    ) -> [Cause] {
        let before = view.before[account]
        let isOurs = destinations.isOurs(owner)
        if isOurs, before?.owner != owner, let handover = view.handover(of: account, to: owner) {
            return [
                Cause(
                    finding: Finding(.authorityHandover, .destination), path: handover.path,
                    payer: handover.authority, amount: balance.amount)
            ]
        }
        let gain = view.gain(of: account)
        guard gain > 0, isOurs || destinations[owner] != nil else { return [] }
        let inbound = view.transfers.filter { $0.transfer.destination == account }
        guard !inbound.isEmpty else {
            let other = isOurs ? view.otherCause(ofGain: gain, at: account) : nil
            return [other].compactMap { $0 }
        }
        let payments = inbound.filter {
            calls.objection(toRecovery: $0.frame)?.reason != .internalSweep
        }
        let finding = Finding(
            isOurs ? .noncanonicalAccount : .nestedAssociatedAccount, .destination)
        return shares(of: gain, among: payments.map(\.transfer)).map { index, amount in
            let (frame, transfer) = payments[index]
            return Cause(
                finding: finding, path: frame.path, payer: transfer.authority,
                source: transfer.source, amount: amount)
        }
    }

    /// What of a gain each payment brought: as much as a deposit it would be, so that it can become
    /// one. Together they are the gain; what no payment explains goes to the last.
    private static func shares(
        of gain: UInt64, among payments: [TokenTransfer]
    ) -> [(index: Int, amount: UInt64)] {
        var rest = gain
        let last = payments.lastIndex { $0.amount.rawValue > 0 } ?? payments.count - 1
        return payments.enumerated().compactMap { index, payment in
            let (gross, fee) = (payment.amount.rawValue, payment.fee?.rawValue ?? 0)
            let share = index == last ? rest : min(rest, gross > fee ? gross - fee : 0)
            rest -= share
            return share > 0 ? (index, share) : nil
        }
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
