import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@testable import DepositVerifier

@Suite struct DepositReviewTests {
    static func plan() throws -> DepositPlan {
        let treasury = Treasury(
            cluster: .mainnet, owner: World.treasury.address,
            assets: [Asset(symbol: "USDC", mint: World.usdc, decimals: 6)])
        let request = DepositRequest(
            treasury: treasury, asset: treasury.assets[0],
            code: try #require(DepositCode(parsing: World.code1)), amount: 5_000_000,
            authority: World.payer.address)
        return DepositPlan(
            request: request, version: .legacy,
            budget: ComputeBudget(unitLimit: 40_000, unitPrice: 10_000),
            createsTreasuryAccount: true, memoProgram: Programs.memoV3, remark: nil,
            tokenBalance: 0, lamports: Lamports(0), fee: Lamports(0), rent: Lamports(0),
            unitsConsumed: 0)
    }

    static let golden: [(Message.Version, Golden.Vector)] = [
        (.legacy, Golden.legacy), (.v0, Golden.v0), (.v1, Golden.v1),
    ]

    @Test(arguments: golden)
    func `takes the golden transactions for what they are`(
        version: Message.Version, vector: Golden.Vector
    ) throws {
        var plan = try Self.plan()
        plan.version = version
        try DepositReview.check(#require(Base64.decode(vector.base64)), against: plan)
    }

    /// What was shown, and the part of the golden transaction that differs from it.
    static let differences: [(part: String, change: @Sendable (inout DepositPlan) -> Void)] = [
        ("amount", { $0.request.amount += 1 }),
        ("code", { $0.request.code = DepositCode(FixedBytes(repeating: 7)) }),
        ("code", { $0.memoProgram = Programs.memoV4 }),
        ("memo", { $0.remark = "a remark" }),
        ("source", { $0.request.source = World.attackerUSDC }),
        ("mint", { $0.request.asset.decimals = 9 }),
        ("signers", { $0.request.authority = World.attacker.address }),
        ("fee payer", { $0.request.feePayer = World.relayer.address }),
        (
            "creation of the treasury's token account",
            { $0.request.treasury.owner = World.attacker.address }
        ),
        (
            "creation of the treasury's token account",
            { $0.request.asset.mint = World.usdcDevnet }
        ),
        ("reference", { $0.request.treasury.cluster = .devnet }),
        ("code", { $0.createsTreasuryAccount = false }),
        ("compute units", { $0.budget.unitLimit += 1 }),
        ("compute unit price", { $0.budget.unitPrice += 1 }),
        ("version", { $0.version = .v0 }),
    ]

    @Test(arguments: differences.indices)
    func `refuses to sign what differs from what was shown`(index: Int) throws {
        let difference = Self.differences[index]
        var plan = try Self.plan()
        difference.change(&plan)
        let bytes = try #require(Base64.decode(Golden.legacy.base64))
        #expect(throws: PlanError.mismatch(difference.part)) {
            try DepositReview.check(bytes, against: plan)
        }
    }

    /// What was shown, and the part of a call of the program that differs from it.
    static let callDifferences:
        [(part: String, change: @Sendable (inout OperatorProgram.DirectDeposit) -> Void)] = [
            ("code", { $0.code = DepositCode(FixedBytes(repeating: 7)) }),
            ("token program", { $0.tokenProgram = Programs.token2022 }),
            ("mint", { $0.mint = World.usdcDevnet }), ("amount", { $0.amount += 1 }),
            ("source", { $0.source = World.attackerUSDC }),
            ("destination", { $0.treasuryTokenAccount = World.attackerUSDC }),
            ("reference", { $0.additionalAccounts = [] }),
            ("reference", { $0.additionalAccounts.append(AccountMeta(World.hot.address)) }),
            ("reference", { $0.additionalAccounts[0].role = .writable }),
        ]

    @Test(arguments: callDifferences.indices)
    func `refuses a call of the program that differs from what was shown`(index: Int) throws {
        var plan = try Self.plan()
        let program = OperatorProgram(World.keypair(8).address)
        plan.request.program = program
        plan.createsTreasuryAccount = false
        func bytes(_ call: OperatorProgram.DirectDeposit, of program: Address) throws -> [UInt8] {
            let memo = Memo(
                program: Programs.memoV3, "deposit:\(World.code1)",
                signers: [World.payer.address]
            ).instruction
            let limits = [
                ComputeBudgetInstruction.setComputeUnitLimit(units: 40_000).instruction,
                ComputeBudgetInstruction.setComputeUnitPrice(microLamports: 10_000).instruction,
            ]
            let deposit = OperatorProgram.Call.depositDirect(call).instruction(program: program)
            return try Transaction(
                Message.compile(
                    limits + [memo, deposit], payer: World.payer.address,
                    recentBlockhash: Blockhash(FixedBytes(repeating: 9)), version: .legacy)
            ).encoded
        }
        var call = OperatorProgram.DirectDeposit(plan.request)
        try DepositReview.check(bytes(call, of: program.address), against: plan)
        #expect(throws: PlanError.mismatch("program")) {
            try DepositReview.check(bytes(call, of: World.hot.address), against: plan)
        }
        let difference = Self.callDifferences[index]
        difference.change(&call)
        #expect(throws: PlanError.mismatch(difference.part)) {
            try DepositReview.check(bytes(call, of: program.address), against: plan)
        }
        // A plain transfer is not what was shown either.
        plan.createsTreasuryAccount = true
        #expect(throws: PlanError.mismatch("program")) {
            try DepositReview.check(#require(Base64.decode(Golden.legacy.base64)), against: plan)
        }
    }

    @Test func `refuses an instruction too many, wherever it stands`() throws {
        let plan = try Self.plan()
        let calls = DepositTransaction.instructions(
            for: plan.request, createsTreasuryAccount: true)
        let limits = [
            ComputeBudgetInstruction.setComputeUnitLimit(units: 40_000).instruction,
            ComputeBudgetInstruction.setComputeUnitPrice(microLamports: 10_000).instruction,
        ]
        let drain = TokenTransfer(
            .checked(mint: World.usdc, decimals: 6), source: World.payerUSDC,
            destination: World.attackerUSDC, authority: World.payer.address,
            amount: TokenAmount(1)
        ).instruction(program: Programs.token)
        let honest = limits + calls
        for position in 0...honest.count {
            var instructions = honest
            instructions.insert(drain, at: position)
            let message = try Message.compile(
                instructions, payer: World.payer.address,
                recentBlockhash: Blockhash(FixedBytes(repeating: 9)), version: .legacy)
            let bytes = try Transaction(message).encoded
            #expect(throws: PlanError.self) { try DepositReview.check(bytes, against: plan) }
        }
    }
}
