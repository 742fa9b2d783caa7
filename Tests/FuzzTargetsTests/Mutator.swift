/// Makes new inputs from those of a corpus, the same ones for the same seed.
struct Mutator {
    private var generator: SplitMix64
    private let corpus: [[UInt8]]
    private let longest: Int

    init(seed: UInt64, corpus: [[UInt8]], longest: Int) {
        generator = SplitMix64(state: seed)
        self.corpus = corpus + [[]]
        self.longest = longest
    }

    /// One to four changes of a random input.
    mutating func next() -> [UInt8] {
        var input = pick(corpus) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &generator) { change(&input) }
        return Array(input.prefix(longest))
    }

    private mutating func change(_ input: inout [UInt8]) {
        let place = Int.random(in: 0...input.count, using: &generator)
        let range = place..<min(input.count, place + Int.random(in: 1...40, using: &generator))
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: input.insert(byte(), at: place)
        case 1: input.removeSubrange(range)
        case 2: input.insert(contentsOf: input[range], at: place)
        case 3: input.removeLast(input.count - place)
        case 4:
            let other = pick(corpus) ?? []
            input.replaceSubrange(place..., with: other.dropFirst(place))
        case 5 where !range.isEmpty: input[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 6 where range.count > 1: input.swapAt(place, range.upperBound - 1)
        default: if !range.isEmpty { input[place] = byte() }
        }
    }

    /// Any byte, or one at the edge of a rule.
    private mutating func byte() -> UInt8 {
        let edges: [UInt8] = [0, 1, 0x7F, 0x80, 0x81, 0xFF, 0x31, 0x5C, 0x22, 0x2C, 0x5D, 0x20]
        return Bool.random(using: &generator)
            ? pick(edges) ?? 0 : UInt8.random(in: 0 ... .max, using: &generator)
    }

    private mutating func pick<T>(_ list: [T]) -> T? { list.randomElement(using: &generator) }
}

/// Sebastiano Vigna's SplitMix64: a generator that can be started again.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
