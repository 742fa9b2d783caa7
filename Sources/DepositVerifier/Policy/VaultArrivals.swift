internal import DepositProgram
internal import SolanaCodec

/// Money in the vaults of pinned programs that no deposit address of the policy stands for. It is the
/// gateway's all the same: a sweep in the same transaction may have taken it home already, and then it
/// is no deposit there. So a person looks at it.
///
/// A vault is known by what the transaction asked of the program: a payment into it, or a call with
/// its seeds.
enum VaultArrivals {
    static func sightings(
        in view: TransactionView, _ destinations: Destinations, _ policy: DepositPolicy,
        _ calls: ProgramCalls
    ) -> [Sighting] {
        let owners = policy.owners
        return view.transfers.compactMap { frame, transfer in
            let account = transfer.destination
            guard destinations[account] == nil, account != transfer.source,
                transfer.amount.rawValue > 0
            else { return nil }
            let payment = calls.vaultDeposit(above: frame)
            let owner = payment?.depositAccount ?? R11ForeignSource.owner(of: account, in: view)
            // Other accounts of a deposit address are R7's matter.
            guard let owner, !owners.contains(owner) else { return nil }
            let code = calls.code(ofVaultsOf: owner)
            guard payment != nil || code != nil else { return nil }
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
        var finding = objection ?? Finding(.vaultDirect, .destination)
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
