@testable import SBFLinker
import TestSupport
import Testing

/// The output, byte for byte as swift-on-svm and SIMD-0189 have it.
@Suite struct ProgramFileTests {
    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    /// The ELF header, written out.
    private static func header(
        entry: UInt64, segments: UInt16, sections: (at: UInt64, count: UInt16) = (0, 0)
    ) -> [UInt8] {
        [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01] + zeros(9) + [3, 0, 247, 0, 1, 0, 0, 0]
            + entry.little + UInt64(64).little + sections.at.little + [3, 0, 0, 0, 64, 0, 56, 0]
            + segments.little + (sections.count == 0 ? [0, 0] : [64, 0]) + sections.count.little
            + (sections.count == 0 ? [0, 0] : (sections.count - 1).little)
    }

    private static func segment(
        flags: UInt32, address: UInt64, offset: UInt64, size: UInt64
    ) -> [UInt8] {
        [1, 0, 0, 0] + flags.little + offset.little + address.little + address.little + size.little
            + size.little + UInt64(8).little
    }

    @Test func `is a header, one segment and the code if there are no constants`() throws {
        let object = TestObject([TestObject.code(".text", [Code.exit])])
        #expect(
            try ProgramFile(linking: object.bytes).encoded()
                == Self.header(entry: 0x1_0000_0000, segments: 1)
                + Self.segment(flags: 1, address: 0x1_0000_0000, offset: 120, size: 8) + Code.exit)
    }

    @Test func `has constants first, right after the headers`() throws {
        let object = TestObject(
            [
                TestObject.code(".text.f", [Code.exit]),
                TestObject.code(
                    ".text.entrypoint", [Code.exit, Code.load(), Code.exit],
                    [TestObject.Relocation(offset: 8, type: 1, symbol: 2)]),
                TestObject.data(".rodata", [9, 8, 7]),
            ], [TestObject.Symbol(name: "used", section: 3, type: 1)])
        var moved = object
        moved.symbols[0] = TestObject.Symbol(name: "entrypoint", section: 2, value: 8)
        #expect(
            try ProgramFile(linking: moved.bytes).encoded()
                == Self.header(entry: 0x1_0000_0008, segments: 2)
                + Self.segment(flags: 4, address: 0, offset: 176, size: 16)
                + Self.segment(flags: 1, address: 0x1_0000_0000, offset: 192, size: 32)
                + Self.zeros(8) + [9, 8, 7, 0, 0, 0, 0, 0] + Code.exit + Code.load(8) + Code.exit)
    }

    @Test func `puts the entry point's section first and aligns constants`() throws {
        var object = TestObject(
            [
                TestObject.code(".text.f", [Code.exit, Code.exit]),
                TestObject.code(
                    ".text.entrypoint", [Code.call(), Code.load(), Code.load(), Code.exit],
                    [
                        TestObject.Relocation(offset: 0, type: 10, symbol: 2),
                        TestObject.Relocation(offset: 8, type: 1, symbol: 3),
                        TestObject.Relocation(offset: 24, type: 1, symbol: 4),
                    ]),
                TestObject.data(".rodata.a", [1]),
                TestObject.data(".rodata.b", [2]),
            ],
            [
                TestObject.Symbol(name: "f", section: 1),
                TestObject.Symbol(name: "a", section: 3, type: 1),
                TestObject.Symbol(name: "b", section: 4, type: 1),
            ])
        object.symbols[0].section = 2
        object.sections[3].alignment = 32
        let program = try ProgramFile(linking: object.bytes)
        #expect(program.entry == 0x1_0000_0000)
        #expect(
            program.code == Code.call(5) + Code.load(8) + Code.load(32) + Code.exit + Code.exit
                + Code.exit)
        #expect(
            program.constants == Self.zeros(8) + [1] + Self.zeros(23) + [2] + Self.zeros(7))
        #expect(
            program.symbols == [
                ProgramFile.Symbol(
                    name: "entrypoint", address: 0x1_0000_0000, size: 0, isFunction: true),
                ProgramFile.Symbol(name: "f", address: 0x1_0000_0030, size: 0, isFunction: true),
                ProgramFile.Symbol(name: "a", address: 8, size: 0, isFunction: false),
                ProgramFile.Symbol(name: "b", address: 32, size: 0, isFunction: false),
            ])
    }

    @Test func `adds symbols without a change to what is loaded`() throws {
        let program = try ProgramFile(linking: Repository.read("sbf/calls.o"))
        let plain = program.encoded()
        let named = program.encoded(symbols: true)
        let loaded = 64 + 2 * 56 + program.constants.count + program.code.count
        #expect(plain.count == loaded)
        #expect(named[64..<loaded] == plain[64...])
        let tables = named.count - 6 * 64
        #expect(
            named.prefix(64).elementsEqual(
                Self.header(
                    entry: 0x1_0000_0000, segments: 2, sections: (UInt64(tables), 6))))
        // Type, flags, address, offset and size of each section, from the standard.
        let code = UInt64(176 + program.constants.count)
        let rodata = Array(named[(tables + 64)..<(tables + 128)])
        #expect(
            rodata[4..<40].elementsEqual(
                [1, 0, 0, 0] + UInt64(2).little + UInt64(0).little + UInt64(176).little
                    + UInt64(program.constants.count).little))
        let text = Array(named[(tables + 128)..<(tables + 192)])
        #expect(
            text[4..<40].elementsEqual(
                [1, 0, 0, 0] + UInt64(6).little + UInt64(0x1_0000_0000).little + code.little
                    + UInt64(program.code.count).little))
        for name in [".rodata", ".text", ".symtab", ".strtab", ".shstrtab", "entrypoint"] {
            #expect(named[loaded...].firstRange(of: Array("\(name)\0".utf8)) != nil, "\(name)")
        }
    }

    @Test func `links what a compiler wrote`() throws {
        let program = try ProgramFile(linking: Repository.read("sbf/calls.o"))
        // Worked out by hand from the object's tables: text "linked" at 8, the functions' table at
        // 16, the primes' ends at 32, the primes at 48; plus at instruction 32, thrice at 35.
        let codeStart: UInt64 = 0x1_0000_0000
        let constants: [UInt64] = [
            codeStart + 32 * 8, codeStart + 35 * 8, 48 + 24, 48, 2, 3, 5, 7,
        ]
        #expect(
            program.constants
                == Self.zeros(8) + Array("linked\0\0".utf8) + constants.flatMap(\.little))
        #expect(program.code.count == 232 + 3 * 24)
        #expect(
            program.symbols.map(\.name).sorted() == [
                "ends", "entrypoint", "plus", "primes", "table", "thrice", "twice",
            ])
    }
}
