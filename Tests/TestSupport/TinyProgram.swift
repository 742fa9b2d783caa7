/// The smallest programs: sBPF v3, one segment, `r0 = answer`, `exit`.
public enum TinyProgram {
    /// An ELF file whose calls end with the custom error `answer`, or succeed for 0.
    ///
    /// - Parameter size: its length in bytes; earlier assignments fill it up. A multiple of 8 from
    ///   136 on.
    public static func elf(answer: UInt8, size: Int = 136) -> [UInt8] {
        let code = UInt64(size - 120)
        let start: UInt64 = 1 << 32
        var file: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + Array(repeating: 0, count: 9)
        // Type, machine, version; entry, program headers, section headers; flags: version 3.
        file += [3, 0, 247, 0, 1, 0, 0, 0] + bytes(start) + bytes(64) + bytes(0) + [3, 0, 0, 0]
        file += [64, 0, 56, 0, 1, 0, 0, 0, 0, 0, 0, 0]
        // A segment that is loaded and run.
        file += [1, 0, 0, 0, 1, 0, 0, 0] + bytes(120) + bytes(start) + bytes(start)
        file += bytes(code) + bytes(code) + bytes(0)
        for index in 0..<(size - 128) / 8 {
            let isLast = index == (size - 128) / 8 - 1
            // Different values, so that no two parts are the same.
            let value = isLast ? UInt32(answer) : UInt32(index + 1000)
            file += [0xB7, 0, 0, 0] + bytes(UInt64(value)).prefix(4)
        }
        return file + [0x95, 0, 0, 0, 0, 0, 0, 0]
    }

    private static func bytes(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
