internal import DepositProgram
public import SolanaCodec

/// Checks a refund against the chain before anything is decided: accounts, balances, fees, and a
/// simulation of the very transaction.
///
/// Who asks it must have the books say `refunding` before a transaction leaves the program. Nothing
/// more is needed against paying twice: of all transactions that it ever plans for one deposit and
/// one treasury the chain executes one at most (see `RefundReceipt`), so a plan may be made again
/// after a crash, by somebody else, or because the blockhash was too old when it was signed at last.
/// No look at the books, at a history or at the height of a block has to be right for that. That the
/// wallet stays the same is in the books, in the decision to refund.
public struct RefundPlanner: Sendable {
    /// The endpoint that is asked.
    public let client: RPCClient
    /// The wallet that pays and signs.
    public let treasury: Address
    /// Who pays the fee, and the rent of the receipt.
    public let feePayer: Address
    /// The nonce account whose nonce takes the place of a blockhash.
    public var nonceAccount: Address?
    /// The price of a compute unit in micro-lamports.
    public var unitPrice: UInt64

    /// A planner for the refunds of one treasury.
    public init(
        client: RPCClient, treasury: Address, feePayer: Address? = nil,
        nonceAccount: Address? = nil, unitPrice: UInt64 = 0
    ) {
        self.client = client
        self.treasury = treasury
        self.feePayer = feePayer ?? treasury
        self.nonceAccount = nonceAccount
        self.unitPrice = unitPrice
    }

    /// Units that the simulation may use: several times what a refund needs.
    static let probeUnits: UInt32 = 200_000
    /// How often a simulation with an unexpected effect is tried before it is believed: a deposit may
    /// have come between the reads of the chain.
    private static let attempts = 3

    /// The plan for sending back a deposit.
    ///
    /// - Throws: `RefundError`, `PlanError`, `RPCError`.
    public func plan(_ deposit: DepositRecord) async throws -> RefundPlan {
        for _ in 1..<Self.attempts {
            do {
                return try await planOnce(deposit)
            } catch PlanError.unexpectedEffect {
                continue
            }
        }
        return try await planOnce(deposit)
    }

    private func planOnce(_ deposit: DepositRecord) async throws -> RefundPlan {
        guard deposit.mint != Programs.system else { throw RefundError.notToken }
        guard let amount = deposit.amount else { throw RefundError.unknownAmount }
        guard deposit.source != deposit.destination, deposit.source != deposit.mint else {
            throw RefundError.noPayer
        }
        let subject = RefundMemo.Subject(signature: deposit.id.signature, path: deposit.id.path)
        let receipt = RefundReceipt(of: subject, genesis: deposit.id.genesis, treasury: treasury)
        let accounts = try await accounts(of: deposit, receipt: receipt.address)
        if accounts.receipt.map({ !$0.data.isEmpty }) ?? false {
            throw RefundError.paid(receipt: receipt.address)
        }
        let (mint, program) = try checkMint(accounts.mint, deposit)
        let source = try await source(accounts, deposit, program: program)
        guard source.amount >= amount else {
            throw RefundError.insufficientTokens(needed: amount, available: source.amount)
        }
        let destination = try checkDestination(accounts.destination, deposit, program: program)
        let former = try await formerOwner(of: deposit)
        if let former, former != destination.owner {
            throw RefundError.wrongDestination(
                deposit.source,
                "it belongs to \(destination.owner) now, and to \(former) when the deposit was made"
            )
        }
        let rent = try await client.getMinimumBalanceForRentExemption(
            dataLength: RefundReceipt.size)
        var plan = RefundPlan(
            request: RefundRequest(
                genesis: deposit.id.genesis, deposit: subject, treasury: treasury,
                source: source.address, destination: deposit.source, mint: deposit.mint,
                tokenProgram: program, decimals: mint.decimals, amount: amount,
                feePayer: feePayer, rent: rent), arriving: amount,
            recipient: destination.owner, isSameRecipient: former != nil,
            available: source.amount, memoProgram: accounts.memoProgram,
            budget: ComputeBudget(unitLimit: Self.probeUnits, unitPrice: 0), fee: Lamports(0),
            nonce: try nonce(accounts.nonce))
        let signatures = UInt64(plan.signers.count)
        plan.fee = Lamports(DepositPlanner.signatureFee * signatures)
        try await checkLamports(plan, accounts.feePayer?.lamports ?? Lamports(0))
        let effect = try await simulate(plan, takesFee: mint.takesFee)
        plan.arriving = effect.arriving
        plan.budget = ComputeBudget(unitLimit: effect.unitLimit, unitPrice: unitPrice)
        let (fee, overflow) = plan.fee.rawValue.addingReportingOverflow(
            plan.budget.priorityFee ?? .max)
        plan.fee = Lamports(overflow ? .max : fee)
        try await checkLamports(plan, accounts.feePayer?.lamports ?? Lamports(0))
        return plan
    }

