import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

@Suite struct ProgramPlannerTests {
    static let program = OperatorProgram(World.keypair(8).address)

    static func pin(_ code: [UInt8]) -> DepositPolicy.PinnedProgram {
        DepositPolicy.PinnedProgram(
            id: program.address, hash: SHA256.hash(code), deploySlot: 7,
            upgradeAuthority: World.hot.address)
    }

    @Test func `plans a deposit through a program that is as the policy pins it`() async throws {
        var script = PlannerScript(program: Self.program)
        script.pin = Self.pin([1, 2, 3])
        let plan = try await script.plan()
        let image = try #require(plan.image)
        #expect(image.deploySlot == 7 && image.upgradeAuthority == World.hot.address)
        #expect(plan.request.program == Self.program)
        // Zeros behind the code: reserved room, or the end of the file's last instruction.
        script.code = [1, 2, 3] + [UInt8](repeating: 0, count: 20)
        for zeros in 0...7 {
            script.pin = Self.pin([1, 2, 3] + [UInt8](repeating: 0, count: zeros))
            _ = try await script.plan()
        }
    }

    @Test func `refuses other bytes, another deployment and another authority`() async throws {
        var pins = [Self.pin([1, 2, 4]), Self.pin([1, 2]), Self.pin([1, 2, 3, 0])]
        pins.append(Self.pin([1, 2, 3]))
        pins[3].deploySlot = 8
        pins.append(Self.pin([1, 2, 3]))
        pins[4].upgradeAuthority = nil
        for pin in pins {
            var script = PlannerScript(program: Self.program)
            script.pin = pin
            let error = await #expect(throws: PlanError.self) { try await script.plan() }
            guard case .wrongProgram = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    /// What a program could do with the payer's signature besides.
    static let thefts: [@Sendable (inout [UInt8]) -> Void] = [
        // Another owner, a delegate with its amount, frozen, somebody else may close it.
        { $0[32] ^= 1 }, { $0[72] = 1 }, { $0[108] = 2 },
        {
            $0[129] = 1
            $0[133] = 9
        },
    ]

    @Test(arguments: thefts.indices)
    func `refuses a program that would change the payer's account`(index: Int) async throws {
        let script = PlannerScript(program: Self.program, tamper: Self.thefts[index])
        await #expect(
            throws: PlanError.unexpectedEffect("the payer's account would change hands")
        ) {
            try await script.plan()
        }
    }

    @Test func `refuses a program that would take SOL`() async throws {
        var script = PlannerScript(program: Self.program)
        script.lamportsAfter = script.lamports - 5_001
        await #expect(
            throws: PlanError.unexpectedEffect("it would take SOL beyond fee and rent")
        ) {
            try await script.plan()
        }
        script.lamportsAfter = script.lamports - 5_000
        _ = try await script.plan()
    }
}
