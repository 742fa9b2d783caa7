internal import DepositProgram
internal import SolanaCodec

/// R16: a deposit that names no code is credited to the account that its transfer's authority has
/// signed for. A claim never overrides a code, and nobody but the authority can make one.
///
/// Collects what is found about one claim over the transfers of one transaction.
struct R16Claim: Sendable {
    /// The claim.
    private let wallet: WalletClaim?
    /// Whether the caller says that the deposit is somebody's.
    private let isClaimed: Bool
    private let account: Account?
    private let genesis: Blockhash
    private let signature: Signature
    /// Whether the claim is for this gateway, in a form that can be signed.
    private let isForUs: Bool
    /// Transfers that the claim was compared with.
    private var looks = 0
    private var found: Set<Standing> = []

    /// Whom the claim names.
    enum Account: Hashable, Sendable {
        case code(DepositCode)
        case agent(String)
    }

    /// How the claim stands to a transfer without a code.
    private enum Standing: Hashable {
        /// Its authority signed for it.
        case signed
        /// The same, and it was credited to somebody else before.
        case taken
        /// Somebody else who took part signed for it.
        case wrongSigner
        /// Nobody who took part signed for it.
        case unsigned
    }

    /// The most transfers that a claim is compared with. Wallets make one; each further one costs
    /// some signatures to verify for every signer.
    static let mostLooks = 16

    init(
        _ claim: Verifier.Claim, gateway: String?, of signature: Signature, _ policy: DepositPolicy
    ) {
        // Without a gateway nobody can tell for whom a claim was made: it counts for nothing.
        wallet = gateway == nil ? nil : claim.wallet
        isClaimed = claim.code != nil || claim.wallet != nil
        account = claim.wallet.map { Account($0.account, policy) }
        genesis = policy.treasury.cluster.genesis
        self.signature = signature
        isForUs =
            wallet.map { wallet in
                gateway.map { $0.utf8.elementsEqual(wallet.gateway.utf8) } ?? false
            } ?? false
    }

    // MARK: What the books are asked

    var code: DepositCode? {
        if case .code(let code) = account { code } else { nil }
    }

    var agent: String? {
        if case .agent(let agent) = account { agent } else { nil }
    }

    // MARK: Judging

    /// The code that a transfer without one is credited to, by the claim; or what is to be said of it.
    mutating func attribute(
        _ arrival: Arrival, in view: TransactionView, facts: LedgerFacts
    ) -> Result<DepositCode, R13OneCode.Objection> {
        guard wallet != nil else {
            let reason = isClaimed ? Reason.claimRequired : .unattributed
            return .failure(R13OneCode.Objection(reason, .claim))
        }
        guard isSigned(arrival, in: view) else {
            return .failure(R13OneCode.Objection(.unattributed, .claim))
        }
        found.insert(.signed)
        guard let record = record(in: facts) else {
            return .failure(R13OneCode.Objection(.unknownCode, .claim, code: code))
        }
        guard record.isActive else {
            return .failure(R13OneCode.Objection(.codeInactive, .codeState, code: record.code))
        }
        return .success(record.code)
    }

    /// Looks at a transfer without a code that was credited before, to `owner`.
    mutating func consider(
        _ arrival: Arrival, creditedTo owner: DepositCode, in view: TransactionView,
        facts: LedgerFacts
    ) {
        guard wallet != nil, isSigned(arrival, in: view) else { return }
        found.insert(owns(owner, facts) ? .signed : .taken)
    }

    /// What the claimant is told, if not what becomes of the money.
    var objection: Finding? {
        if found.contains(.signed) { return nil }
        if found.contains(.taken) { return Finding(.alreadyClaimed, .once) }
        if found.contains(.wrongSigner) { return Finding(.claimWrongSigner, .claim) }
        return found.contains(.unsigned) ? Finding(.claimInvalid, .claim) : nil
    }

    /// Whether a code belongs to the account that a claim names.
    func owns(_ code: DepositCode, _ facts: LedgerFacts) -> Bool {
        let owner = facts.codes[code]?.agent ?? ""
        switch account {
        case .code(let own):
            // Without books nobody has a name.
            return code == own || (!owner.isEmpty && owner == facts.codes[own]?.agent)
        case .agent(let agent): return owner == agent || facts.agents[agent]?.code == code
        case nil: return false
        }
    }

    // MARK: Details

    /// The code to credit; that of an agent is his oldest active one.
    private func record(in facts: LedgerFacts) -> CodeRecord? {
        switch account {
        case .code(let code): facts.codes[code]
        case .agent(let agent): facts.agents[agent]
        case nil: nil
        }
    }

    /// Whether the transfer's authority signed the claim. If not, notes who did.
    ///
    /// Who did not sign the transaction cannot speak for the money: a program's address has no key,
    /// and that of a multisignature account, which may have one, is not what moved it.
    private mutating func isSigned(_ arrival: Arrival, in view: TransactionView) -> Bool {
        let authority = arrival.transfer.authority
        guard let wallet, view.isSigner(authority), looks < Self.mostLooks else { return false }
        looks += 1
        let deposit = DepositID(genesis: genesis, signature: signature, path: arrival.path)
        guard isForUs else {
            found.insert(.unsigned)
            return false
        }
        if wallet.isSigned(for: deposit, by: authority) { return true }
        let owner = R11ForeignSource.owner(of: arrival.transfer.source, in: view)
        let others = Set(Array(view.transaction.signerAddresses) + [owner].compactMap { $0 })
        let isAnothers = others.subtracting([authority]).contains {
            wallet.isSigned(for: deposit, by: $0)
        }
        found.insert(isAnothers ? .wrongSigner : .unsigned)
        return false
    }
}

extension R16Claim.Account {
    /// What reads as a code is one: no agent's name can stand for another's code.
    init(_ text: String, _ policy: DepositPolicy) {
        let code = DepositCode(parsing: text, allowingLegacy: policy.acceptsLegacyCodes)
        self = code.map(Self.code) ?? .agent(text)
    }
}
