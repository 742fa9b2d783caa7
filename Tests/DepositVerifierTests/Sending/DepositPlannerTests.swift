import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct DepositPlannerTests {
    @Test func `plans a deposit with a tenth more units than the simulation used`() async throws {
        let plan = try await PlannerScript().plan()
        #expect(plan.unitsConsumed == 31_412)
        #expect(plan.budget.unitLimit == 34_554)
        #expect(plan.fee == Lamports(5_000))
    }

    // MARK: Treasury

    static let vaults = [
        "null", PlannerScript.account(Programs.system),
        // An account of some program: a vault.
        PlannerScript.account(World.attacker.address, data: [1, 2, 3]),
    ]

    @Test(arguments: vaults)
    func `pays to a wallet, to one that does not exist yet, and to a vault`(
        owner: String
    ) async throws {
        let plan = try await PlannerScript(owner: owner).plan()
        #expect(plan.request.treasury.owner == World.treasury.address)
    }

    static let others = [
        PlannerScript.account(Programs.token, data: PlannerScript.mint),
        PlannerScript.account(Programs.token2022, data: PlannerScript.mint),
        PlannerScript.tokens(of: World.treasury.address, 1),
        PlannerScript.account(World.attacker.address, isProgram: true),
    ]

    @Test(arguments: others)
    func `refuses a treasury that is a mint, a token account or a program`(
        owner: String
    ) async throws {
        let error = await #expect(throws: PlanError.self) {
            try await PlannerScript(owner: owner).plan()
        }
        guard case .wrongTreasury = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        World.usdc, Programs.system, Programs.token, Programs.token2022, Programs.associatedToken,
        Programs.memoV1, Programs.memoV3, Programs.memoV4, Programs.computeBudget,
        Programs.addressLookupTable, Programs.rentSysvar, Programs.recentBlockhashes,
    ])
    func `refuses the mint and known programs by their addresses`(
        treasury: Address
    ) async throws {
        let error = await #expect(throws: PlanError.self) {
            try await PlannerScript(treasury: treasury).plan()
        }
        guard case .wrongTreasury = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    // MARK: Numbers

    @Test(arguments: [1_400_001, UInt64(UInt32.max) + 1, .max - 1, .max])
    func `takes no more units than there are`(units: UInt64) async throws {
        let error = await #expect(throws: PlanError.self) {
            try await PlannerScript(unitsConsumed: units).plan()
        }
        guard case .unexpectedEffect = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `plans anew when an earlier payment lands between its reads`() async throws {
        let plan = try await PlannerScript(staleReads: 2).plan()
        #expect(plan.tokenBalance == PlannerScript.balance)
    }

    @Test func `refuses a payment that never does what it should`() async throws {
        let error = await #expect(throws: PlanError.self) {
            try await PlannerScript(staleReads: 3).plan()
        }
        guard case .unexpectedEffect = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `asks for no more units than there are`() async throws {
        let plan = try await PlannerScript(unitsConsumed: 1_400_000).plan()
        #expect(plan.budget.unitLimit == 1_400_000)
    }

    static let excesses: [(price: UInt64, units: UInt64, rent: UInt64?)] = [
        // 1,400,000 units at the highest price are 1.4 × (2⁶⁴ − 1) lamports.
        (.max, 1_400_000, nil),
        // 1,000,000 units at the highest price are 2⁶⁴ − 1 lamports; the signature comes on top.
        (.max, 909_090, nil),
        (0, 31_412, .max), (0, 31_412, .max - 4_999), (0, 31_412, .max - 5_000),
    ]

    @Test(arguments: excesses)
    func `says that nobody holds so many lamports`(
        price: UInt64, units: UInt64, rent: UInt64?
    ) async throws {
        var script = PlannerScript(unitsConsumed: units, rent: rent)
        script.unitPrice = .fixed(price)
        script.priorityFeeLimit = Lamports(.max)
        let error = await #expect(throws: PlanError.self) { try await script.plan() }
        guard case .insufficientLamports(let needed, let available) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(needed > available)
    }
}
