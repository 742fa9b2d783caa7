public import DepositProgram
public import SolanaCodec

/// A token account where deposits may arrive by a policy.
public struct ReceivingAccount: Hashable, Sendable {
    /// Its address.
    public var address: Address
    /// The token that it takes.
    public var asset: Asset
    /// Whom it must belong to.
    public var owner: Address
    /// What the owner stands for, if it is a deposit address.
    public var code: DepositCode?
}

extension DepositPolicy {
    /// Every token account where deposits may arrive: the treasury's first, in the order of the
    /// tokens, then those of deposit addresses, in the order of their bytes.
    public var receivingAccounts: [ReceivingAccount] {
        let own = treasury.assets.map { asset in
            ReceivingAccount(
                address: treasury.tokenAccount(for: asset), asset: asset, owner: treasury.owner)
        }
        let others = Destinations(self).accounts.filter { $0.value.code != nil }
        return own
            + others.sorted { $0.key < $1.key }.map { address, destination in
                ReceivingAccount(
                    address: address, asset: destination.asset, owner: destination.owner,
                    code: destination.code)
            }
    }
}
