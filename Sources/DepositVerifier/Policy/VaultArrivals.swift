internal import DepositProgram
internal import SolanaCodec

/// Money in accounts of the gateway's that no destination stands for and that holds nothing any more:
/// it came, and went on in the same transaction, so that it is no deposit where it arrived. And money
/// that a pinned program was asked to pay into a vault which nobody can name. A person looks at it.
enum VaultArrivals {
    static func sightings(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy,
        _ calls: ProgramCalls
    ) -> [Sighting] {
        view.transfers.compactMap { frame, transfer in
            let account = transfer.destination
            guard destinations[account] == nil, account != transfer.source,
                transfer.amount.rawValue > 0
            else { return nil }
            let owner = R11ForeignSource.owner(of: account, in: view)
            // The treasury's own accounts, and what still holds something, are R7's matter.
            let code = owner.flatMap { destinations.codes[$0] ?? calls.code(ofVaultsOf: $0) }
            let isGone = code != nil && view.after[account]?.amount ?? 0 == 0
            let isSeen = owner.map(destinations.isOurs) ?? false
            guard isGone || !isSeen && (code != nil || calls.names(vault: account)) else {
                return nil
            }
            return sighting(
                frame, transfer, calls.objection(toRecovery: frame), code, in: view, policy)
        }
    }

    private static func sighting(
        _ frame: Frame, _ transfer: TokenTransfer, _ objection: Finding?, _ code: DepositCode?,
        in view: TransactionView, _ policy: DepositPolicy
    ) -> Sighting? {
        // An account that came and went in this transaction has no balance; the payer's has.
        let accounts = [transfer.destination, transfer.source]
        let entry = accounts.flatMap { [view.before[$0], view.after[$0]] }.lazy
            .compactMap { $0 }.first
        guard let mint = transfer.mint ?? entry?.mint,
            let decimals = transfer.decimals ?? entry?.decimals
        else { return nil }
        var finding = objection ?? Finding(.vaultDirect, .programs)
        if finding.reason.verdict == .review,
            !policy.treasury.assets.contains(where: { $0.mint == mint })
        {
            finding = R8Asset.objection(toMint: mint, policy)
        }
        return Sighting(
            path: frame.path, finding: finding, account: transfer.destination, mint: mint,
            decimals: decimals, amount: transfer.amount.rawValue, payer: transfer.authority,
            source: transfer.source, code: code)
    }
}
