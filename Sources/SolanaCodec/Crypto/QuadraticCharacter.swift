/// Whether an element of the field of p = 2²⁵⁵ − 19 is a square, by its Jacobi symbol.
///
/// The binary algorithm on (a | b) with b odd, both never negative: take twos out of a, swap so that a
/// is the larger one, subtract. Thirty halvings at a time run on one word of each number, its leading
/// bits above its trailing ones, and are then applied to the whole numbers at once. The trailing bits
/// decide parity and sign changes and are exact. The leading bits decide which number is larger; where
/// they leave doubt, the batch ends, so that the result never depends on an approximation.
///
/// For public data only: variable time. Sources: Cohen, "A Course in Computational Algebraic Number
/// Theory", 1.4; Lehmer's idea of leading digits; packed factors as in Pornin, eprint 2020/972.
struct QuadraticCharacter {
    private var a: Words256
    private var b: Words256
    /// Its second bit tells whether the symbol's sign has changed.
    private var flips: UInt64 = 0

    /// Whether `value`, below p, is zero or a square modulo p.
    static func isSquareOrZero(_ value: Words256) -> Bool {
        guard !value.isZero else { return true }
        var state = QuadraticCharacter(a: value, b: .fieldPrime)
        // A value of less than p has no factor in common with p, so b ends as 1.
        while state.needsMoreThanOneWord { state.halveManyTimes() }
        state.finish()
        return state.flips & 2 == 0
    }

    private init(a: Words256, b: Words256) {
        self.a = a
        self.b = b
    }

    private var needsMoreThanOneWord: Bool {
        (a.w1 | b.w1 | a.w2 | b.w2 | a.w3 | b.w3) != 0
    }

    // MARK: Batches

    /// Halvings in a batch: the factors that they build up fit half a word each, sign included.
    private static let batch: UInt64 = 30
    /// Trailing bits in a word: a batch uses up 30, and the symbol's rules look at three.
    private static let trailing: UInt64 = 33
    /// Each approximation is off by less than one unit of its leading part, and exact halving never
    /// makes that more: a difference of two units or more has the true sign.
    private static let doubt: UInt64 = 1 << (trailing + 1)

    /// Takes up to 30 twos out of a, with the swaps and subtractions between them.
    @inline(__always) private mutating func halveManyTimes() {
        let (topA, topB) = leadingWords
        let mask: UInt64 = (1 << Self.trailing) &- 1
        var x = topA & ~mask | a.w0 & mask
        var y = topB & ~mask | b.w0 & mask
        // What a and b have become, as multiples of the old ones: of a in the low half, of b in the
        // high half; both wait for the shift at the end.
        var factorsA: UInt64 = 1
        var factorsB: UInt64 = 1 << 32
        var room = Self.batch
        var twos = UInt64(truncatingIfNeeded: x.trailingZeroBitCount)
        while twos < room {
            flips ^= Self.signOfTwos(twos, y)
            x = x &>> twos
            factorsB = factorsB &<< twos
            room &-= twos
            let difference = x &- y
            // All ones if they must be swapped.
            let swap: UInt64 = x < y ? ~0 : 0
            let magnitude = (difference ^ swap) &- swap
            twos = UInt64(truncatingIfNeeded: difference.trailingZeroBitCount)
            guard magnitude >= Self.doubt else {
                twos = 0
                break
            }
            flips ^= Self.signOfReciprocity(x, y) & swap
            y &+= difference & swap
            x = magnitude
            let change = factorsA &- factorsB
            factorsB &+= change & swap
            factorsA = (change ^ swap) &- swap
        }
        if twos >= room {
            flips ^= Self.signOfTwos(room, y)
            factorsB = factorsB &<< room
            room = 0
        }
        guard room < Self.batch else { return stepExactly() }
        let shift = Self.batch &- room
        let newA = combined(factorsA, shift)
        b = combined(factorsB, shift)
        a = newA
    }

    /// (2 | y) to the power `twos`: the sign changes for each two if y is 3 or 5 modulo 8.
    private static func signOfTwos(_ twos: UInt64, _ y: UInt64) -> UInt64 {
        (twos &+ twos) & (y ^ y &>> 1)
    }

