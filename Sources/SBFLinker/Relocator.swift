/// Fills in the addresses that the compiler left open.
struct Relocator {
    let object: ObjectFile
    let layout: Layout

    /// The bytes of a section, with the addresses that it refers to.
    ///
    /// - Throws: `LinkError` with the reasons that concern relocations and undefined symbols.
    func bytes(of index: Int) throws(LinkError) -> [UInt8] {
        let section = object.sections[index]
        var bytes = Array(object.bytes[section.range])
        var seen: Set<UInt64> = []
        for relocation in section.relocations {
            guard seen.insert(relocation.offset).inserted else {
                throw failure(.duplicateRelocation, section, relocation)
            }
            guard let offset = Int(exactly: relocation.offset) else {
                throw failure(.misplacedRelocation, section, relocation)
            }
            let place = Place(section: section, base: layout.addresses[index] ?? 0, offset: offset)
            switch relocation.type {
            case 1: try load(relocation, place, &bytes)
            case 2: try pointer(relocation, place, &bytes)
            case 10: try call(relocation, place, &bytes)
            default:
                throw failure(.unsupportedRelocation(type: relocation.type), section, relocation)
            }
        }
        return bytes
    }

    /// Where a relocation is applied.
    private struct Place {
        var section: ObjectFile.Section
        /// The section's address.
        var base: UInt64
        var offset: Int

        /// Whether the instruction here has this opcode.
        func holds(_ opcode: UInt8, size: Int, in bytes: [UInt8]) -> Bool {
            section.isCode && offset % Instruction.size == 0 && offset <= bytes.count - size
                && bytes[offset] == opcode
        }
    }

    /// Type 1, R_BPF_64_64: the constant of a 64-bit load, half in each of its two instructions.
    private func load(
        _ relocation: ObjectFile.Relocation, _ place: Place, _ bytes: inout [UInt8]
    ) throws(LinkError) {
        guard place.holds(Instruction.load64, size: 2 * Instruction.size, in: bytes),
            let low: UInt32 = bytes.load(at: place.offset + 4),
            let high: UInt32 = bytes.load(at: place.offset + 12)
        else { throw failure(.misplacedRelocation, place.section, relocation) }
        let addend = UInt64(low) | UInt64(high) << 32
        let value = try address(relocation, place) &+ addend
        // The source register tells other machines what kind of constant it is.
        Instruction.setSource(0, &bytes, at: place.offset)
        bytes.store(UInt32(truncatingIfNeeded: value), at: place.offset + 4)
        bytes.store(UInt32(truncatingIfNeeded: value >> 32), at: place.offset + 12)
    }

    /// Type 2, R_BPF_64_ABS64: a pointer among constants.
    private func pointer(
        _ relocation: ObjectFile.Relocation, _ place: Place, _ bytes: inout [UInt8]
    ) throws(LinkError) {
        guard !place.section.isCode, let addend: UInt64 = bytes.load(at: place.offset) else {
            throw failure(.misplacedRelocation, place.section, relocation)
        }
        bytes.store(try address(relocation, place) &+ addend, at: place.offset)
    }

    /// Type 10, R_BPF_64_32: a call, to a function or to a syscall.
    private func call(
        _ relocation: ObjectFile.Relocation, _ place: Place, _ bytes: inout [UInt8]
    ) throws(LinkError) {
        guard place.holds(Instruction.call, size: Instruction.size, in: bytes),
            let immediate: UInt32 = bytes.load(at: place.offset + 4)
        else { throw failure(.misplacedRelocation, place.section, relocation) }
        let symbol = object.symbols[relocation.symbol]
        if symbol.place == .undefined {
            guard let hash = Syscall.hash(symbol: Array(symbol.name)) else {
                throw failure(.undefinedSymbol, place.section, relocation)
            }
            Instruction.setSource(0, &bytes, at: place.offset)
            bytes.store(hash, at: place.offset + 4)
            return
        }
        // Within a section the immediate counts instructions from the one after the call; for a
        // function by name it is -1, and adds nothing.
        let addend = (Int64(Int32(bitPattern: immediate)) + 1) * Int64(Instruction.size)
        let target = try address(relocation, place) &+ UInt64(bitPattern: addend)
        let end = Layout.codeStart + UInt64(layout.codeSize)
        guard target >= Layout.codeStart, target < end, target % UInt64(Instruction.size) == 0
        else {
            throw failure(.callOutsideCode, place.section, relocation)
        }
        let next = place.base + UInt64(place.offset + Instruction.size)
        let distance = (Int64(target) - Int64(next)) / Int64(Instruction.size)
        Instruction.setSource(Instruction.localCall, &bytes, at: place.offset)
        bytes.store(UInt32(bitPattern: Int32(distance)), at: place.offset + 4)
    }

    /// The address of the symbol that a relocation names.
    private func address(
        _ relocation: ObjectFile.Relocation, _ place: Place
    ) throws(LinkError) -> UInt64 {
        let symbol = object.symbols[relocation.symbol]
        switch symbol.place {
        case .section(let index): return (layout.addresses[index] ?? 0) + symbol.value
        case .undefined: throw failure(.undefinedSymbol, place.section, relocation)
        case .other: throw failure(.unsupportedSymbol, place.section, relocation)
        }
    }

    private func failure(
        _ reason: LinkError.Reason, _ section: ObjectFile.Section,
        _ relocation: ObjectFile.Relocation
    ) -> LinkError {
        LinkError(
            reason, section: section.text, offset: relocation.offset,
            symbol: object.symbols[relocation.symbol].text)
    }
}
