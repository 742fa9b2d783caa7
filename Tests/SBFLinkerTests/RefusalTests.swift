import SBFLinker
import TestSupport
import Testing

/// Everything that is refused, with the place that the error names.
@Suite struct RefusalTests {
    /// An object that is refused.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var object: TestObject
        var error: LinkError
    }

    private static func link(_ bytes: [UInt8]) -> LinkError? {
        do throws(LinkError) {
            _ = try ProgramFile(linking: bytes)
            return nil
        } catch {
            return error
        }
    }

    /// An entry point with a relocation of type `type` to symbol 2, and that symbol.
    private static func using(
        _ section: TestObject.Section, type: UInt32 = 1, value: UInt64 = 0
    ) -> TestObject {
        TestObject(
            [
                TestObject.code(
                    ".text", [Code.load(), Code.exit],
                    [TestObject.Relocation(offset: 0, type: type, symbol: 2)]), section,
            ], [TestObject.Symbol(name: "used", section: 2, value: value, type: 1)])
    }

    private static func section(
        _ name: String, flags: UInt64, type: UInt32 = 1, alignment: UInt64 = 8, count: Int = 8
    ) -> TestObject.Section {
        TestObject.Section(
            name: name, type: type, flags: flags, alignment: alignment,
            bytes: [UInt8](repeating: 0, count: count))
    }

    static let sections = [
        Case(
            testDescription: "a variable", object: using(section(".data", flags: 0x3)),
            error: LinkError(.writableSection, section: ".data")),
        Case(
            testDescription: "a variable without a value",
            object: using(section(".bss.x", flags: 0x3, type: 8)),
            error: LinkError(.writableSection, section: ".bss.x")),
        Case(
            testDescription: "a section that only begins like one of constants",
            object: using(section(".data.rel.rot", flags: 0x3)),
            error: LinkError(.writableSection, section: ".data.rel.rot")),
        Case(
            testDescription: "code that writes itself",
            object: using(section(".data.rel.ro", flags: 0x7)),
            error: LinkError(.writableSection, section: ".data.rel.ro")),
        Case(
            testDescription: "a section that is not loaded",
            object: using(section(".debug_info", flags: 0)),
            error: LinkError(.sectionNotInMemory, section: ".debug_info")),
        Case(
            testDescription: "zeros that take no room in the file",
            object: using(section(".zeros", flags: 0x2, type: 8)),
            error: LinkError(.unsupportedSection, section: ".zeros")),
        Case(
            testDescription: "storage for threads", object: using(section(".t", flags: 0x402)),
            error: LinkError(.unsupportedSection, section: ".t")),
        Case(
            testDescription: "a compressed section", object: using(section(".z", flags: 0x802)),
            error: LinkError(.unsupportedSection, section: ".z")),
        Case(
            testDescription: "an alignment that is none",
            object: using(section(".rodata", flags: 0x2, alignment: 24)),
            error: LinkError(.unsupportedAlignment(24), section: ".rodata")),
        Case(
            testDescription: "an alignment beyond a page",
            object: using(section(".rodata", flags: 0x2, alignment: 1 << 63)),
            error: LinkError(.unsupportedAlignment(1 << 63), section: ".rodata")),
        Case(
            testDescription: "functions with gaps",
            object: using(section(".text.f", flags: 0x6, alignment: 16)),
            error: LinkError(.unsupportedAlignment(16), section: ".text.f")),
        Case(
            testDescription: "half an instruction",
            object: using(section(".text.f", flags: 0x6, count: 12)),
            error: LinkError(.malformed, section: ".text.f")),
    ]

    @Test(arguments: sections) func `refuses sections that programs cannot have`(_ refused: Case) {
        #expect(Self.link(refused.object.bytes) == refused.error)
    }

    private static func relocated(
        _ code: [[UInt8]], _ relocations: [TestObject.Relocation], symbol: TestObject.Symbol
    ) -> TestObject {
        TestObject(
            [TestObject.code(".text", code, relocations), TestObject.data(".rodata", [1, 2, 3])],
            [symbol])
    }

    private static func error(
        _ reason: LinkError.Reason, _ symbol: String = "used", at offset: UInt64 = 0
    ) -> LinkError {
        LinkError(reason, section: ".text", offset: offset, symbol: symbol)
    }

    private static let constant = TestObject.Symbol(name: "used", section: 2, type: 1)
    private static let undefined = TestObject.Symbol(name: "memcpy", section: 0, type: 0)
    private static func at(
        _ offset: UInt64, _ type: UInt32, symbol: UInt32 = 2
    ) -> TestObject.Relocation {
        TestObject.Relocation(offset: offset, type: type, symbol: symbol)
    }

    static let relocations = [
        Case(
            testDescription: "a function that is no syscall",
            object: relocated([Code.call(), Code.exit], [at(0, 10)], symbol: undefined),
            error: error(.undefinedSymbol, "memcpy")),
        Case(
            testDescription: "a constant that nobody defines",
            object: relocated([Code.load(), Code.exit], [at(0, 1)], symbol: undefined),
            error: error(.undefinedSymbol, "memcpy")),
        Case(
            testDescription: "an absolute symbol",
            object: relocated(
                [Code.load(), Code.exit], [at(0, 1)],
                symbol: TestObject.Symbol(name: "used", section: 0xFFF1)),
            error: error(.unsupportedSymbol)),
        Case(
            testDescription: "common storage",
            object: relocated(
                [Code.load(), Code.exit], [at(0, 1)],
                symbol: TestObject.Symbol(name: "used", section: 0xFFF2)),
            error: error(.unsupportedSymbol)),
        Case(
            testDescription: "a 32-bit address",
            object: relocated([Code.load(), Code.exit], [at(0, 3)], symbol: constant),
            error: error(.unsupportedRelocation(type: 3))),
        Case(
            testDescription: "no relocation",
            object: relocated([Code.load(), Code.exit], [at(0, 0)], symbol: constant),
            error: error(.unsupportedRelocation(type: 0))),
        Case(
            testDescription: "an address in what is no load",
            object: relocated([Code.load(), Code.exit], [at(16, 1)], symbol: constant),
            error: error(.misplacedRelocation, at: 16)),
        Case(
            testDescription: "an address in the middle of an instruction",
            object: relocated([Code.load(), Code.exit], [at(4, 1)], symbol: constant),
            error: error(.misplacedRelocation, at: 4)),
        Case(
            testDescription: "an address in half a load",
            object: relocated([Code.exit, Array(Code.load()[..<8])], [at(8, 1)], symbol: constant),
            error: error(.misplacedRelocation, at: 8)),
        Case(
            testDescription: "an address behind the section",
            object: relocated([Code.load()], [at(.max - 7, 1)], symbol: constant),
            error: error(.misplacedRelocation, at: .max - 7)),
        Case(
            testDescription: "a pointer in the code",
            object: relocated([Code.load(), Code.exit], [at(0, 2)], symbol: constant),
            error: error(.misplacedRelocation)),
        Case(
            testDescription: "a call in what is none",
            object: relocated([Code.load(), Code.exit], [at(16, 10)], symbol: undefined),
            error: error(.misplacedRelocation, "memcpy", at: 16)),
        Case(
            testDescription: "two addresses in one load",
            object: relocated([Code.load(), Code.exit], [at(0, 1), at(0, 1)], symbol: constant),
            error: error(.duplicateRelocation)),
        Case(
            testDescription: "a call of a constant",
            object: relocated([Code.call(), Code.exit], [at(0, 10)], symbol: constant),
            error: error(.callOutsideCode)),
        Case(
            testDescription: "a call of what lies behind the code",
            object: relocated([Code.call(1), Code.exit], [at(0, 10, symbol: 1)], symbol: constant),
            error: error(.callOutsideCode, "entrypoint")),
        Case(
            testDescription: "a call of what lies before the code",
            object: relocated(
                [Code.call(-2), Code.exit], [at(0, 10, symbol: 1)], symbol: constant),
            error: error(.callOutsideCode, "entrypoint")),
    ]

    @Test(arguments: relocations) func `refuses relocations without a sense`(_ refused: Case) {
        #expect(Self.link(refused.object.bytes) == refused.error)
    }

    @Test func `refuses a pointer that does not fit its section`() {
        let table = TestObject.data(
            ".rodata", [0, 0, 0, 0], [TestObject.Relocation(offset: 0, type: 2, symbol: 1)])
        #expect(
            Self.link(Self.using(table).bytes)
                == LinkError(
                    .misplacedRelocation, section: ".rodata", offset: 0, symbol: "entrypoint"))
    }

    @Test func `refuses a program without an entry point, or with one that cannot be`() {
        let none = LinkError(.noEntryPoint, symbol: "entrypoint")
        var object = TestObject([TestObject.code(".text", [Code.exit])])
        object.symbols[0].name = "main"
        #expect(Self.link(object.bytes) == none)
        object.symbols[0] = TestObject.Symbol(name: "entrypoint", section: 0)
        #expect(Self.link(object.bytes) == none)
        object.symbols[0] = TestObject.Symbol(name: "entrypoint", section: 1, value: 4)
        #expect(Self.link(object.bytes) == none)
        object.symbols[0].value = 8
        #expect(Self.link(object.bytes) == none)
        let data = TestObject([TestObject.data(".rodata", [1, 2, 3, 4, 5, 6, 7, 8])])
        #expect(Self.link(data.bytes) == none)
    }

    @Test func `refuses a program with two entry points`() {
        let object = TestObject(
            [TestObject.code(".text", [Code.exit, Code.exit])],
            [TestObject.Symbol(name: "entrypoint", section: 1, value: 8)])
        #expect(
            Self.link(object.bytes) == LinkError(.severalEntryPoints, symbol: "entrypoint"))
    }

    /// What the compiler makes of C for programs that must not be.
    static let compiled: [(String, LinkError)] = [
        ("variable", LinkError(.writableSection, section: ".bss.calls")),
        (
            "narrow",
            LinkError(
                .unsupportedInstruction(opcode: 0x24), section: ".text.entrypoint", offset: 16,
                symbol: "entrypoint")
        ),
        (
            "signed",
            LinkError(
                .unsupportedInstruction(opcode: 0x3F), section: ".text.entrypoint", offset: 16,
                symbol: "entrypoint")
        ),
        (
            "missing",
            LinkError(
                .undefinedSymbol, section: ".text.entrypoint", offset: 8, symbol: "sol_print_money")
        ),
    ]

    @Test(arguments: compiled) func `refuses what a compiler may write`(
        _ name: String, _ error: LinkError
    ) throws {
        #expect(Self.link(try Repository.read("sbf/\(name).o")) == error)
    }
}
