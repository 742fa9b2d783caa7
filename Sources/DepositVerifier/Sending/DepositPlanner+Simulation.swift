internal import DepositProgram
internal import SolanaCodec

/// What the very transaction would do to every account that it could take something from.
extension DepositPlanner {
    /// - Returns: the compute units that it used.
    /// - Throws: `PlanError.simulationFailed`, `.unexpectedEffect`; `RPCError`.
    func simulate(_ plan: DepositPlan) async throws -> UInt64 {
        let request = plan.request
        let transaction = try plan.compile(recentBlockhash: Blockhash(FixedBytes(repeating: 0)))
        let destination = treasury.tokenAccount(for: asset)
        // A program that is given a signature could use it for more than the deposit.
        let wallets = Self.wallets(request)
        let before = try await client.getMultipleAccounts(
            [destination] + (wallets.isEmpty ? [] : [request.source] + wallets),
            commitment: .confirmed
        ).value
        let simulation = try await client.simulateTransaction(
            transaction.encoded, commitment: .confirmed, replaceRecentBlockhash: true,
            accounts: [request.source, destination] + wallets
        ).value
        if let errJSON = simulation.errJSON {
            throw PlanError.simulationFailed(errJSON: errJSON, logs: simulation.logs ?? [])
        }
        let after = simulation.accounts ?? []
        try checkTransfer(plan, received: before.first ?? nil, after: after)
        if !wallets.isEmpty {
            try Self.checkRest(plan, before: Array(before.dropFirst()), after: after)
        }
        let units = simulation.unitsConsumed ?? UInt64(Self.probeUnits)
        guard units <= Self.unitsOfTransaction else {
            throw PlanError.unexpectedEffect("it would use more compute units than there are")
        }
        return units
    }

    /// The wallets whose signatures a program is given; none for a plain transfer.
    private static func wallets(_ request: DepositRequest) -> [Address] {
        guard request.program != nil else { return [] }
        return request.feePayer == request.authority
            ? [request.feePayer] : [request.feePayer, request.authority]
    }

    private func checkTransfer(
        _ plan: DepositPlan, received: AccountInfo?, after: [AccountInfo?]
    ) throws(PlanError) {
        let amounts = after.prefix(2).map(Self.tokens)
        guard amounts.count == 2, let source = amounts[0], let target = amounts[1] else {
            throw .unexpectedEffect("a token account is missing afterwards")
        }
        guard source == plan.tokenBalance - plan.request.amount else {
            throw .unexpectedEffect("the payer's account would not pay exactly that")
        }
        let (sum, overflow) = (received.flatMap(Self.tokens) ?? 0)
            .addingReportingOverflow(plan.request.amount)
        guard !overflow, target == sum else {
            throw .unexpectedEffect("the treasury would not receive exactly that")
        }
    }

    /// Nothing of the payer's token account but its amount may change, and nothing but fee and rent
    /// may leave the wallets.
    ///
    /// - Parameter before: the payer's token account, and the wallets.
    /// - Parameter after: the payer's token account, the treasury's, and the wallets.
    private static func checkRest(
        _ plan: DepositPlan, before: [AccountInfo?], after: [AccountInfo?]
    ) throws(PlanError) {
        let states = [before.first ?? nil, after.first ?? nil].map { account in
            account.flatMap { try? TokenAccountState(decoding: $0.data) }
        }
        guard var old = states[0], let new = states[1] else {
            throw .unexpectedEffect("the payer's account would be gone")
        }
        old.amount = new.amount
        guard old == new else {
            throw .unexpectedEffect("the payer's account would change hands")
        }
        var allowed = plan.fee.rawValue.addingReportingOverflow(plan.rent.rawValue).partialValue
        for (old, new) in zip(before.dropFirst(), after.dropFirst(2)) {
            let (had, has) = (old?.lamports.rawValue ?? 0, new?.lamports.rawValue ?? 0)
            guard old?.owner ?? Programs.system == new?.owner ?? Programs.system,
                has >= had - min(had, allowed)
            else { throw .unexpectedEffect("it would take SOL beyond fee and rent") }
            // Only the first wallet pays.
            allowed = 0
        }
    }

    private static func tokens(_ account: AccountInfo?) -> UInt64? {
        account.flatMap { try? TokenAccountState(decoding: $0.data) }?.amount.rawValue
    }
}
