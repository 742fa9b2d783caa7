public import DepositProgram
public import SolanaCodec

/// Finds what lies in the vaults of the deposit program, and plans its way to the treasury.
public struct SweepPlanner: Sendable {
    /// The endpoint that is asked.
    public let client: RPCClient
    /// The program.
    public let program: OperatorProgram
    /// The wallet that receives.
    public let treasury: Address
    /// Who pays the fee.
    public let feePayer: Address
    /// Whether SOL is swept too.
    public let sweepsLamports: Bool
    /// The price of a compute unit in micro-lamports.
    public let unitPrice: UInt64

    /// A planner for the vaults of one program.
    public init(
        client: RPCClient, program: OperatorProgram, treasury: Address, feePayer: Address,
        sweepsLamports: Bool = false, unitPrice: UInt64 = 0
    ) {
        self.client = client
        self.program = program
        self.treasury = treasury
        self.feePayer = feePayer
        self.sweepsLamports = sweepsLamports
        self.unitPrice = unitPrice
    }

    /// Units that the simulation may use.
    private static let probeUnits: UInt32 = 400_000
    /// The most accounts of one vault: its tokens, and those nested under them.
    private static let mostTokens = 8

    /// The program and decimals of mints, as the chain shows them.
    ///
    /// - Throws: `PlanError.wrongMint` for an address that is no mint; `RPCError`.
    public func tokens(_ mints: [Address]) async throws -> [SweptToken] {
        guard mints.count <= Self.mostTokens else {
            throw PlanError.wrongMint("at most \(Self.mostTokens) at once")
        }
        guard !mints.isEmpty else { return [] }
        let found = try await client.getMultipleAccounts(mints, commitment: .confirmed).value
        return try zip(mints, found).map { mint, account in
            guard let account, Programs.isToken(account.owner),
                let state = try? MintState(decoding: account.data), state.isInitialized
            else { throw PlanError.wrongMint("\(mint) is none") }
            return SweptToken(mint: mint, program: account.owner, decimals: state.decimals)
        }
    }

    /// What there is to sweep of `name`; `nil` if there is nothing.
    ///
    /// - Throws: `PlanError`, `RPCError`.
    public func plan(_ name: VaultName, _ tokens: [SweptToken]) async throws -> SweepPlan? {
        let authority = program.authority(of: name).address
        let holdings = try await holdings(of: authority, tokens)
        var plan = SweepPlan(
            name: name, program: program, authority: authority, treasury: treasury, moves: [],
            creations: [], feePayer: feePayer,
            budget: ComputeBudget(unitLimit: Self.probeUnits, unitPrice: 0), fee: Lamports(0),
            rent: Lamports(0), unitsConsumed: 0)
        plan.moves = moves(tokens, authority, holdings)
        if sweepsLamports, let lamports = sweepable(holdings.authority) {
            plan.moves.append(.lamports(lamports))
        }
        guard !plan.moves.isEmpty else { return nil }
        plan.creations = creations(plan.moves, authority, holdings)
        try await price(&plan)
        return plan
    }

    // MARK: What there is

    private struct Holdings {
        var authority: AccountInfo?
        var feePayer = Lamports(0)
        /// What token accounts hold, those that exist.
        var amounts: [Address: UInt64] = [:]
    }

    private func holdings(
        of authority: Address, _ tokens: [SweptToken]
    ) async throws -> Holdings {
        let vaults = tokens.map { $0.account(of: authority) }
        let nested = zip(tokens, vaults).flatMap { token, vault in
            tokens.filter { $0.program == token.program }.map { ($0, $0.account(of: vault)) }
        }
        let accounts =
            zip(tokens, vaults).map { ($0, $1) } + nested
            + tokens.map { ($0, $0.account(of: treasury)) }
        // At most 8 + 64 + 8 accounts and these two: fewer than a node answers at once.
        let found = try await client.getMultipleAccounts(
            [authority, feePayer] + accounts.map(\.1), commitment: .confirmed
        ).value
        var holdings = Holdings(
            authority: found.first ?? nil,
            feePayer: (found.dropFirst().first ?? nil)?.lamports ?? Lamports(0))
        for ((token, address), info) in zip(accounts, found.dropFirst(2)) {
            guard let info, info.owner == token.program,
                let state = try? TokenAccountState(decoding: info.data), state.mint == token.mint
            else { continue }
            holdings.amounts[address] = state.amount.rawValue
        }
        return holdings
    }

