import SolanaCodec
import Testing

@Suite struct KnownInstructionTests {
    static let rows: [(Instruction, String?, String?)] = [
        (
            SystemInstruction.transfer(
                source: key(1), destination: key(2), lamports: Lamports(1)
            ).instruction, "System", "transfer"
        ),
        (
            ComputeBudgetInstruction.setComputeUnitLimit(units: 1).instruction, "Compute Budget",
            "setComputeUnitLimit"
        ),
        (
            AssociatedTokenInstruction.createIdempotent(
                AssociatedTokenCreation(
                    payer: key(1), account: key(2), wallet: key(3), mint: key(4),
                    tokenProgram: Programs.token)
            ).instruction, "Associated Token", "createIdempotent"
        ),
        (
            TokenRevocation(source: key(1), owner: key(2)).instruction(program: Programs.token),
            "Token", "revoke"
        ),
        (
            TokenRevocation(source: key(1), owner: key(2))
                .instruction(program: Programs.token2022), "Token-2022", "revoke"
        ),
        (Memo(program: Programs.memoV1, "x").instruction, "Memo", "memo"),
        (Memo(program: Programs.memoV4, "x").instruction, "Memo", "memo"),
        (
            AddressLookupTableInstruction.freeze(table: key(1), authority: key(2)).instruction,
            "Address Lookup Table", "freezeLookupTable"
        ),
        (Instruction(program: key(9), accounts: accounts(1), data: [1]), nil, nil),
    ]

    @Test(arguments: rows) func `finds program and instruction`(
        instruction: Instruction, program: String?, name: String?
    ) throws {
        let known = try KnownInstruction(decoding: instruction)
        #expect(known.programName == program)
        #expect(known.name == name)
        #expect(known.program == instruction.program)
        #expect(known.instruction == instruction)
    }

    @Test func `shows an unknown program's accounts and data`() throws {
        let known = try KnownInstruction(
            decoding: Instruction(program: key(9), accounts: accounts(1), data: [7]))
        #expect(
            known.fields == [
                InstructionField("accounts", .accounts(accounts(1))),
                InstructionField("data", .bytes([7])),
            ])
    }

    @Test func `an undecodable call of a known program is an error`() {
        #expect(throws: InstructionError.unknownTag(250)) {
            try KnownInstruction(
                decoding: Instruction(program: Programs.token, accounts: [], data: [250]))
        }
    }

    @Test func `a batch shows its children as instructions of its program`() throws {
        let child = TokenInstruction.revoke(TokenRevocation(source: key(1), owner: key(2)))
        let wire = try TokenBatch([child]).instruction(program: Programs.token2022)
        #expect(
            try KnownInstruction(decoding: wire).fields == [
                InstructionField(
                    "instructions", .instructions([.token(child, program: Programs.token2022)]))
            ])
    }
}
