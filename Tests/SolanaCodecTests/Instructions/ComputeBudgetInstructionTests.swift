import SolanaCodec
import Testing

@Suite struct ComputeBudgetInstructionTests {
    /// Computed with solders 0.29, `solders.compute_budget`; the deprecated one by hand.
    static let rows: [(ComputeBudgetInstruction, String, String)] = [
        (
            .requestUnitsDeprecated(units: 200_000, additionalFee: 1), "00400d030001000000",
            "requestUnitsDeprecated"
        ),
        (.requestHeapFrame(bytes: 262_144), "0100000400", "requestHeapFrame"),
        (.setComputeUnitLimit(units: 40_000), "02409c0000", "setComputeUnitLimit"),
        (.setComputeUnitPrice(microLamports: 10_000), "031027000000000000", "setComputeUnitPrice"),
        (
            .setLoadedAccountsDataSizeLimit(bytes: 262_144), "0400000400",
            "setLoadedAccountsDataSizeLimit"
        ),
    ]

    private func wire(_ data: [UInt8]) -> Instruction {
        Instruction(program: Programs.computeBudget, accounts: [], data: data)
    }

    @Test(arguments: rows) func `writes and reads each instruction`(
        instruction: ComputeBudgetInstruction, data: String, name: String
    ) throws {
        let data = try hex(data)
        #expect(instruction.instruction == wire(data))
        #expect(try ComputeBudgetInstruction(decoding: wire(data)) == instruction)
        #expect(try ComputeBudgetInstruction(decoding: wire(data + [1])) == instruction)
        #expect(instruction.name == name)
        for length in 0..<data.count {
            #expect(throws: InstructionError.self) {
                try ComputeBudgetInstruction(decoding: wire(Array(data.prefix(length))))
            }
        }
    }

    @Test func `refuses an unknown tag and another program`() {
        #expect(throws: InstructionError.unknownTag(5)) {
            try ComputeBudgetInstruction(decoding: wire([5, 0, 0, 0, 0]))
        }
        #expect(throws: InstructionError.wrongProgram(Programs.system)) {
            try ComputeBudgetInstruction(
                decoding: Instruction(program: Programs.system, accounts: [], data: [2]))
        }
    }

    @Test func `names its value`() {
        #expect(
            ComputeBudgetInstruction.setComputeUnitPrice(microLamports: .max).fields == [
                InstructionField("microLamports", .number(.max))
            ])
    }
}
