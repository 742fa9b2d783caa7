import SBFLinker

extension FuzzTarget {
    /// A relocatable object: refused, or a program that the loader can place.
    static let object = FuzzTarget(name: "object", longest: 4096) { bytes throws(Finding) in
        guard let program = try? ProgramFile(linking: bytes) else { return }
        try expect(
            program.code.count % 8 == 0 && program.constants.count % 8 == 0,
            "segments are whole words")
        let end = 0x1_0000_0000 + UInt64(program.code.count)
        try expect(
            (0x1_0000_0000..<end).contains(program.entry) && program.entry % 8 == 0,
            "the entry point is an instruction")
        try expect(
            program.constants.prefix(8).allSatisfy { $0 == 0 }, "nothing lies at address 0")
        let segments = program.constants.isEmpty ? 1 : 2
        let plain = program.encoded()
        try expect(
            plain.count == 64 + 56 * segments + program.constants.count + program.code.count,
            "a file is its headers and segments")
        let named = program.encoded(symbols: true)
        try expect(
            named.count % 8 == 0 && named[64..<plain.count] == plain[64...],
            "symbols come behind what is loaded")
        try expect((try? ProgramFile(linking: plain)) == nil, "a program is no object")
    }
}