    /// The sign changes in a swap if both are 3 modulo 4.
    private static func signOfReciprocity(_ x: UInt64, _ y: UInt64) -> UInt64 {
        x & y
    }

    /// The 64 bits from the highest set bit of the longer number downwards, of each.
    private var leadingWords: (a: UInt64, b: UInt64) {
        if a.w3 | b.w3 != 0 { return Self.joined(a: (a.w3, a.w2), b: (b.w3, b.w2)) }
        if a.w2 | b.w2 != 0 { return Self.joined(a: (a.w2, a.w1), b: (b.w2, b.w1)) }
        return Self.joined(a: (a.w1, a.w0), b: (b.w1, b.w0))
    }

    private static func joined(
        a: (high: UInt64, low: UInt64), b: (high: UInt64, low: UInt64)
    ) -> (a: UInt64, b: UInt64) {
        let shift = UInt64(truncatingIfNeeded: (a.high | b.high).leadingZeroBitCount)
        // The low words in two steps, since a shift by 64 would shift by nothing.
        return (
            a.high &<< shift | (a.low &>> 1) &>> (63 &- shift),
            b.high &<< shift | (b.low &>> 1) &>> (63 &- shift)
        )
    }

    /// a·f + b·g without its `shift` trailing zeros, for packed factors f and g.
    ///
    /// The result is below the larger of a and b and never negative: the factors come from steps
    /// whose order was certain.
    @inline(__always) private func combined(_ factors: UInt64, _ shift: UInt64) -> Words256 {
        let f = Int64(Int32(truncatingIfNeeded: factors))
        let g = Int64(bitPattern: factors &- UInt64(bitPattern: f)) &>> 32
        func product(_ x: UInt64, _ y: UInt64) -> Int128 {
            Int128(truncatingIfNeeded: x) &* Int128(truncatingIfNeeded: f)
                &+ Int128(truncatingIfNeeded: y) &* Int128(truncatingIfNeeded: g)
        }
        func low(_ value: Int128) -> UInt64 { UInt64(truncatingIfNeeded: value) }
        func without(_ zeros: UInt64, _ low: UInt64, _ high: UInt64) -> UInt64 {
            low &>> zeros | high &<< (64 &- zeros)
        }
        // Most of the time the numbers have become shorter than four words.
        let s0 = product(a.w0, b.w0)
        let s1 = product(a.w1, b.w1) &+ s0 &>> 64
        var s2 = s1 &>> 64
        var s3: Int128 = 0
        if a.w2 | b.w2 | a.w3 | b.w3 != 0 {
            s2 &+= product(a.w2, b.w2)
            s3 = s2 &>> 64
            if a.w3 | b.w3 != 0 { s3 &+= product(a.w3, b.w3) }
        }
        return Words256(
            without(shift, low(s0), low(s1)), without(shift, low(s1), low(s2)),
            without(shift, low(s2), low(s3)), without(shift, low(s3), low(s3 &>> 64)))
    }

    // MARK: Whole numbers

    /// One step where leading bits cannot tell which number is larger.
    private mutating func stepExactly() {
        if a.w0 & 1 == 1 {
            if a < b {
                swap(&a, &b)
                flips ^= Self.signOfReciprocity(a.w0, b.w0)
            }
            a = a.subtracting(b)
        }
        // At most 63 twos; the rest are taken out next time.
        let twos = UInt64(truncatingIfNeeded: Swift.min(a.w0.trailingZeroBitCount, 63))
        flips ^= Self.signOfTwos(twos, b.w0)
        a = a.shiftedRight(by: twos)
    }

    /// The rest, once both numbers fit a word.
    private mutating func finish() {
        var (x, y) = (a.w0, b.w0)
        while x != 0 {
            let twos = UInt64(truncatingIfNeeded: x.trailingZeroBitCount)
            flips ^= Self.signOfTwos(twos, y)
            x = x &>> twos
            let difference = x &- y
            let swap: UInt64 = x < y ? ~0 : 0
            flips ^= Self.signOfReciprocity(x, y) & swap
            y &+= difference & swap
            x = (difference ^ swap) &- swap
        }
    }
}
