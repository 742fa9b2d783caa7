import SBFLinker
import Testing

/// The instruction check, over all opcodes.
@Suite struct InstructionTests {
    private static func refusal(_ instruction: [UInt8]) -> LinkError? {
        let object = TestObject([TestObject.code(".text", [instruction, Code.exit])])
        do throws(LinkError) {
            _ = try ProgramFile(linking: object.bytes)
            return nil
        } catch {
            return error
        }
    }

    /// The opcodes that the BPF instruction set of cpu v2 and sBPF v3 have in common, written down
    /// from RFC 9669: 64-bit arithmetic, plain loads and stores, 64-bit jumps.
    static let common: Set<UInt8> = [
        0x07, 0x0F, 0x17, 0x1F, 0x27, 0x2F, 0x37, 0x3F, 0x47, 0x4F, 0x57, 0x5F, 0x67, 0x6F, 0x77,
        0x7F, 0x87, 0x97, 0x9F, 0xA7, 0xAF, 0xB7, 0xBF, 0xC7, 0xCF,
        0x61, 0x69, 0x71, 0x79, 0x62, 0x6A, 0x72, 0x7A, 0x63, 0x6B, 0x73, 0x7B,
        0x05, 0x15, 0x1D, 0x25, 0x2D, 0x35, 0x3D, 0x45, 0x4D, 0x55, 0x5D, 0x65, 0x6D, 0x75, 0x7D,
        0x85, 0x8D, 0x95, 0xA5, 0xAD, 0xB5, 0xBD, 0xC5, 0xCD, 0xD5, 0xDD,
    ]

    @Test func `accepts exactly the instructions that both sides mean alike`() {
        for opcode in UInt8.min ... .max where opcode != 0x18 {
            let expected =
                Self.common.contains(opcode)
                ? nil
                : LinkError(
                    .unsupportedInstruction(opcode: opcode), section: ".text", offset: 0,
                    symbol: "entrypoint")
            #expect(Self.refusal(Code.any(opcode)) == expected, "opcode \(opcode)")
        }
    }

    @Test(arguments: [0x37, 0x3F, 0x97, 0x9F, 0xB7, 0xBF] as [UInt8])
    func `refuses what an offset makes signed`(_ opcode: UInt8) {
        #expect(
            Self.refusal(Code.any(opcode, offset: 1))?.reason
                == .unsupportedInstruction(opcode: opcode))
        #expect(Self.refusal(Code.any(opcode)) == nil)
    }

    @Test func `takes the second half of a load for no instruction`() {
        #expect(Self.refusal(Code.load(0x9400_0000_0000)) == nil)
        #expect(
            Self.refusal(Array(Code.load()[..<8]))?.reason == .unsupportedInstruction(opcode: 0x18))
    }

    @Test func `checks functions that are reached, and no others`() throws {
        var object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.call(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 10, symbol: 2)]),
                TestObject.code(".text.f", [Code.exit, Code.any(0x04), Code.exit]),
            ],
            [
                TestObject.Symbol(name: "f", section: 2),
                TestObject.Symbol(name: "middle", section: 2, value: 8),
            ])
        #expect(
            throws: LinkError(
                .unsupportedInstruction(opcode: 0x04), section: ".text.f", offset: 8,
                symbol: "middle")
        ) { try ProgramFile(linking: object.bytes) }
        object.sections[0] = TestObject.code(".text", [Code.exit])
        #expect(try ProgramFile(linking: object.bytes).code == Code.exit)
    }
}
