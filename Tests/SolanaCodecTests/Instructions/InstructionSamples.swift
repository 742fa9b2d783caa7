import SolanaCodec

/// The address of 32 equal bytes.
func key(_ byte: UInt8) -> Address { Address(FixedBytes(repeating: byte)) }

/// A plain account for each byte.
func accounts(_ bytes: UInt8...) -> [AccountMeta] { bytes.map { AccountMeta(key($0)) } }

/// The accounts 1, 2, … `count`.
func accounts(count: Int) -> [AccountMeta] {
    (0..<count).map { AccountMeta(key(UInt8($0 + 1))) }
}

/// Bytes from hexadecimal digits; blanks are for the reader.
func hex(_ text: String) throws -> [UInt8] {
    guard let bytes = Hexadecimal.decode(text.filter { $0 != " " }) else { throw BadHex(text) }
    return bytes
}

struct BadHex: Error {
    var text: String
    init(_ text: String) { self.text = text }
}

/// A small generator whose seed is its name, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension [AccountMeta] {
    /// The addresses alone, for comparisons in which roles do not count.
    var addresses: [Address] { map(\.address) }
}
