internal import DepositProgram
internal import SolanaCodec

/// The accounts that a refund touches, as the chain shows them, checked.
extension RefundPlanner {
    /// What was read at once.
    struct Accounts {
        var mint: AccountInfo?
        /// The account that received the deposit.
        var received: AccountInfo?
        /// The account that the deposit came from.
        var destination: AccountInfo?
        var feePayer: AccountInfo?
        var treasury: AccountInfo?
        var receipt: AccountInfo?
        /// The newest memo program of the cluster.
        var memoProgram: Address
        var nonce: AccountInfo?
    }

    /// The token account that pays.
    struct Source {
        var address: Address
        var amount: UInt64
    }

    func accounts(of deposit: DepositRecord, receipt: Address) async throws -> Accounts {
        let found = try await client.getMultipleAccounts(
            [
                deposit.mint, deposit.destination, deposit.source, feePayer, treasury, receipt,
                Programs.memoV4,
            ] + [nonceAccount].compactMap(\.self), commitment: .confirmed
        ).value
        guard found.count >= 7 else { throw RefundError.wrongMint("no answer") }
        return Accounts(
            mint: found[0], received: found[1], destination: found[2], feePayer: found[3],
            treasury: found[4], receipt: found[5],
            memoProgram: found[6]?.isExecutable == true ? Programs.memoV4 : Programs.memoV3,
            nonce: found.count > 7 ? found[7] : nil)
    }

    func checkMint(
        _ account: AccountInfo?, _ deposit: DepositRecord
    ) throws(RefundError) -> (state: MintState, program: Address) {
        guard let account, Programs.isToken(account.owner),
            let mint = try? MintState(decoding: account.data), mint.isInitialized
        else { throw .wrongMint("the cluster has no such mint") }
        guard mint.decimals == deposit.decimals else {
            throw .wrongMint("it has \(mint.decimals) decimals, the books say \(deposit.decimals)")
        }
        for entry in mint.extensions {
            switch try? entry.decoded() {
            case .transferHook(_, .some(let hook)):
                throw .wrongMint(
                    "each transfer runs program \(hook), which may need accounts of its own")
            case .pausable(_, isPaused: true): throw .wrongMint("its issuer has paused it")
            case .nonTransferable: throw .wrongMint("its tokens cannot be transferred")
            default: break
            }
        }
        return (mint, account.owner)
    }

    /// The account that received, if the treasury's wallet owns it; else, for money that came in
    /// through a vault or deposit address, the treasury's own account for the token.
    func source(
        _ accounts: Accounts, _ deposit: DepositRecord, program: Address
    ) async throws -> Source {
        guard !(accounts.treasury.map { Programs.isToken($0.owner) } ?? false) else {
            throw RefundError.wrongSource(
                treasury,
                "the treasury is a token account or a multisignature account, "
                    + "which signs in another way")
        }
        if let source = try checkSource(
            accounts.received, at: deposit.destination, deposit, program)
        {
            return source
        }
        let home = AssociatedTokenAccount.find(
            owner: treasury, mint: deposit.mint, tokenProgram: program
        ).address
        let account = try await client.getAccountInfo(home, commitment: .confirmed).value
        guard let source = try checkSource(account, at: home, deposit, program) else {
            throw RefundError.wrongSource(
                deposit.destination,
                "neither it nor \(home) is an account of the token that \(treasury) owns")
        }
        return source
    }

    /// - Returns: `nil` for an account that is not the treasury's.
    private func checkSource(
        _ account: AccountInfo?, at address: Address, _ deposit: DepositRecord, _ program: Address
    ) throws(RefundError) -> Source? {
        guard let account, account.owner == program,
            let state = try? TokenAccountState(decoding: account.data),
            state.mint == deposit.mint, state.owner == treasury
        else { return nil }
        guard state.status == .initialized else { throw .wrongSource(address, "it is frozen") }
        let isGuarded = state.extensions.contains {
            (try? $0.decoded()) == .cpiGuard(isLocked: true)
        }
        guard !isGuarded || Ed25519.isOnCurve(treasury) else {
            throw .wrongSource(address, "its CPI guard stops the program that owns the treasury")
        }
        return Source(address: address, amount: state.amount.rawValue)
    }

    func checkDestination(
        _ account: AccountInfo?, _ deposit: DepositRecord, program: Address
    ) throws(RefundError) -> TokenAccountState {
        // Lamports at an address of the System program are no token account.
        guard let account, account.owner != Programs.system else {
            throw .wrongDestination(
                deposit.source, "it is closed; its owner must open it again before he can be paid")
        }
        guard account.owner == program,
            let state = try? TokenAccountState(decoding: account.data), state.mint == deposit.mint
        else { throw .wrongDestination(deposit.source, "it is no account of this token") }
        guard state.owner != treasury else {
            throw .wrongDestination(deposit.source, "the treasury itself owns it")
        }
        guard state.status == .initialized else {
            throw .wrongDestination(deposit.source, "it is frozen")
        }
        return state
    }
}

extension MintState {
    /// Whether less may arrive than was sent.
    var takesFee: Bool { extensions.contains { $0.type == .transferFeeConfig } }
}
