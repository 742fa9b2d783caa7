/// What debuggers read of a program: names of places, and sections for them to be in.
struct SectionTable {
    /// Symbols, their names, the sections' names, section headers.
    private(set) var bytes: [UInt8] = []
    /// Sections, the empty first one included.
    private(set) var count = 0
    private var headers: [UInt8] = []
    private var names: [UInt8] = []

    /// Bytes of a section header.
    static let headerSize = 64

    /// Bytes of all section headers, which come last.
    var headerBytes: Int { headers.count }
    /// Whether there is nothing for debuggers.
    var isEmpty: Bool { count == 0 }

    /// No table.
    init() {}

    /// The table for a program whose constants and code begin at `bodyStart` in the file.
    init(_ program: ProgramFile, bodyStart: Int) {
        let codeStart = bodyStart + program.constants.count
        let tableStart = codeStart + program.code.count
        let hasConstants = !program.constants.isEmpty
        let codeSection: UInt16 = hasConstants ? 2 : 1
        add("", type: 0, offset: 0, size: 0)
        if hasConstants {
            add(".rodata", type: 1, flags: 2, offset: bodyStart, size: program.constants.count)
        }
        add(
            ".text", type: 1, flags: 6, address: Layout.codeStart, offset: codeStart,
            size: program.code.count)

        var symbolNames: [UInt8] = [0]
        var table = [UInt8](repeating: 0, count: 24)
        for symbol in program.symbols {
            table.append(littleEndian: UInt32(symbolNames.count))
            table.append(symbol.isFunction ? 2 : 1)  // local, function or object
            table.append(0)
            table.append(littleEndian: symbol.isFunction ? codeSection : 1)
            table.append(littleEndian: symbol.address)
            table.append(littleEndian: symbol.size)
            symbolNames += Array(symbol.name.utf8) + [0]
        }
        // All symbols are local: the index after the last one.
        add(
            ".symtab", type: 2, offset: tableStart, size: table.count, link: UInt32(count + 1),
            info: UInt32(program.symbols.count + 1), entrySize: 24)
        add(".strtab", type: 3, offset: tableStart + table.count, size: symbolNames.count)
        let namesStart = tableStart + table.count + symbolNames.count
        let size = names.count + ".shstrtab".utf8.count + 1
        add(".shstrtab", type: 3, offset: namesStart, size: size)
        bytes = table + symbolNames + names
        bytes.pad(to: 8)
        bytes += headers
    }

    private mutating func add(
        _ name: String, type: UInt32, flags: UInt64 = 0, address: UInt64 = 0, offset: Int,
        size: Int, link: UInt32 = 0, info: UInt32 = 0, entrySize: UInt64 = 0
    ) {
        headers.append(littleEndian: UInt32(names.count))
        headers.append(littleEndian: type)
        headers.append(littleEndian: flags)
        headers.append(littleEndian: address)
        headers.append(littleEndian: UInt64(offset))
        headers.append(littleEndian: UInt64(size))
        headers.append(littleEndian: link)
        headers.append(littleEndian: info)
        headers.append(littleEndian: type == 0 ? UInt64(0) : type == 3 ? 1 : 8)
        headers.append(littleEndian: entrySize)
        names += Array(name.utf8) + [0]
        count += 1
    }
}