    /// Who owned the account that paid when the deposit was made; `nil` if nobody remembers.
    private func formerOwner(of deposit: DepositRecord) async throws -> Address? {
        guard
            let answer = try await client.getTransaction(
                deposit.id.signature, commitment: .finalized),
            let meta = answer.meta, let transaction = try? R5Decoding.decode(answer.transaction),
            transaction.signature == deposit.id.signature,
            let accounts = try? R5Decoding.accounts(of: transaction.message, meta: meta)
        else { return nil }
        let tables = [meta.preTokenBalances, meta.postTokenBalances].compactMap {
            try? R5Decoding.table($0, accounts)
        }
        return tables.compactMap { $0[deposit.source]?.owner }.first
    }

    private func nonce(_ account: AccountInfo?) throws(RefundError) -> DurableNonce? {
        guard let address = nonceAccount else { return nil }
        guard let account, account.owner == Programs.system,
            let state = try? NonceState(decoding: account.data)
        else { throw .wrongNonce(address, "it is no nonce account") }
        guard let nonce = DurableNonce(account: address, state: state) else {
            throw .wrongNonce(address, "it holds no nonce that can be used")
        }
        return nonce
    }

    private func checkLamports(_ plan: RefundPlan, _ available: Lamports) async throws {
        let (needed, overflow) = plan.fee.rawValue.addingReportingOverflow(
            plan.request.rent.rawValue)
        guard !overflow, needed <= available.rawValue else {
            throw PlanError.insufficientLamports(
                needed: Lamports(overflow ? .max : needed), available: available)
        }
        let left = available.rawValue - needed
        guard left > 0 else { return }
        let minimum = try await client.getMinimumBalanceForRentExemption(dataLength: 0)
        guard left >= minimum.rawValue else {
            throw PlanError.feePayerBelowRent(left: Lamports(left), minimum: minimum)
        }
    }

    // MARK: Simulation

    /// What the very transaction would do; it must be what is shown and nothing else.
    private func simulate(
        _ plan: RefundPlan, takesFee: Bool
    ) async throws -> (arriving: UInt64, unitLimit: UInt32) {
        let request = plan.request
        let accounts = [request.source, request.destination, request.receipt.address]
        let before = try await client.getMultipleAccounts(accounts, commitment: .confirmed).value
        let transaction = try plan.build(recentBlockhash: Blockhash(FixedBytes(repeating: 0)))
        let simulation = try await client.simulateTransaction(
            transaction.encoded, commitment: .confirmed, replaceRecentBlockhash: true,
            accounts: accounts
        ).value
        if let errJSON = simulation.errJSON {
            throw PlanError.simulationFailed(errJSON: errJSON, logs: simulation.logs ?? [])
        }
        let after = simulation.accounts ?? []
        guard before.count == accounts.count, after.count == accounts.count,
            let had = Self.amount(before[0]), let has = Self.amount(after[0]),
            let old = Self.amount(before[1]), let new = Self.amount(after[1])
        else { throw PlanError.unexpectedEffect("accounts are missing") }
        guard had >= has, had - has == request.amount else {
            throw PlanError.unexpectedEffect("another amount would leave the treasury")
        }
        guard new > old, new - old <= request.amount, takesFee || new - old == request.amount
        else { throw PlanError.unexpectedEffect("another amount would arrive") }
        guard after[2].map({ $0.owner == RefundReceipt.owner && !$0.data.isEmpty }) ?? false
        else { throw PlanError.unexpectedEffect("nothing would keep it from being paid twice") }
        // A tenth more than the simulation used, because the state may change until it lands.
        let used = min(
            simulation.unitsConsumed ?? UInt64(Self.probeUnits), DepositPlanner.unitsOfTransaction)
        return (
            new - old,
            UInt32(clamping: min(used + used / 10 + 1, DepositPlanner.unitsOfTransaction))
        )
    }

    private static func amount(_ account: AccountInfo?) -> UInt64? {
        account.flatMap { try? TokenAccountState(decoding: $0.data) }?.amount.rawValue
    }
}
