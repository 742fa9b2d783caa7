import SolanaCodec
import Testing

@Suite struct MemoTests {
    static let programs = [Programs.memoV1, Programs.memoV3, Programs.memoV4]

    @Test(arguments: programs) func `takes the data as it is, for each program`(
        program: Address
    ) throws {
        let wire = Instruction(
            program: program, accounts: [AccountMeta(key(1), .readonlySigner)],
            data: Array("deposit:A1B2C3D4E5F6A7B8".utf8))
        let memo = Memo(program: program, "deposit:A1B2C3D4E5F6A7B8", signers: [key(1)])
        #expect(memo.instruction == wire)
        #expect(try Memo(decoding: wire) == memo)
        #expect(memo.text == "deposit:A1B2C3D4E5F6A7B8")
    }

    @Test func `keeps bytes that are no text`() throws {
        let memo = try Memo(
            decoding: Instruction(program: Programs.memoV1, accounts: [], data: [0xFF, 0x00]))
        #expect(memo.bytes == [0xFF, 0x00])
        #expect(memo.text == nil)
        #expect(memo.fields == [InstructionField("memo", .bytes([0xFF, 0x00]))])
    }

    @Test func `refuses another program`() {
        #expect(throws: InstructionError.wrongProgram(Programs.token)) {
            try Memo(decoding: Instruction(program: Programs.token, accounts: [], data: []))
        }
    }

    @Test func `shows its signers`() {
        #expect(
            Memo("x", signers: [key(1)]).fields == [
                InstructionField("memo", .text("x")),
                InstructionField("signers", .accounts([AccountMeta(key(1), .readonlySigner)])),
            ])
    }
}
