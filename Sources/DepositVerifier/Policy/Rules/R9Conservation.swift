internal import SolanaCodec

/// R9: what the instructions move equals what the balances show.
enum R9Conservation {
    /// - Parameter arrivals: all arrivals at one account; nothing but sweeps left it (R10).
    static func objection(
        to arrivals: [Arrival], at account: Address, in view: TransactionView, _ calls: ProgramCalls
    ) -> Finding? {
        // 128 bits cannot overflow: a transaction holds fewer than 2¹⁶ instructions.
        let inbound = arrivals.reduce(UInt128(0)) { $0 + UInt128($1.amount) }
        guard inbound <= UInt128(R12Amounts.largest) else { return Finding(.overflow, .amounts) }
        let mismatch = Finding(.balanceMismatch, .conservation)
        guard let after = view.after[account]?.amount,
            let before = balanceBefore(account, in: view)
        else { return mismatch }
        let swept = calls.sweptHome(from: account)
        return UInt128(before) + inbound == UInt128(after) + swept ? nil : mismatch
    }

    /// What an account received: its gain, and what was swept from it again.
    static func received(
        at account: Address, in view: TransactionView, _ calls: ProgramCalls
    ) -> UInt64 {
        let before = UInt128(view.before[account]?.amount ?? 0)
        let after = UInt128(view.after[account]?.amount ?? 0) + calls.sweptHome(from: account)
        return after > before ? UInt64(clamping: after - before) : 0
    }

    /// Configured accounts that hold more than before, whatever put it there.
    ///
    /// - Parameter refused: what arrived by transfers that are no deposits, by account.
    static func gains(
        in view: TransactionView, _ destinations: Destinations, beyond refused: [Address: UInt128]
    ) -> [Sighting] {
        view.after.keys.sorted().compactMap { account in
            guard let destination = destinations[account],
                UInt128(view.gain(of: account)) > refused[account, default: 0]
            else { return nil }
            let naming = view.frames.last { frame in
                frame.instruction.accounts.contains { $0.address == account }
            }
            return Sighting(
                at: account, destination, path: naming?.path ?? EventPath(outer: 0),
                Finding(.balanceMismatch, .conservation), in: view)
        }
    }

    /// The balance before. No entry means 0 only if there was no such account: no lamports were on
    /// it, or this transaction made it a token account (somebody may have sent lamports earlier).
    static func balanceBefore(_ account: Address, in view: TransactionView) -> UInt64? {
        if let before = view.before[account] { return before.amount }
        let isNew =
            view.lamportsBefore[account] == 0 || view.created.contains(account)
        return isNew ? 0 : nil
    }
}
