internal import DepositProgram
internal import SolanaCodec

/// The accounts that a deposit touches, as the chain shows them, checked.
struct DepositAccounts {
    /// What the wallet's account holds, in base units.
    var tokenBalance: UInt64
    /// What the fee payer holds.
    var lamports: Lamports
    /// Whether the treasury's token account exists.
    var hasTreasuryAccount: Bool
    /// The newest memo program of the cluster.
    var memoProgram: Address

    /// Bytes beyond a plain token account: Token-2022 marks associated accounts as immutable.
    static func extensionBytes(_ tokenProgram: Address) -> Int {
        tokenProgram == Programs.token2022 ? 5 : 0
    }

    /// Addresses that belong to the cluster: nobody holds a key for them.
    static let knownPrograms: Set<Address> = [
        Programs.system, Programs.computeBudget, Programs.token, Programs.token2022,
        Programs.associatedToken, Programs.memoV1, Programs.memoV3, Programs.memoV4,
        Programs.addressLookupTable, Programs.recentBlockhashes, Programs.rentSysvar,
    ]

    func amount(_ wish: DepositPlanner.Amount) throws(PlanError) -> UInt64 {
        switch wish {
        case .all:
            guard tokenBalance > 0 else { throw .nothingToDeposit }
            return tokenBalance
        case .units(let units):
            guard units <= tokenBalance else {
                throw .insufficientTokens(needed: units, available: tokenBalance)
            }
            return units
        }
    }
}

extension DepositPlanner {
    func accounts(of request: DepositRequest) async throws -> DepositAccounts {
        let destination = treasury.tokenAccount(for: asset)
        let answer = try await client.getMultipleAccounts(
            [
                asset.mint, request.source, destination, request.feePayer, Programs.memoV4,
                treasury.owner,
            ], commitment: .confirmed)
        let found = answer.value
        guard found.count == 6 else { throw PlanError.wrongMint("no answer") }
        try checkMint(found[0])
        try checkOwner(found[5])
        let tokenBalance = try checkSource(found[1], request)
        try checkDestination(found[2], at: destination)
        return DepositAccounts(
            tokenBalance: tokenBalance, lamports: found[3]?.lamports ?? Lamports(0),
            hasTreasuryAccount: found[2].map { $0.owner == asset.tokenProgram } ?? false,
            memoProgram: found[4]?.isExecutable == true ? Programs.memoV4 : Programs.memoV3)
    }

    private func checkMint(_ account: AccountInfo?) throws(PlanError) {
        guard let account, account.owner == asset.tokenProgram,
            let mint = try? MintState(decoding: account.data), mint.isInitialized
        else { throw .wrongMint("the cluster has no such mint of this token program") }
        guard mint.decimals == asset.decimals else {
            throw .wrongMint("it has \(mint.decimals) decimals, not \(asset.decimals)")
        }
    }

    /// Refuses a treasury from which nobody could ever take the tokens.
    ///
    /// An account that does not exist yet and one that belongs to a program are both fine: a new
    /// wallet, and a vault.
    private func checkOwner(_ account: AccountInfo?) throws(PlanError) {
        guard treasury.owner != asset.mint else { throw .wrongTreasury("it is the mint") }
        guard !DepositAccounts.knownPrograms.contains(treasury.owner) else {
            throw .wrongTreasury("it is a program")
        }
        guard let account else { return }
        guard !account.isExecutable else { throw .wrongTreasury("it is a program") }
        guard !Programs.isToken(account.owner) else {
            throw .wrongTreasury("it is a mint or a token account, not a wallet")
        }
    }

    private func checkSource(
        _ account: AccountInfo?, _ request: DepositRequest
    ) throws(PlanError) -> UInt64 {
        guard let account, account.owner == asset.tokenProgram else {
            throw .noTokenAccount(request.source)
        }
        guard let state = try? TokenAccountState(decoding: account.data),
            state.mint == asset.mint
        else { throw .wrongSource("it is no account of this token") }
        guard state.owner == request.authority else {
            throw .wrongSource("it belongs to another wallet now")
        }
        guard state.status == .initialized else { throw .frozen(request.source) }
        return state.amount.rawValue
    }

    private func checkDestination(
        _ account: AccountInfo?, at address: Address
    ) throws(PlanError) {
        // Lamports at an address of the System program are no token account yet.
        guard let account, account.owner != Programs.system else { return }
        guard account.owner == asset.tokenProgram,
            let state = try? TokenAccountState(decoding: account.data),
            state.mint == asset.mint
        else { throw .wrongTreasuryAccount("it is no account of this token") }
        guard state.owner == treasury.owner else {
            throw .wrongTreasuryAccount("it belongs to another wallet now")
        }
        guard state.status == .initialized else { throw .frozen(address) }
    }
}
