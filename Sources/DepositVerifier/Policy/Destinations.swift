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
        /// The pinned program that holds what arrives: the owner is its address for the code.
        var program: Address?
    }

    /// By token account address.
    let accounts: [Address: Destination]

    init(_ policy: DepositPolicy) {
        let programs = policy.programs.map { OperatorProgram($0.id) }
        let holders = Dictionary(
            uniqueKeysWithValues: policy.depositAddresses.map { owner, code in
                let holder = programs.first { $0.authority(of: .code(code)).address == owner }
                return (owner, holder?.address)
            })
        var accounts: [Address: Destination] = [:]
        for asset in policy.treasury.assets {
            accounts[policy.treasury.tokenAccount(for: asset)] = Destination(
                asset: asset, owner: policy.treasury.owner, code: nil)
            for (owner, code) in policy.depositAddresses {
                let account = AssociatedTokenAccount.find(
                    owner: owner, mint: asset.mint, tokenProgram: asset.tokenProgram)
                accounts[account.address] = Destination(
                    asset: asset, owner: owner, code: code, program: holders[owner] ?? nil)
            }
        }
        self.accounts = accounts
    }

    subscript(account: Address) -> Destination? { accounts[account] }
}
