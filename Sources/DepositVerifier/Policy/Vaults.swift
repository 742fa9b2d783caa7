public import DepositProgram
internal import SolanaCodec

/// A vault of a pinned deposit program. Its only exit is the treasury.
struct Vault: Hashable, Sendable {
    var program: OperatorProgram
    var name: VaultName
    /// Whether policy or books know it. Others are known by this transaction alone, so nobody looked
    /// at what arrived there earlier.
    var isRegistered = false

    /// Whether it is that of a depositor's account, not of a code.
    var isDepositors: Bool {
        if case .depositAccount = name { true } else { false }
    }
}

/// How vaults of pinned programs become known: no list of a policy can name those of every code.
///
/// The books, the calls of the transaction and the chain only propose whose vault an address is. Each
/// proposal is derived anew with the canonical bump, so a wrong one finds nothing.
enum Vaults {
    /// The vaults that a transaction has to do with, by the address of their authority.
    static func known(
        in view: TransactionView, _ policy: DepositPolicy, _ facts: LedgerFacts,
        _ surroundings: Surroundings
    ) -> [Address: Vault] {
        guard !policy.programs.isEmpty else { return [:] }
        var vaults: [Address: Vault] = [:]
        func propose(_ name: VaultName, of program: Address, at address: Address? = nil) {
            let program = OperatorProgram(program)
            let authority = program.authority(of: name).address
            guard address ?? authority == authority, vaults[authority] == nil else { return }
            vaults[authority] = Vault(program: program, name: name)
        }
        for key in keys(in: view, policy) {
            guard let code = facts.references[key] else { continue }
            propose(.code(code), of: key.treasuryAccount, at: key.reference)
            vaults[key.reference]?.isRegistered = true
        }
        for (program, name) in ProgramCalls.vaultNames(in: view, policy) {
            propose(name, of: program)
        }
        for (address, record) in surroundings.records
        where policy.programs.contains(where: { $0.id == record.program }) {
            // Other layouts are those of the program that came before.
            guard case .account(let account) = record.content, let code = account.code else {
                continue
            }
            propose(
                .depositAccount(code, owner: account.owner), of: record.program, at: address)
        }
        return vaults
    }

    /// The keys under which the books may hold a code's vault: the program, and an address that has
    /// to do with the transaction.
    static func keys(
        in view: TransactionView, _ policy: DepositPolicy
    ) -> Set<CodeReference.Key> {
        guard !policy.programs.isEmpty else { return [] }
        var owners = view.tokenOwners
        if policy.knownAssets.contains(Programs.system) {
            owners.formUnion(R8Asset.nativeTransfers(in: view).map(\.destination))
        }
        return Set(
            Set(policy.programs.map(\.id)).flatMap { program in
                owners.map { CodeReference.Key(treasuryAccount: program, reference: $0) }
            })
    }
}

extension CodeReference {
    /// Everything under which a deposit may carry one of these codes: its references at the treasury's
    /// token accounts, and its vaults at the pinned programs.
    ///
    /// The key of a vault names the program in place of a treasury account, and the vaults' authority
    /// in place of a reference: what the books keep, so that a payment into a vault is known by its
    /// address.
    public static func all(
        of codes: [DepositCode], under policy: DepositPolicy
    ) -> [CodeReference] {
        let treasury = policy.treasury
        let accounts = treasury.assets.map(treasury.tokenAccount)
        let programs = Set(policy.programs.map(\.id)).sorted().map(OperatorProgram.init)
        return codes.flatMap { code in
            let references = accounts.map { account in
                Key(
                    treasuryAccount: account,
                    reference: Treasury.reference(
                        for: code, tokenAccount: account, genesis: treasury.cluster.genesis))
            }
            let vaults = programs.map { program in
                Key(
                    treasuryAccount: program.address,
                    reference: program.authority(of: .code(code)).address)
            }
            return (references + vaults).map { CodeReference(key: $0, code: code) }
        }
    }
}
