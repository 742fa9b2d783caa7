/// The inputs of all rows: many, so that no branch predictor can learn them by heart, and the same
/// in every run.
enum RandomPool {
    /// Inputs of a row.
    static let count = 1_024

    /// `count` strings of `size` bytes.
    static func bytes(size: Int, count: Int = count, seed: UInt64) -> [[UInt8]] {
        var generator = SplitMix64(state: seed)
        return (0..<count).map { _ in
            (0..<size).map { _ in .random(in: 0...255, using: &generator) }
        }
    }
}

/// Steele, Lea and Flood's generator: a fixed seed gives the same numbers everywhere.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
