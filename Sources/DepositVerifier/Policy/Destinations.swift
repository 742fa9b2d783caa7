internal import DepositProgram
internal import SolanaCodec

/// The token accounts where money for this gateway may arrive. Only these addresses count: who owns
/// some other account is never enough.
struct Destinations: Sendable {
    struct Destination: Hashable, Sendable {
        var asset: Asset
        /// Who must own the account, before and after.
        var owner: Address
        /// The code that the address itself stands for.
        var code: DepositCode?
    }

    /// By token account address.
    let accounts: [Address: Destination]

    init(_ policy: DepositPolicy) {
        var accounts: [Address: Destination] = [:]
        for asset in policy.treasury.assets {
            accounts[policy.treasury.tokenAccount(for: asset)] = Destination(
                asset: asset, owner: policy.treasury.owner, code: nil)
            for (owner, code) in policy.depositAddresses {
                let account = AssociatedTokenAccount.find(
                    owner: owner, mint: asset.mint, tokenProgram: asset.tokenProgram)
                accounts[account.address] = Destination(asset: asset, owner: owner, code: code)
            }
        }
        self.accounts = accounts
    }

    subscript(account: Address) -> Destination? { accounts[account] }
}
