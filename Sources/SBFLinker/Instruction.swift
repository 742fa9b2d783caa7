/// The few facts about an instruction that the linker needs.
///
/// Shape: opcode `u8` | source register 4 bits, destination register 4 bits | offset `i16` |
/// immediate `i32`. Source: RFC 9669.
enum Instruction {
    /// Bytes of an instruction.
    static let size = 8
    /// Loads 64 bits; its second half is an instruction of its own with opcode 0.
    static let load64: UInt8 = 0x18
    /// Calls a function, or a syscall if the source register is 0.
    static let call: UInt8 = 0x85
    /// The source register of a call to a function of the program.
    static let localCall: UInt8 = 1

    /// Writes the source register of the instruction at `offset`.
    static func setSource(_ source: UInt8, _ code: inout [UInt8], at offset: Int) {
        code[offset + 1] = (code[offset + 1] & 0x0F) | (source << 4)
    }

    /// Refuses what Solana does not have, or does differently from what the compiler meant.
    ///
    /// The virtual machine extends results of 32-bit arithmetic by the sign, where the compiler
    /// counts on zeros; and it does not look at the offset that makes a division a signed one. Such
    /// programs load, run, and are wrong.
    static func check(
        _ code: [UInt8], _ failure: (Int, LinkError.Reason) -> LinkError
    ) throws(LinkError) {
        var offset = 0
        while offset < code.count {
            let opcode = code[offset]
            let isPlain = code.load(UInt16.self, at: offset + 2) == 0
            guard isSupported(opcode, hasOffset: !isPlain) else {
                throw failure(offset, .unsupportedInstruction(opcode: opcode))
            }
            offset += size
            guard opcode == load64 else { continue }
            guard offset < code.count, code[offset] == 0 else {
                throw failure(offset - size, .unsupportedInstruction(opcode: opcode))
            }
            offset += size
        }
    }

    private static func isSupported(_ opcode: UInt8, hasOffset: Bool) -> Bool {
        let operation = opcode & 0xF0
        switch opcode & 0x07 {
        case 0: return opcode == load64
        // Plain loads and stores: no sign extension (0x80), nothing atomic (0xC0).
        case 1, 2, 3: return opcode & 0xE0 == 0x60
        case 5:
            // 0xE0 is may_goto, 0xF0 nothing; calls and exits have one form each, jumps none by
            // register.
            switch operation {
            case 0x00: return opcode == 0x05
            case 0x80: return opcode == call || opcode == 0x8D
            case 0x90: return opcode == 0x95
            default: return operation < 0xE0
            }
        case 7:
            switch operation {
            // Signed division, signed remainder, sign-extending move.
            case 0x30, 0x90, 0xB0: return !hasOffset
            case 0x80: return opcode == 0x87
            // Byte swaps, and nothing.
            case 0xD0, 0xE0, 0xF0: return false
            default: return true
            }
        // 32-bit arithmetic (4) and jumps (6).
        default: return false
        }
    }
}
