public import SolanaCodec

/// Writes a deposit into the treasury's token account as a transaction.
///
/// Order: compute budget (legacy, v0; in v1 the header carries it), the treasury's token account
/// created if absent, the memo signed by the authority, and last the transfer with the reference
/// as one extra read-only account, so that Solana Pay's position rules hold as well. Where a program
/// makes the transfer, its call stands in the transfer's place; the memo stays, so that a gateway
/// which does not know the program credits the deposit all the same.
public enum DepositTransaction {
    /// The instructions of a deposit.
    ///
    /// - Parameter createsTreasuryAccount: whether to create the treasury's token account if it is
    ///   absent; harmless where it exists.
    /// - Parameter remark: one more memo, unsigned and before the one with the code; the caller
    ///   sees to it that it is no code.
    public static func instructions(
        for request: DepositRequest, createsTreasuryAccount: Bool,
        memoProgram: Address = Programs.memoV3, remark: String? = nil
    ) -> [Instruction] {
        let (asset, treasury) = (request.asset, request.treasury)
        let destination = treasury.tokenAccount(for: asset)
        var instructions: [Instruction] = []
        if createsTreasuryAccount {
            let creation = AssociatedTokenCreation(
                payer: request.feePayer, account: destination, wallet: treasury.owner,
                mint: asset.mint, tokenProgram: asset.tokenProgram)
            instructions.append(AssociatedTokenInstruction.createIdempotent(creation).instruction)
        }
        if let remark { instructions.append(Memo(program: memoProgram, remark).instruction) }
        instructions.append(
            Memo(
                program: memoProgram, DepositMemo.text(for: request.code),
                signers: [request.authority]
            ).instruction)
        if let program = request.program {
            let call = OperatorProgram.Call.depositDirect(.init(request))
            return instructions + [call.instruction(program: program.address)]
        }
        let transfer = TokenTransfer(
            .checked(mint: asset.mint, decimals: asset.decimals), source: request.source,
            destination: destination, authority: request.authority,
            amount: TokenAmount(request.amount),
            additionalAccounts: [
                AccountMeta(treasury.reference(for: request.code, asset: asset), .readonly)
            ])
        instructions.append(transfer.instruction(program: asset.tokenProgram))
        return instructions
    }

    /// The unsigned transaction of a deposit.
    ///
    /// - Throws: `WireError` if it breaks a limit of `version`.
    public static func build(
        _ request: DepositRequest, version: Message.Version, recentBlockhash: Blockhash,
        budget: ComputeBudget, createsTreasuryAccount: Bool = true,
        memoProgram: Address = Programs.memoV3, remark: String? = nil
    ) throws(WireError) -> Transaction {
        let calls = instructions(
            for: request, createsTreasuryAccount: createsTreasuryAccount,
            memoProgram: memoProgram, remark: remark)
        var limits: [Instruction] = []
        var config = TransactionConfig()
        if version == .v1 {
            config = TransactionConfig(
                priorityFee: budget.priorityFee ?? .max, computeUnitLimit: budget.unitLimit,
                loadedAccountsDataSizeLimit: budget.loadedAccountsDataSizeLimit)
        } else {
            limits = [
                ComputeBudgetInstruction.setComputeUnitLimit(units: budget.unitLimit).instruction,
                ComputeBudgetInstruction.setComputeUnitPrice(microLamports: budget.unitPrice)
                    .instruction,
            ]
        }
        let message = try Message.compile(
            limits + calls, payer: request.feePayer, recentBlockhash: recentBlockhash,
            version: version, config: config)
        return try Transaction(message)
    }
}
