internal import DepositProgram
internal import SolanaCodec

/// The token accounts where money for this gateway may arrive. Only these addresses count: who owns
/// some other account is never enough.
struct Destinations: Sendable {
    struct Destination: Hashable, Sendable {
        var asset: Asset
        /// Who must own the account, before and after.
        var owner: Address
        /// The treasury's own account for the asset: references of codes are made for it.
        var treasuryAccount: Address
        /// The code that the address itself stands for.
        var code: DepositCode?
        /// The vault that the owner is the authority of, if a pinned program holds what arrives.
        var vault: Vault?
    }

    /// By token account address.
    private(set) var accounts: [Address: Destination] = [:]
    /// Whose money it is at addresses that stand for a code: deposit addresses, vaults' authorities.
    private(set) var codes: [Address: DepositCode]
    private let treasury: Treasury

    /// The accounts that the policy itself names.
    init(_ policy: DepositPolicy) {
        treasury = policy.treasury
        codes = policy.depositAddresses
        let programs = Set(policy.programs.map(\.id)).map(OperatorProgram.init)
        for asset in treasury.assets {
            let account = treasury.tokenAccount(for: asset)
            accounts[account] = Destination(
                asset: asset, owner: treasury.owner, treasuryAccount: account)
        }
        for (owner, code) in policy.depositAddresses {
            let holder = programs.first { $0.authority(of: .code(code)).address == owner }
            add(owner, code: code, vault: holder.map { Vault(program: $0, name: .code(code)) })
        }
    }

    subscript(account: Address) -> Destination? { accounts[account] }

    /// Whether a wallet or an authority is the gateway's: the treasury, or one that stands for a code.
    func isOurs(_ owner: Address) -> Bool { owner == treasury.owner || codes[owner] != nil }

    /// Adds the accounts of vaults, by the address of their authority. What the policy says of an
    /// address stays; that it is a vault is added.
    mutating func add(_ vaults: [Address: Vault]) {
        for (authority, vault) in vaults {
            var vault = vault
            if codes[authority] != nil { vault.isRegistered = true }
            add(authority, code: codes[authority] ?? vault.name.code, vault: vault)
        }
    }

    private mutating func add(_ owner: Address, code: DepositCode, vault: Vault?) {
        codes[owner] = code
        for asset in treasury.assets {
            let account = AssociatedTokenAccount.find(
                owner: owner, mint: asset.mint, tokenProgram: asset.tokenProgram
            ).address
            accounts[account] = Destination(
                asset: asset, owner: owner, treasuryAccount: treasury.tokenAccount(for: asset),
                code: code, vault: vault)
        }
    }
}

extension Destinations.Destination {
    /// Whether it is an account of the treasury's own.
    var isTreasury: Bool { code == nil }
}
