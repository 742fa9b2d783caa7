import SBFLinker
import TestSupport
import Testing

/// Foreign bytes: refused for what they are, and nothing worse.
@Suite struct ObjectFileTests {
    private static func reason(_ bytes: [UInt8]) -> LinkError.Reason? {
        do throws(LinkError) {
            _ = try ProgramFile(linking: bytes)
            return nil
        } catch {
            return error.reason
        }
    }

    private static let minimal = TestObject([TestObject.code(".text", [Code.exit])])

    /// The minimal object with a number of the header changed.
    private static func header(_ change: (inout TestObject.Header) -> Void) -> [UInt8] {
        var object = minimal
        change(&object.header)
        return object.bytes
    }

    /// The minimal object with bytes of a section header (section 1 the code, 2 the symbols, 3 the
    /// names) replaced.
    private static func section(_ index: Int, at offset: Int, _ bytes: [UInt8]) -> [UInt8] {
        var file = minimal.bytes
        let start = file.count - 4 * 64 + index * 64 + offset
        file.replaceSubrange(start..<start + bytes.count, with: bytes)
        return file
    }

    @Test func `refuses files that are no objects for BPF`() {
        #expect(Self.reason([]) == .notELF)
        #expect(Self.reason(Array("MZ".utf8)) == .notELF)
        #expect(Self.reason(Self.header { $0.ident[4] = 1 }) == .notELF)
        #expect(Self.reason(Self.header { $0.ident[5] = 2 }) == .notELF)
        #expect(Self.reason(Self.header { $0.ident[6] = 0 }) == .notELF)
        #expect(Self.reason(Self.header { $0.machine = 62 }) == .wrongMachine(62))
        #expect(Self.reason(Self.header { $0.type = 3 }) == .notRelocatable(type: 3))
        #expect(Self.reason(Self.header { $0.headerSize = 63 }) == .malformed)
        #expect(Self.reason(Self.header { $0.sectionHeaderSize = 40 }) == .malformed)
        let limit = ProgramFile.largestObject
        #expect(
            Self.reason([UInt8](repeating: 0, count: limit + 1)) == .tooLarge(limit: limit))
    }

    @Test func `refuses tables that the format does not allow`() {
        #expect(Self.reason(Self.section(1, at: 24, UInt64.max.little)) == .outsideFile)
        #expect(Self.reason(Self.section(1, at: 32, UInt64(1 << 40).little)) == .outsideFile)
        #expect(Self.reason(Self.section(1, at: 0, UInt32(9999).little)) == .malformed)
        #expect(Self.reason(Self.section(1, at: 4, UInt32(4).little)) == .malformed)
        #expect(Self.reason(Self.section(2, at: 4, UInt32(1).little)) == .malformed)
        #expect(Self.reason(Self.section(1, at: 4, UInt32(2).little)) == .malformed)
        #expect(Self.reason(Self.section(2, at: 40, UInt32(77).little)) == .malformed)
        #expect(Self.reason(Self.section(2, at: 56, UInt64(16).little)) == .malformed)
        #expect(Self.reason(Self.section(3, at: 4, UInt32(1).little)) == .malformed)
        var object = Self.minimal
        object.symbols[0].section = 99
        #expect(Self.reason(object.bytes) == .malformed)
        object.symbols[0] = TestObject.Symbol(name: "entrypoint", section: 1, value: 9)
        #expect(Self.reason(object.bytes) == .malformed)
    }

    @Test func `refuses relocations of symbols that are not there`() {
        var object = Self.minimal
        object.sections[0].relocations = [TestObject.Relocation(offset: 0, type: 1, symbol: 2)]
        #expect(Self.reason(object.bytes) == .malformed)
    }

    @Test func `refuses programs larger than an account`() {
        let half = TestObject.data(".a", [UInt8](repeating: 0, count: 6 << 20))
        let object = TestObject(
            [
                TestObject.code(
                    ".text", [Code.load(), Code.load(), Code.exit],
                    [
                        TestObject.Relocation(offset: 0, type: 1, symbol: 2),
                        TestObject.Relocation(offset: 16, type: 1, symbol: 3),
                    ]), half, half,
            ],
            [
                TestObject.Symbol(name: "a", section: 2), TestObject.Symbol(name: "b", section: 3),
            ])
        #expect(Self.reason(object.bytes) == .tooLarge(limit: 10 << 20))
    }

    @Test func `refuses every beginning of an object`() throws {
        let object = try Repository.read("sbf/calls.o")
        for count in object.indices {
            #expect(Self.reason(Array(object[..<count])) != nil, "the first \(count) bytes")
        }
    }

    @Test func `survives every flipped bit`() throws {
        let object = try Repository.read("sbf/calls.o")
        let original = try ProgramFile(linking: object)
        var refused = 0
        for index in object.indices {
            var broken = object
            broken[index] ^= 1 << UInt8(index % 8)
            guard let program = try? ProgramFile(linking: broken) else {
                refused += 1
                continue
            }
            #expect(program.code.count % 8 == 0 && program.constants.count % 8 == 0)
            #expect(program.encoded().count <= original.encoded().count + object.count)
        }
        #expect(refused > 300)
    }
}
