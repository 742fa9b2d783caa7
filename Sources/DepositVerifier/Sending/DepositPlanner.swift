public import DepositProgram
public import SolanaCodec

/// Checks a deposit against the chain before anything is signed: cluster, mint, balances, accounts,
/// fees, and a simulation of the very transaction.
public struct DepositPlanner: Sendable {
    /// How much is deposited.
    public enum Amount: Hashable, Sendable {
        /// This many base units.
        case units(UInt64)
        /// Everything that the wallet's account holds.
        case all
    }

    /// What a compute unit is worth to the payer.
    public enum UnitPrice: Hashable, Sendable {
        /// This many micro-lamports.
        case fixed(UInt64)
        /// What recent transactions on the same accounts have paid.
        case recent
    }

    /// What the payer wants.
    public struct Wishes: Sendable {
        /// How much.
        public var amount: Amount
        /// Whose credit.
        public var code: DepositCode
        /// Whose tokens.
        public var authority: Address
        /// Who pays the fee.
        public var feePayer: Address
        /// The wire format.
        public var version = Message.Version.v0
        /// The price of a compute unit.
        public var unitPrice = UnitPrice.recent
        /// Compute units; `nil` takes the simulation's need and a tenth more.
        public var unitLimit: UInt32?
        /// The most that is paid for priority: 100,000 lamports unless said otherwise.
        public var priorityFeeLimit = Lamports(100_000)
        /// One more memo.
        public var remark: String?
        /// The program that makes the transfer; `nil` for a plain transfer.
        public var program: OperatorProgram?
        /// What the program must be; without it, its word is taken.
        public var pin: DepositPolicy.PinnedProgram?

        /// Wishes with the usual settings.
        public init(amount: Amount, code: DepositCode, authority: Address, feePayer: Address) {
            self.amount = amount
            self.code = code
            self.authority = authority
            self.feePayer = feePayer
        }
    }

    /// The endpoint that is asked.
    public let client: RPCClient
    /// Who receives.
    public let treasury: Treasury
    /// Which token.
    public let asset: Asset

    /// A planner for one token of a treasury.
    public init(client: RPCClient, treasury: Treasury, asset: Asset) {
        self.client = client
        self.treasury = treasury
        self.asset = asset
    }

    /// The feature that makes a cluster know version 1. Source: SIMD-0385.
    public static let v1Feature: Address = "txv1aq4pp281K9um3tnPgkfX8UqtFT6wcVW3hNezGLL"
    static let featureProgram: Address = "Feature111111111111111111111111111111111111"
    /// Units that the simulation may use: several times what a deposit needs.
    static let probeUnits: UInt32 = 200_000
    /// The most units that a transaction may use. Source: agave `MAX_COMPUTE_UNIT_LIMIT`.
    static let unitsOfTransaction: UInt64 = 1_400_000
    /// Lamports for each signature. Source: Solana docs, "Fees".
    static let signatureFee: UInt64 = 5_000

    /// Checks that an endpoint serves `cluster`.
    ///
    /// - Throws: `PlanError.wrongCluster`, `RPCError`.
    public static func check(_ client: RPCClient, serves cluster: Cluster) async throws {
        let found = Cluster(genesis: try await client.getGenesisHash())
        guard found == cluster else {
            throw PlanError.wrongCluster(
                expected: cluster, found: found, operatorName: client.operatorName)
        }
    }

    /// The plan for `wishes`.
    ///
    /// Plans anew if another transfer came between its reads of the chain, the payer's own
    /// earlier deposit for example.
    ///
    /// - Throws: `PlanError`, `RPCError`.
    public func plan(_ wishes: Wishes) async throws -> DepositPlan {
        for _ in 1..<Self.attempts {
            do {
                return try await planOnce(wishes)
            } catch PlanError.unexpectedEffect {
                continue
            }
        }
        return try await planOnce(wishes)
    }

    /// How often a simulation with an unexpected effect is tried before it is believed.
    private static let attempts = 3

