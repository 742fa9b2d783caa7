/// Which sections of an object the program needs, and where they come to lie.
struct Layout {
    /// The sections of constants, in the order of the file.
    private(set) var data: [Int] = []
    /// The sections of instructions: the entry point's first, then in the order of the file.
    private(set) var code: [Int] = []
    /// The address of each section; none if the program does not need it.
    private(set) var addresses: [UInt64?]
    /// Bytes of constants, from address 0.
    private(set) var dataSize = 0
    /// Bytes of instructions.
    private(set) var codeSize = 0

    /// Where constants begin. Nothing lies at address 0, which is `nil` to the program.
    static let dataStart = 8
    /// Where instructions begin in memory.
    static let codeStart: UInt64 = 0x1_0000_0000
    /// The largest alignment of constants; nothing in Swift asks for more than 16.
    static let largestAlignment: UInt64 = 4096
    /// The most bytes that an account can hold, hence a program.
    /// Source: agave, MAX_PERMITTED_DATA_LENGTH.
    static let largestProgram = 10 << 20

    /// Lays out what can be reached from the section `entry`.
    ///
    /// - Throws: `LinkError` with the reasons that concern sections and symbols.
    init(_ object: ObjectFile, entry: Int) throws(LinkError) {
        addresses = object.sections.map { _ in nil }
        let live = try Self.reachable(object, from: entry)
        code = [entry] + live.filter { object.sections[$0].isCode && $0 != entry }
        data = live.filter { !object.sections[$0].isCode }
        var end = UInt64(Self.dataStart)
        for index in data {
            let section = object.sections[index]
            let alignment = max(8, section.alignment)
            guard alignment <= Self.largestAlignment, alignment.nonzeroBitCount == 1 else {
                throw LinkError(.unsupportedAlignment(section.alignment), section: section.text)
            }
            let address = (end + alignment - 1) / alignment * alignment
            addresses[index] = address
            end = try Self.end(of: section, at: address)
        }
        dataSize = data.isEmpty ? 0 : Int(end)
        end = 0
        for index in code {
            let section = object.sections[index]
            // Zeros between functions would be no instructions.
            guard section.alignment <= 8 else {
                throw LinkError(.unsupportedAlignment(section.alignment), section: section.text)
            }
            guard section.range.count % 8 == 0 else {
                throw LinkError(.malformed, section: section.text)
            }
            addresses[index] = Self.codeStart + end
            end = try Self.end(of: section, at: end)
        }
        codeSize = Int(end)
    }

    /// The end of a section, a multiple of 8.
    private static func end(
        of section: ObjectFile.Section, at address: UInt64
    ) throws(LinkError) -> UInt64 {
        let end = address + (UInt64(section.range.count) + 7) / 8 * 8
        guard end <= UInt64(largestProgram) else {
            throw LinkError(.tooLarge(limit: largestProgram), section: section.text)
        }
        return end
    }

    /// The sections that can be reached from one through relocations, in the order of the file.
    private static func reachable(
        _ object: ObjectFile, from entry: Int
    ) throws(LinkError) -> [Int] {
        var isLive = object.sections.map { _ in false }
        var waiting = [entry]
        isLive[entry] = true
        while let index = waiting.popLast() {
            let section = object.sections[index]
            try check(section)
            for relocation in section.relocations {
                let symbol = object.symbols[relocation.symbol]
                guard case .section(let target) = symbol.place, !isLive[target] else { continue }
                isLive[target] = true
                waiting.append(target)
            }
        }
        return isLive.indices.filter { isLive[$0] }
    }

    /// Refuses what has no place in a program. A v3 loader does not look at sections.
    private static func check(_ section: ObjectFile.Section) throws(LinkError) {
        guard section.isInMemory else {
            throw LinkError(.sectionNotInMemory, section: section.text)
        }
        // Written by a linker once, when addresses are known, and never again.
        let isConstant =
            section.name.elementsEqual(".data.rel.ro".utf8)
            || section.name.starts(with: ".data.rel.ro.".utf8)
        guard !section.isWritable || (isConstant && !section.isCode) else {
            throw LinkError(.writableSection, section: section.text)
        }
        guard section.type == ObjectFile.Section.progBits, !section.isThreadLocal,
            !section.isCompressed
        else {
            throw LinkError(.unsupportedSection, section: section.text)
        }
    }
}
