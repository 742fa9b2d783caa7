extension ProgramFile {
    /// The file that is deployed.
    ///
    /// Shape: ELF header 64 | a program header of 56 for the constants, if there are any, and one
    /// for the code | constants | code. With `symbols`: then a symbol table, its names, the
    /// sections' names, and the section headers, so that `llvm-objdump -d` shows functions; such a
    /// file runs just the same. Source: SIMD-0189; System V gABI.
    public func encoded(symbols withSymbols: Bool = false) -> [UInt8] {
        let segments = constants.isEmpty ? 1 : 2
        let start = Self.headerSize + segments * Self.segmentHeaderSize
        var body = constants + code
        var sections = SectionTable()
        if withSymbols {
            sections = SectionTable(self, bodyStart: start)
            body += sections.bytes
        }
        var output = header(
            segments: segments, sections: sections,
            sectionHeaders: withSymbols ? start + body.count - sections.headerBytes : 0)
        if !constants.isEmpty {
            output += segment(flags: 4, address: 0, offset: start, size: constants.count)
        }
        output += segment(
            flags: 1, address: Layout.codeStart, offset: start + constants.count, size: code.count)
        return output + body
    }

    /// Bytes of the ELF header.
    static let headerSize = 64
    /// Bytes of a program header.
    static let segmentHeaderSize = 56
    /// The sBPF version, as the header's flags say it.
    static let version: UInt32 = 3

    private func header(segments: Int, sections: SectionTable, sectionHeaders: Int) -> [UInt8] {
        var output: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        output.append(littleEndian: UInt16(3))  // shared object
        output.append(littleEndian: Self.machine)
        output.append(littleEndian: UInt32(1))
        output.append(littleEndian: entry)
        output.append(littleEndian: UInt64(Self.headerSize))
        output.append(littleEndian: UInt64(sectionHeaders))
        output.append(littleEndian: Self.version)
        output.append(littleEndian: UInt16(Self.headerSize))
        output.append(littleEndian: UInt16(Self.segmentHeaderSize))
        output.append(littleEndian: UInt16(segments))
        output.append(littleEndian: UInt16(sections.isEmpty ? 0 : SectionTable.headerSize))
        output.append(littleEndian: UInt16(sections.count))
        output.append(littleEndian: UInt16(sections.isEmpty ? 0 : sections.count - 1))
        return output
    }

    private func segment(flags: UInt32, address: UInt64, offset: Int, size: Int) -> [UInt8] {
        var output: [UInt8] = []
        output.append(littleEndian: UInt32(1))  // PT_LOAD
        output.append(littleEndian: flags)
        output.append(littleEndian: UInt64(offset))
        output.append(littleEndian: address)
        output.append(littleEndian: address)
        output.append(littleEndian: UInt64(size))
        output.append(littleEndian: UInt64(size))
        output.append(littleEndian: UInt64(Instruction.size))
        return output
    }
}
