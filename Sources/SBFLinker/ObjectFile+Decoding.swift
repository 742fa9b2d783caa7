extension ObjectFile {
    /// The largest object that is read: a program of 10 MiB is the largest that Solana stores, and
    /// as much again for what describes it.
    static let longest = 20 << 20
    /// The most relocations: one for every instruction of the largest program.
    static let mostRelocations = (10 << 20) / 8

    /// Reads an object, strictly.
    ///
    /// - Throws: `LinkError` with the reasons that concern the file.
    init(decoding file: [UInt8]) throws(LinkError) {
        guard file.count <= Self.longest else { throw LinkError(.tooLarge(limit: Self.longest)) }
        bytes = file
        let headers = try Self.sectionHeaders(file)
        sections = []
        for header in headers.all {
            sections.append(
                Section(
                    name: try Self.name(header.name, in: headers.names, file),
                    type: header.type, flags: header.flags, alignment: header.alignment,
                    range: try header.range(in: file)))
        }
        let tables = headers.all.indices.filter { headers.all[$0].type == Section.symbolTable }
        guard tables.count == 1, let table = tables.first else { throw LinkError(.malformed) }
        symbols = try Self.symbols(headers.all[table], headers.all, file)
        try readRelocations(headers.all, symbolTable: table)
    }

    /// A section header as it stands in the file.
    private struct Header {
        var name: UInt32
        var type: UInt32
        var flags: UInt64
        var offset: UInt64
        var size: UInt64
        var link: UInt32
        var info: UInt32
        var alignment: UInt64
        var entrySize: UInt64

        /// Its bytes in the file.
        func range(in file: [UInt8]) throws(LinkError) -> Range<Int> {
            if type == 0 || type == Section.noBits { return 0..<0 }
            guard let start = Int(exactly: offset), let count = Int(exactly: size),
                start <= file.count, count <= file.count - start
            else { throw LinkError(.outsideFile, offset: offset) }
            return start..<start + count
        }
    }

    private static func sectionHeaders(
        _ file: [UInt8]
    ) throws(LinkError) -> (all: [Header], names: Header) {
        // Class 2 is 64 bits, data 1 little-endian, version 1.
        guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]) else { throw LinkError(.notELF) }
        guard let type: UInt16 = file.load(at: 16), let machine: UInt16 = file.load(at: 18),
            let start: UInt64 = file.load(at: 40), let headerSize: UInt16 = file.load(at: 52),
            let entrySize: UInt16 = file.load(at: 58), let count: UInt16 = file.load(at: 60),
            let names: UInt16 = file.load(at: 62)
        else { throw LinkError(.outsideFile, offset: UInt64(file.count)) }
        guard machine == ProgramFile.machine else { throw LinkError(.wrongMachine(machine)) }
        guard type == 1 else { throw LinkError(.notRelocatable(type: type)) }
        guard headerSize == 64, entrySize == 64 else { throw LinkError(.malformed) }
        guard let start = Int(exactly: start), start <= file.count,
            Int(count) * 64 <= file.count - start
        else { throw LinkError(.outsideFile, offset: start) }
        var headers: [Header] = []
        for index in 0..<Int(count) {
            headers.append(try header(at: start + 64 * index, file))
        }
        guard Int(names) < headers.count else { throw LinkError(.malformed, offset: 62) }
        return (headers, headers[Int(names)])
    }

    private static func header(at offset: Int, _ file: [UInt8]) throws(LinkError) -> Header {
        guard let name: UInt32 = file.load(at: offset),
            let type: UInt32 = file.load(at: offset + 4),
            let flags: UInt64 = file.load(at: offset + 8),
            let place: UInt64 = file.load(at: offset + 24),
            let size: UInt64 = file.load(at: offset + 32),
            let link: UInt32 = file.load(at: offset + 40),
            let info: UInt32 = file.load(at: offset + 44),
            let alignment: UInt64 = file.load(at: offset + 48),
            let entrySize: UInt64 = file.load(at: offset + 56)
        else { throw LinkError(.outsideFile, offset: UInt64(offset)) }
        return Header(
            name: name, type: type, flags: flags, offset: place, size: size, link: link, info: info,
            alignment: alignment, entrySize: entrySize)
    }

    /// The text at `offset` of a string table, up to its zero.
    private static func name(
        _ offset: UInt32, in table: Header, _ file: [UInt8]
    ) throws(LinkError) -> ArraySlice<UInt8> {
        let bytes = file[try table.range(in: file)]
        guard table.type == Section.stringTable else { throw LinkError(.malformed) }
        let start = bytes.startIndex + Int(offset)
        guard start < bytes.endIndex, let end = bytes[start...].firstIndex(of: 0),
            end - start <= longestName
        else { throw LinkError(.malformed, offset: table.offset &+ UInt64(offset)) }
        return bytes[start..<end]
    }

    /// The most symbols; a program of 10,000 functions would be a large one.
    private static let mostSymbols = 65_536
    /// The longest name, in bytes; mangled names of generic code are long.
    private static let longestName = 4096

    private static func symbols(
        _ table: Header, _ headers: [Header], _ file: [UInt8]
    ) throws(LinkError) -> [Symbol] {
        let range = try table.range(in: file)
        guard table.entrySize == 24, range.count % 24 == 0, Int(table.link) < headers.count else {
            throw LinkError(.malformed, offset: table.offset)
        }
        guard range.count / 24 <= mostSymbols else {
            throw LinkError(.tooLarge(limit: mostSymbols), offset: table.offset)
        }
        let names = headers[Int(table.link)]
        var symbols: [Symbol] = []
        for offset in stride(from: range.lowerBound, to: range.upperBound, by: 24) {
            guard let name: UInt32 = file.load(at: offset),
                let info: UInt8 = file.load(at: offset + 4),
                let section: UInt16 = file.load(at: offset + 6),
                let value: UInt64 = file.load(at: offset + 8),
                let size: UInt64 = file.load(at: offset + 16)
            else { throw LinkError(.outsideFile, offset: UInt64(offset)) }
            let place: Symbol.Place
            switch section {
            case 0: place = .undefined
            case 0xFF00...0xFFFF: place = .other
            default:
                guard Int(section) < headers.count, value <= headers[Int(section)].size else {
                    throw LinkError(.malformed, offset: UInt64(offset))
                }
                place = .section(Int(section))
            }
            symbols.append(
                Symbol(
                    name: try Self.name(name, in: names, file), type: info & 0xF, place: place,
                    value: value, size: size))
        }
        return symbols
    }

    private mutating func readRelocations(
        _ headers: [Header], symbolTable: Int
    ) throws(LinkError) {
        var total = 0
        for (index, header) in headers.enumerated() {
            guard header.type == Section.rel || header.type == Section.rela else { continue }
            let section = sections[index]
            let target = Int(header.info)
            guard header.type == Section.rel, header.entrySize == 16, section.range.count % 16 == 0,
                Int(header.link) == symbolTable, target < sections.count,
                sections[target].relocations.isEmpty
            else { throw LinkError(.malformed, section: section.text) }
            total += section.range.count / 16
            guard total <= Self.mostRelocations else {
                throw LinkError(.tooLarge(limit: Self.mostRelocations), section: section.text)
            }
            for entry in stride(
                from: section.range.lowerBound, to: section.range.upperBound, by: 16)
            {
                guard let offset: UInt64 = bytes.load(at: entry),
                    let info: UInt64 = bytes.load(at: entry + 8),
                    Int(info >> 32) < symbols.count
                else { throw LinkError(.malformed, section: section.text) }
                sections[target].relocations.append(
                    Relocation(
                        offset: offset, type: UInt32(truncatingIfNeeded: info),
                        symbol: Int(info >> 32)))
            }
        }
    }
}
