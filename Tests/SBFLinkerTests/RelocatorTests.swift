import SBFLinker
import Testing

/// Relocations of objects made by hand, with the sums of swift-on-svm's linker rules done here.
@Suite struct RelocatorTests {
    static let codeStart: UInt64 = 0x1_0000_0000

    @Test func `puts an address into both halves of a load`() throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.load(5), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 1, symbol: 2)]),
                TestObject.data(".rodata", [UInt8](repeating: 7, count: 24)),
            ], [TestObject.Symbol(name: "place", section: 2, value: 16, type: 1)])
        let program = try ProgramFile(linking: object.bytes)
        // 8 of padding, 16 to the symbol, 5 in place.
        #expect(program.code == Code.load(8 + 16 + 5) + Code.exit)
        #expect(program.constants == [UInt8](repeating: 0, count: 8) + object.sections[1].bytes)
    }

    @Test func `counts an addend over both halves`() throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.load(0xFFFF_FFFF), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 1, symbol: 2)]),
                TestObject.data(".rodata", [UInt8](repeating: 7, count: 8)),
            ], [TestObject.Symbol(name: "", section: 2, type: 3)])
        #expect(
            try ProgramFile(linking: object.bytes).code == Code.load(0x1_0000_0007) + Code.exit)
    }

    @Test func `loads the address of a function`() throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.load(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 1, symbol: 2)]),
                TestObject.code(".text.f", [Code.exit, Code.exit]),
            ], [TestObject.Symbol(name: "f", section: 2, value: 8)])
        #expect(
            try ProgramFile(linking: object.bytes).code
                == Code.load(Self.codeStart + 24 + 8) + Code.exit + Code.exit + Code.exit)
    }

    @Test func `adds an address to a pointer among constants`() throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.load(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 1, symbol: 2)]),
                TestObject.data(
                    ".data.rel.ro.table", UInt64(3).little + UInt64(0).little,
                    [
                        TestObject.Relocation(offset: 0, type: 2, symbol: 3),
                        TestObject.Relocation(offset: 8, type: 2, symbol: 1),
                    ]),
                TestObject.data(".rodata.bytes", [1, 2, 3, 4, 5]),
            ],
            [
                TestObject.Symbol(name: "table", section: 2, type: 1),
                TestObject.Symbol(name: "bytes", section: 3, type: 1),
            ])
        // The table lies at 8, the bytes behind it at 24; the sum of sizes is rounded up to 8.
        #expect(
            try ProgramFile(linking: object.bytes).constants
                == UInt64(0).little + UInt64(24 + 3).little + Self.codeStart.little
                + [1, 2, 3, 4, 5, 0, 0, 0])
    }

    @Test func `calls a function by name, forwards and backwards`() throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.call(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 10, symbol: 2)]),
                TestObject.code(
                    ".text.f", [Code.call(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 10, symbol: 1)]),
            ], [TestObject.Symbol(name: "f", section: 2)])
        // Instruction 0 calls 2: one after the next. Instruction 2 calls 0: three before the next.
        #expect(
            try ProgramFile(linking: object.bytes).code
                == Code.call(1) + Code.exit + Code.call(-3) + Code.exit)
    }

    @Test func `calls a place in a section`() throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.call(1), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 10, symbol: 2)]),
                TestObject.code(".text.f", [Code.exit, Code.exit, Code.exit]),
            ], [TestObject.Symbol(name: "", section: 2, type: 3)])
        // S + (1 + 1) * 8 is the section's third instruction, number 4 of all.
        #expect(
            try ProgramFile(linking: object.bytes).code.prefix(8).elementsEqual(Code.call(3)))
    }

    @Test(
        arguments: [("sol_log_", 0x2075_59BD), ("__bpf_trap", 0xB6FC_1A11)] as [(String, UInt32)])
    func `calls a syscall by its hash`(_ name: String, _ hash: UInt32) throws {
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.call(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: 10, symbol: 2)])
            ], [TestObject.Symbol(name: name, section: 0, type: 0)])
        #expect(
            try ProgramFile(linking: object.bytes).code
                == [0x85, 0, 0, 0] + hash.little + Code.exit)
    }

    @Test func `leaves calls within a section as they are`() throws {
        let object = TestObject([TestObject.code(".text", [Code.call(1), Code.exit, Code.exit])])
        #expect(
            try ProgramFile(linking: object.bytes).code == Code.call(1) + Code.exit + Code.exit)
    }
}