    private func planOnce(_ wishes: Wishes) async throws -> DepositPlan {
        if wishes.version == .v1 { try await checkV1() }
        var request = DepositRequest(
            treasury: treasury, asset: asset, code: wishes.code, amount: 0,
            authority: wishes.authority, feePayer: wishes.feePayer, program: wishes.program)
        let image = try await image(of: wishes)
        let accounts = try await accounts(of: request)
        request.amount = try accounts.amount(wishes.amount)
        var plan = DepositPlan(
            request: request, version: wishes.version,
            budget: ComputeBudget(unitLimit: wishes.unitLimit ?? Self.probeUnits, unitPrice: 0),
            createsTreasuryAccount: !accounts.hasTreasuryAccount,
            memoProgram: accounts.memoProgram, remark: wishes.remark,
            tokenBalance: accounts.tokenBalance, lamports: accounts.lamports, fee: Lamports(0),
            rent: try await rent(accounts), unitsConsumed: 0, image: image)
        plan.fee = Lamports(Self.signatureFee * (wishes.feePayer == wishes.authority ? 1 : 2))
        try await checkLamports(plan)
        plan.unitsConsumed = try await simulate(plan)
        plan.budget = try await budget(wishes, plan)
        let priority = plan.budget.priorityFee.map { Lamports($0) } ?? Lamports(.max)
        guard priority <= wishes.priorityFeeLimit else {
            throw PlanError.priorityFeeTooHigh(priority, limit: wishes.priorityFeeLimit)
        }
        let (fee, overflow) = plan.fee.rawValue.addingReportingOverflow(priority.rawValue)
        // Nobody holds more lamports than 64 bits can say.
        plan.fee = Lamports(overflow ? .max : fee)
        try await checkLamports(plan)
        return plan
    }

    /// The program's code, checked against what the policy pins before anything else is done.
    private func image(of wishes: Wishes) async throws -> ProgramImage? {
        guard let program = wishes.program else { return nil }
        do {
            let image = try await client.getProgramImage(program.address, commitment: .confirmed)
            if let objection = wishes.pin.flatMap(image.objection) {
                throw PlanError.wrongProgram(objection)
            }
            return image
        } catch let error as ProgramImageError {
            throw PlanError.wrongProgram(error.text)
        }
    }

    private func checkV1() async throws {
        let feature = try await client.getAccountInfo(Self.v1Feature, commitment: .finalized)
        // A feature account holds an optional slot: 1 and the slot of its activation.
        guard let account = feature.value, account.owner == Self.featureProgram,
            account.data.first == 1
        else { throw PlanError.versionUnavailable }
    }

    // MARK: Fees

    private func rent(_ accounts: DepositAccounts) async throws -> Lamports {
        guard !accounts.hasTreasuryAccount else { return Lamports(0) }
        let size = TokenAccountState.size + DepositAccounts.extensionBytes(asset.tokenProgram)
        return try await client.getMinimumBalanceForRentExemption(dataLength: UInt64(size))
    }

    private func checkLamports(_ plan: DepositPlan) async throws {
        let (needed, overflow) = plan.fee.rawValue.addingReportingOverflow(plan.rent.rawValue)
        guard !overflow, needed <= plan.lamports.rawValue else {
            throw PlanError.insufficientLamports(
                needed: Lamports(overflow ? .max : needed), available: plan.lamports)
        }
        let left = plan.lamports.rawValue - needed
        guard left > 0 else { return }
        let minimum = try await client.getMinimumBalanceForRentExemption(dataLength: 0)
        guard left >= minimum.rawValue else {
            throw PlanError.feePayerBelowRent(left: Lamports(left), minimum: minimum)
        }
    }

    private func budget(_ wishes: Wishes, _ plan: DepositPlan) async throws -> ComputeBudget {
        // A tenth more than the simulation used, because the state may change until it lands.
        let used = min(plan.unitsConsumed, Self.unitsOfTransaction)
        let needed = min(used + used / 10 + 1, Self.unitsOfTransaction)
        let limit = wishes.unitLimit ?? UInt32(clamping: needed)
        switch wishes.unitPrice {
        case .fixed(let price): return ComputeBudget(unitLimit: limit, unitPrice: price)
        case .recent:
            let recent = try await recentPrice(plan.request)
            let (most, tooMuch) = wishes.priorityFeeLimit.rawValue
                .multipliedReportingOverflow(by: 1_000_000)
            let cap = tooMuch ? UInt64.max : most / UInt64(Swift.max(1, limit))
            return ComputeBudget(unitLimit: limit, unitPrice: Swift.min(recent, cap))
        }
    }

    /// What three of four recent transactions on the same accounts did not exceed.
    private func recentPrice(_ request: DepositRequest) async throws -> UInt64 {
        let fees: [PrioritizationFee]
        do {
            fees = try await client.getRecentPrioritizationFees(
                [request.source, treasury.tokenAccount(for: asset)])
        } catch let error as RPCError {
            // An endpoint that does not offer the method is no reason not to deposit.
            guard case .server = error.code else { throw error }
            return 0
        }
        let prices = fees.map(\.microLamportsPerUnit).sorted()
        return prices.isEmpty ? 0 : prices[prices.count * 3 / 4]
    }
}
