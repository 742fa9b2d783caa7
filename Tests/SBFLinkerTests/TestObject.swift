/// A relocatable object made by hand, from what the ELF standard says.
struct TestObject {
    var header = Header()
    var sections: [Section] = []
    var symbols: [Symbol] = []

    struct Header {
        var ident: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]
        var type: UInt16 = 1
        var machine: UInt16 = 247
        var headerSize: UInt16 = 64
        var sectionHeaderSize: UInt16 = 64
    }

    struct Section {
        var name: String
        var type: UInt32 = 1
        var flags: UInt64
        var alignment: UInt64 = 8
        var bytes: [UInt8]
        var relocations: [Relocation] = []
    }

    struct Relocation {
        var offset: UInt64
        var type: UInt32
        var symbol: UInt32
    }

    struct Symbol {
        var name: String
        var section: UInt16
        var value: UInt64 = 0
        var type: UInt8 = 2
    }

    /// Instructions.
    static func code(
        _ name: String, _ instructions: [[UInt8]], _ relocations: [Relocation] = []
    ) -> Section {
        Section(
            name: name, flags: 0x6, bytes: instructions.flatMap(\.self), relocations: relocations)
    }

    /// Constants.
    static func data(
        _ name: String, _ bytes: [UInt8], _ relocations: [Relocation] = []
    ) -> Section {
        Section(name: name, flags: 0x2, bytes: bytes, relocations: relocations)
    }

    /// An object whose entry point is the start of the first of these sections. Section 1 is the
    /// first, and so is symbol 1.
    init(_ sections: [Section], _ symbols: [Symbol] = []) {
        self.sections = sections
        self.symbols = [Symbol(name: "entrypoint", section: 1)] + symbols
    }

    /// The file: header, sections, relocations, symbols, names, section headers.
    var bytes: [UInt8] {
        var output = [UInt8](repeating: 0, count: 64)
        var names: [UInt8] = [0]
        var headers = [UInt8](repeating: 0, count: 64)
        let table = UInt32(sections.count + sections.count { !$0.relocations.isEmpty } + 1)
        func name(_ text: String) -> UInt32 {
            defer { names += Array(text.utf8) + [0] }
            return UInt32(names.count)
        }
        func add(
            _ text: String, _ type: UInt32, flags: UInt64 = 0, bytes: [UInt8], link: UInt32 = 0,
            info: UInt32 = 0, alignment: UInt64 = 1, entry: UInt64 = 0
        ) {
            while output.count % 8 != 0 { output.append(0) }
            headers += name(text).little + type.little + flags.little + UInt64(0).little
            headers += UInt64(output.count).little + UInt64(bytes.count).little
            headers += link.little + info.little + alignment.little + entry.little
            output += bytes
        }
        for section in sections {
            add(
                section.name, section.type, flags: section.flags, bytes: section.bytes,
                alignment: section.alignment)
        }
        for (index, section) in sections.enumerated() where !section.relocations.isEmpty {
            let entries = section.relocations.flatMap {
                $0.offset.little + (UInt64($0.symbol) << 32 | UInt64($0.type)).little
            }
            add(
                ".rel\(section.name)", 9, bytes: entries, link: table, info: UInt32(index + 1),
                alignment: 8, entry: 16)
        }
        var entries = [UInt8](repeating: 0, count: 24)
        for symbol in symbols {
            entries += name(symbol.name).little + [symbol.type, 0] + symbol.section.little
            entries += symbol.value.little + UInt64(0).little
        }
        add(".symtab", 2, bytes: entries, link: table + 1, info: 1, alignment: 8, entry: 24)
        // Its own name is the last one.
        let ending = Array(".strtab".utf8) + [0]
        let place = UInt32(names.count)
        names += ending
        headers += place.little + UInt32(3).little + UInt64(0).little + UInt64(0).little
        while output.count % 8 != 0 { output.append(0) }
        headers += UInt64(output.count).little + UInt64(names.count).little
        headers += UInt32(0).little + UInt32(0).little + UInt64(1).little + UInt64(0).little
        output += names
        while output.count % 8 != 0 { output.append(0) }
        var start = header.ident + [UInt8](repeating: 0, count: 16 - header.ident.count)
        start += header.type.little + header.machine.little + UInt32(1).little
        start += UInt64(0).little + UInt64(0).little + UInt64(output.count).little
        start += UInt32(0).little + header.headerSize.little + UInt16(0).little
        start += UInt16(0).little + header.sectionHeaderSize.little
        start += UInt16(table + 2).little + UInt16(table + 1).little
        output.replaceSubrange(0..<64, with: start)
        return output + headers
    }
}

extension FixedWidthInteger {
    /// Its bytes, the lowest first.
    var little: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
    }
}

/// Instructions by name, as RFC 9669 writes them.
enum Code {
    static let exit: [UInt8] = [0x95, 0, 0, 0, 0, 0, 0, 0]

    /// A call as the compiler leaves it: to a function by name unless `immediate` says otherwise.
    static func call(_ immediate: Int32 = -1) -> [UInt8] { [0x85, 0x10, 0, 0] + immediate.little }

    /// A load of a 64-bit constant into r1.
    static func load(_ value: UInt64 = 0) -> [UInt8] {
        [0x18, 0x01, 0, 0] + UInt32(truncatingIfNeeded: value).little + [0, 0, 0, 0]
            + UInt32(value >> 32).little
    }

    /// Any instruction.
    static func any(
        _ opcode: UInt8, registers: UInt8 = 0x10, offset: Int16 = 0, _ immediate: Int32 = 0
    ) -> [UInt8] {
        [opcode, registers] + offset.little + immediate.little
    }
}
