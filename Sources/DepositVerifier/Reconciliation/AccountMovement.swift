internal import DepositProgram
internal import SolanaCodec

/// What one successful, final transaction did to one token account.
struct AccountMovement: Hashable, Sendable {
    var signature: Signature
    var slot: UInt64
    /// What the account held before and after; 0 where there was no account.
    var before: UInt64
    var after: UInt64
    var receipts: [Receipt] = []
    var payments: [Payment] = []
    /// By how much the account gained for which there is no transfer.
    var unexplained: UInt64 = 0
    /// How many operators tell it.
    var operators = 1

    /// A transfer into the account.
    struct Receipt: Hashable, Sendable {
        var path: EventPath
        /// What arrived, as the verifier tells it.
        var amount: UInt64
        /// What of it stayed.
        var kept: UInt64
        /// Who paid.
        var source: Address
        /// Whether it came from an account of the gateway's: a sweep.
        var isOwn = false
    }

    /// A transfer out of the account, or another loss.
    struct Payment: Hashable, Sendable {
        var path: EventPath?
        var amount: UInt64
        var destination: Address?
    }

    var change: Int128 { Int128(after) - Int128(before) }
}

extension AccountMovement {
    /// Reads a transaction twice: what the calls moved, by the verifier's own rules, and by how much
    /// the balance changed. What only the balance shows is a gain or a loss without a transfer.
    ///
    /// - Returns: `nil` if the transaction has nothing to do with the account.
    /// - Throws: a `Finding` if the balance is another token's.
    init?(
        of account: Address, _ asset: Asset, in view: TransactionView,
        _ surroundings: Surroundings, _ judge: Judge, operators: Int
    ) throws(Finding) {
        guard view.accounts.contains(where: { $0.address == account }) else { return nil }
        for entry in [view.before[account], view.after[account]] {
            guard let entry else { continue }
            guard entry.mint == asset.mint, entry.decimals == asset.decimals else {
                throw Finding(.rpcInconsistent, .asset)
            }
        }
        signature = view.transaction.signature
        slot = view.slot
        before = view.before[account]?.amount ?? 0
        after = view.after[account]?.amount ?? 0
        self.operators = operators
        let calls = ProgramCalls(in: view, judge.policy, judge.destinations)
        let arrivals = Self.arrivals(at: account, asset, in: view, surroundings)
        let received = R9Conservation.received(at: account, in: view, calls)
        receipts = arrivals.map { arrival in
            let objection = try? R11ForeignSource.objection(
                to: arrival, in: view, judge.policy, judge.destinations, calls)
            return Receipt(
                path: arrival.path, amount: arrival.amount, kept: min(arrival.amount, received),
                source: arrival.transfer.source, isOwn: objection?.reason == .internalSweep)
        }
        payments = Self.payments(from: account, in: view)
        balance(feesOf: Set(arrivals.filter { !$0.isNetKnown }.map(\.path)))
    }

    private static func arrivals(
        at account: Address, _ asset: Asset, in view: TransactionView,
        _ surroundings: Surroundings
    ) -> [Arrival] {
        let destination = Destinations.Destination(
            asset: asset, owner: account, treasuryAccount: account)
        let all = view.transfers.filter { $0.transfer.destination == account }.map {
            Arrival(
                frame: $0.frame, transfer: $0.transfer, destination: destination,
                amount: $0.transfer.amount.rawValue)
        }
        return R24TokenExtensions.less(fees: all, mints: surroundings.mints, in: view).filter {
            $0.transfer.source != account && $0.amount > 0
        }
    }

    private static func payments(
        from account: Address, in view: TransactionView
    ) -> [Payment] {
        view.tokenFrames.compactMap { frame, call in
            switch call {
            case .transfer(let transfer)
            where transfer.source == account && transfer.destination != account:
                Payment(
                    path: frame.path, amount: transfer.amount.rawValue,
                    destination: transfer.destination)
            case .burn(let burning) where burning.account == account:
                Payment(path: frame.path, amount: burning.amount.rawValue)
            default: nil
            }
        }.filter { $0.amount > 0 }
    }

    /// Brings calls and balance together. What is missing was a fee where one is not known, and
    /// otherwise a loss that no call shows.
    private mutating func balance(feesOf unknown: Set<EventPath>) {
        let moved =
            receipts.reduce(Int128(0)) { $0 + Int128($1.amount) }
            - payments.reduce(Int128(0)) { $0 + Int128($1.amount) }
        var rest = change - moved
        for index in receipts.indices.reversed()
        where rest < 0 && unknown.contains(receipts[index].path) {
            let fee = min(UInt64(clamping: -rest), receipts[index].kept)
            receipts[index].kept -= fee
            rest += Int128(fee)
        }
        if rest < 0 { payments.append(Payment(amount: UInt64(clamping: -rest))) }
        unexplained = UInt64(clamping: rest)
    }
}
