internal import SolanaCodec

/// What the very transaction would do to those who receive and to the one who signs.
extension SweepPlanner {
    /// The compute units that it uses; what the treasury would receive must be what is shown.
    ///
    /// - Throws: `PlanError`, `RPCError`.
    func simulate(_ plan: SweepPlan) async throws -> UInt64 {
        let tokens = plan.moves.compactMap { move -> (SweptToken, UInt64)? in
            if case .tokens(_, let token, let amount) = move { (token, amount) } else { nil }
        }
        let accounts = tokens.map { $0.0.account(of: treasury) } + [feePayer]
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
        guard before.count == accounts.count, after.count == accounts.count else {
            throw PlanError.unexpectedEffect("accounts are missing afterwards")
        }
        for (index, (token, amount)) in tokens.enumerated() {
            let had = Self.amount(before[index]) ?? 0
            let has = Self.amount(after[index]) ?? 0
            // More may have come into the vault meanwhile; a mint's fee stays behind, twice for what
            // was nested.
            guard has >= had, has - had >= (token.takesFee ? 1 : amount) else {
                throw PlanError.unexpectedEffect("the treasury would not receive all of it")
            }
        }
        // A program that lists the fee payer, because it is the treasury, is given its signature.
        let (allowed, overflow) = DepositPlanner.signatureFee
            .addingReportingOverflow(plan.rent.rawValue)
        guard !overflow,
            DepositPlanner.keeps(before[tokens.count], after[tokens.count], without: allowed)
        else { throw PlanError.unexpectedEffect("it would take SOL beyond fee and rent") }
        return min(
            simulation.unitsConsumed ?? UInt64(Self.probeUnits), DepositPlanner.unitsOfTransaction)
    }

    private static func amount(_ account: AccountInfo?) -> UInt64? {
        account.flatMap { try? TokenAccountState(decoding: $0.data) }?.amount.rawValue
    }
}
