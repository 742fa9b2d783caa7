import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct SweepPlannerTests {
    /// The plan for 5,000,000 lamports in the vault of a code, paid by the treasury.
    ///
    /// - Parameter left: what the simulation leaves of the treasury's 1,000,000,000 lamports.
    private func plan(left: UInt64, owner: Address = Programs.system) async throws -> SweepPlan? {
        let treasury = PlannerScript.account(Programs.system, lamports: 1_000_000_000)
        let script = SendingScript { method, number in
            let vault = PlannerScript.account(Programs.system, lamports: 5_000_000)
            let after = PlannerScript.account(owner, lamports: left)
            let value =
                switch (method, number) {
                case ("getMultipleAccounts", 0): "[\(vault),\(treasury)]"
                case ("getMultipleAccounts", _): "[\(treasury)]"
                default: #"{"err":null,"logs":[],"unitsConsumed":900,"accounts":[\#(after)]}"#
                }
            return .success(#"{"context":{"slot":9},"value":\#(value)}"#)
        }
        let planner = SweepPlanner(
            client: RPCClient(script), program: ProgramPlannerTests.program,
            treasury: World.treasury.address, feePayer: World.treasury.address,
            sweepsLamports: true)
        return try await planner.plan(.code(DepositCode(FixedBytes(repeating: 1))), [])
    }

    @Test func `refuses a program that would take SOL of the fee payer`() async throws {
        let error = PlanError.unexpectedEffect("it would take SOL beyond fee and rent")
        // The fee is 5,000.
        await #expect(throws: error) { try await plan(left: 1_000_000_000 - 5_001) }
        await #expect(throws: error) {
            try await plan(left: 1_005_000_000, owner: World.attacker.address)
        }
        let least = try await plan(left: 1_000_000_000 - 5_000)
        #expect(least?.moves == [.lamports(Lamports(5_000_000))])
        #expect(try await plan(left: 1_004_995_000) != nil)
    }
}