    private func moves(
        _ tokens: [SweptToken], _ authority: Address, _ holdings: Holdings
    ) -> [SweepPlan.Move] {
        var recoveries: [SweepPlan.Move] = []
        var sweeps: [SweepPlan.Move] = []
        for token in tokens {
            let vault = token.account(of: authority)
            var sum = UInt128(holdings.amounts[vault] ?? 0)
            for outer in tokens where outer.program == token.program {
                let account = token.account(of: outer.account(of: authority))
                guard let amount = holdings.amounts[account], amount > 0 else { continue }
                recoveries.append(
                    .nested(account: account, token, under: outer, amount: amount))
                sum += UInt128(amount)
            }
            // No mint has more than 2^64 - 1 base units.
            if sum > 0 {
                sweeps.append(.tokens(vault: vault, token, amount: UInt64(clamping: sum)))
            }
        }
        return recoveries + sweeps
    }

    /// What of the authority's lamports may leave: all of them, but none of a deposit account, whose
    /// owner gets them when he closes it.
    private func sweepable(_ account: AccountInfo?) -> Lamports? {
        guard let account, account.data.isEmpty, account.lamports.rawValue > 0 else { return nil }
        return account.lamports
    }

    private func creations(
        _ moves: [SweepPlan.Move], _ authority: Address, _ holdings: Holdings
    ) -> [SweepPlan.Creation] {
        var creations: [SweepPlan.Creation] = []
        func need(_ owner: Address, _ token: SweptToken) {
            let creation = SweepPlan.Creation(owner: owner, token: token)
            guard holdings.amounts[token.account(of: owner)] == nil, !creations.contains(creation)
            else { return }
            creations.append(creation)
        }
        for move in moves {
            switch move {
            case .nested(_, let token, let outer, _):
                need(authority, token)
                need(authority, outer)
            case .tokens(_, let token, _): need(treasury, token)
            case .lamports: break
            }
        }
        return creations
    }

    // MARK: What it costs

    private func price(_ plan: inout SweepPlan) async throws {
        for creation in plan.creations {
            let size =
                TokenAccountState.size + DepositAccounts.extensionBytes(creation.token.program)
            let rent = try await client.getMinimumBalanceForRentExemption(
                dataLength: UInt64(size))
            plan.rent = Lamports(
                plan.rent.rawValue.addingReportingOverflow(rent.rawValue).partialValue)
        }
        let used = try await simulate(plan)
        // A tenth more than the simulation used, because the state may change until it lands.
        plan.unitsConsumed = used
        plan.budget = ComputeBudget(
            unitLimit: UInt32(
                clamping: min(used + used / 10 + 1, DepositPlanner.unitsOfTransaction)),
            unitPrice: unitPrice)
        let (fee, overflow) = DepositPlanner.signatureFee.addingReportingOverflow(
            plan.budget.priorityFee ?? .max)
        plan.fee = Lamports(overflow ? .max : fee)
    }

    /// The compute units that it uses; what the treasury would receive must be what is shown.
    private func simulate(_ plan: SweepPlan) async throws -> UInt64 {
        let tokens = plan.moves.compactMap { move -> (SweptToken, UInt64)? in
            if case .tokens(_, let token, let amount) = move { (token, amount) } else { nil }
        }
        let accounts = tokens.map { $0.0.account(of: treasury) }
        let before =
            accounts.isEmpty
            ? [] : try await client.getMultipleAccounts(accounts, commitment: .confirmed).value
        let transaction = try plan.build(recentBlockhash: Blockhash(FixedBytes(repeating: 0)))
        let simulation = try await client.simulateTransaction(
            transaction.encoded, commitment: .confirmed, replaceRecentBlockhash: true,
            accounts: accounts
        ).value
        if let errJSON = simulation.errJSON {
            throw PlanError.simulationFailed(errJSON: errJSON, logs: simulation.logs ?? [])
        }
        let after = simulation.accounts ?? []
        guard after.count == accounts.count else {
            throw PlanError.unexpectedEffect("the treasury's accounts are missing afterwards")
        }
        for (index, (_, amount)) in tokens.enumerated() {
            let had = Self.amount(before[index]) ?? 0
            let has = Self.amount(after[index]) ?? 0
            // More may have come into the vault meanwhile.
            guard has >= had, has - had >= amount else {
                throw PlanError.unexpectedEffect("the treasury would not receive all of it")
            }
        }
        return min(
            simulation.unitsConsumed ?? UInt64(Self.probeUnits), DepositPlanner.unitsOfTransaction)
    }

    private static func amount(_ account: AccountInfo?) -> UInt64? {
        account.flatMap { try? TokenAccountState(decoding: $0.data) }?.amount.rawValue
    }
}
