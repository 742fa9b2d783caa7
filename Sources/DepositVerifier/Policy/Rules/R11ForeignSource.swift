internal import DepositProgram
internal import SolanaCodec

/// R11: a deposit is somebody else's money. Money that the gateway moves between its own accounts is
/// none, whatever memo it carries.
enum R11ForeignSource {
    /// - Throws: a `Finding` about the whole transaction if the node's tables are incomplete.
    static func objection(
        to arrival: Arrival, in view: TransactionView, _ policy: DepositPolicy,
        _ destinations: Destinations, _ calls: ProgramCalls
    ) throws(Finding) -> Finding? {
        let (source, authority) = (arrival.transfer.source, arrival.transfer.authority)
        guard source != arrival.account else { return Finding(.selfTransfer, .foreignSource) }
        if calls.isSweep(arrival.frame) {
            return Finding(.internalSweep, .foreignSource)
        }
        if let finding = calls.objection(toRecovery: arrival.frame) { return finding }
        guard let owner = owner(of: source, in: view) else {
            // A call that we cannot read may have made the account; otherwise a table lacks it.
            guard view.remade.contains(source) || view.frames.contains(where: \.isUnreadToken)
            else { throw Finding(.missingBalances, .foreignSource) }
            return Finding(.balanceMismatch, .foreignSource)
        }
        let parties = [owner, authority]
        if parties.contains(where: { destinations.codes[$0] != nil }) {
            return Finding(.internalSweep, .foreignSource)
        }
        // Tokens at an account that a token account owns were filed when they arrived there.
        if parties.contains(where: { destinations[$0] != nil }) {
            return Finding(.nestedAssociatedAccount, .foreignSource)
        }
        let own = policy.operatorWallets.union([policy.treasury.owner])
        return parties.contains(where: own.contains)
            ? Finding(.internalSource, .foreignSource) : nil
    }

    /// Who owned the account when the transaction began, or made it his in the transaction.
    static func owner(of account: Address, in view: TransactionView) -> Address? {
        if let before = view.before[account] { return before.owner }
        return view.initialisedOwners[account] ?? view.after[account]?.owner
    }
}
