internal import DepositProgram
internal import SolanaCodec

/// Reads a transaction that is about to be signed and compares it with what was shown.
///
/// It trusts nothing that built the bytes: every instruction must be one of the known ones, in its
/// place, with exactly the accounts and values of the plan.
enum DepositReview {
    /// - Throws: `PlanError.mismatch` with the part that differs, `.wire` for bytes that are no
    ///   transaction.
    static func check(_ bytes: [UInt8], against plan: DepositPlan) throws(PlanError) {
        let message: Message
        do throws(WireError) {
            message = try Transaction(decoding: bytes).message
        } catch {
            throw .wire(error)
        }
        try require(message.version == plan.version, "version")
        try require(message.lookups.isEmpty, "lookup tables")
        try require(message.feePayer == plan.request.feePayer, "fee payer")
        let signers = Set(message.addresses.prefix(Int(message.header.requiredSignatures)))
        try require(
            signers == [plan.request.feePayer, plan.request.authority], "signers")
        var calls = try decode(message)[...]
        try checkBudget(&calls, message, plan)
        try checkCreation(&calls, plan)
        try checkMemos(&calls, plan)
        try checkTransfer(&calls, plan)
        try require(calls.isEmpty, "additional instructions")
    }

    private static func decode(_ message: Message) throws(PlanError) -> [KnownInstruction] {
        guard let accounts = message.accounts() else { throw .mismatch("accounts") }
        var calls: [KnownInstruction] = []
        for compiled in message.instructions {
            var metas: [AccountMeta] = []
            for index in compiled.accountIndices {
                guard Int(index) < accounts.count else { throw .mismatch("accounts") }
                metas.append(accounts[Int(index)])
            }
            guard Int(compiled.programIndex) < accounts.count else { throw .mismatch("programs") }
            let instruction = Instruction(
                program: accounts[Int(compiled.programIndex)].address, accounts: metas,
                data: compiled.data)
            guard let call = try? KnownInstruction(decoding: instruction) else {
                throw .mismatch("an instruction cannot be read")
            }
            calls.append(call)
        }
        return calls
    }

    private static func checkBudget(
        _ calls: inout ArraySlice<KnownInstruction>, _ message: Message, _ plan: DepositPlan
    ) throws(PlanError) {
        let budget = plan.budget
        guard plan.version != .v1 else {
            try require(message.config.priorityFee == budget.priorityFee, "priority fee")
            try require(message.config.computeUnitLimit == budget.unitLimit, "compute units")
            return
        }
        let limit = ComputeBudgetInstruction.setComputeUnitLimit(units: budget.unitLimit)
        try require(calls.popFirst() == .computeBudget(limit), "compute units")
        let price = ComputeBudgetInstruction.setComputeUnitPrice(
            microLamports: budget.unitPrice)
        try require(calls.popFirst() == .computeBudget(price), "compute unit price")
    }

    private static func checkCreation(
        _ calls: inout ArraySlice<KnownInstruction>, _ plan: DepositPlan
    ) throws(PlanError) {
        guard plan.createsTreasuryAccount else { return }
        guard case .associatedToken(.createIdempotent(let creation)) = calls.popFirst() else {
            throw .mismatch("creation of the treasury's token account")
        }
        let (request, asset) = (plan.request, plan.request.asset)
        try require(
            creation.payer == request.feePayer && creation.wallet == request.treasury.owner
                && creation.mint == asset.mint && creation.tokenProgram == asset.tokenProgram
                && creation.account == request.treasury.tokenAccount(for: asset),
            "creation of the treasury's token account")
    }

    private static func checkMemos(
        _ calls: inout ArraySlice<KnownInstruction>, _ plan: DepositPlan
    ) throws(PlanError) {
        if let remark = plan.remark {
            guard case .memo(let memo) = calls.popFirst() else { throw .mismatch("memo") }
            try require(
                memo.bytes == Array(remark.utf8) && memo.signers.isEmpty
                    && DepositMemo.code(in: memo.bytes, allowingLegacy: true) == nil, "memo")
        }
        guard case .memo(let memo) = calls.popFirst() else { throw .mismatch("code") }
        try require(
            DepositMemo.code(in: memo.bytes) == plan.request.code
                && memo.program == plan.memoProgram
                && memo.signers.map(\.address) == [plan.request.authority], "code")
    }

    private static func checkTransfer(
        _ calls: inout ArraySlice<KnownInstruction>, _ plan: DepositPlan
    ) throws(PlanError) {
        let (request, asset) = (plan.request, plan.request.asset)
        if let program = request.program { return try checkCall(of: program, &calls, request) }
        guard case .token(let call, let program)? = calls.popFirst(),
            let transfer = call.transfer
        else { throw .mismatch("transfer") }
        try require(program == asset.tokenProgram, "token program")
        try require(
            transfer.kind == .checked(mint: asset.mint, decimals: asset.decimals), "mint")
        try require(transfer.amount.rawValue == request.amount, "amount")
        try require(transfer.source == request.source, "source")
        try require(transfer.authority == request.authority, "authority")
        try require(
            transfer.destination == request.treasury.tokenAccount(for: asset), "destination")
        try require(
            transfer.additionalAccounts
                == [AccountMeta(request.treasury.reference(for: request.code, asset: asset))],
            "reference")
    }

    /// The call that stands in the transfer's place: to the treasury's account that we derive
    /// ourselves, whatever the program says about it.
    private static func checkCall(
        of program: OperatorProgram, _ calls: inout ArraySlice<KnownInstruction>,
        _ request: DepositRequest
    ) throws(PlanError) {
        guard case .unknown(let instruction)? = calls.popFirst(),
            instruction.program == program.address
        else { throw .mismatch("program") }
        guard
            case .depositDirect(let call)? = try? OperatorProgram.Call(
                decoding: instruction, of: program)
        else { throw .mismatch("the program's instruction") }
        let asset = request.asset
        try require(call.code == request.code, "code")
        try require(call.tokenProgram == asset.tokenProgram, "token program")
        try require(call.mint == asset.mint, "mint")
        try require(call.amount == request.amount, "amount")
        try require(call.source == request.source, "source")
        try require(call.authority == request.authority, "authority")
        try require(
            call.treasuryTokenAccount == request.treasury.tokenAccount(for: asset), "destination")
        try require(
            call.additionalAccounts
                == [AccountMeta(request.treasury.reference(for: request.code, asset: asset))],
            "reference")
    }

    private static func require(_ holds: Bool, _ part: String) throws(PlanError) {
        guard holds else { throw .mismatch(part) }
    }
}
