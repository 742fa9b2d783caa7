/// A number of 256 bits, the least significant word first, and arithmetic modulo p = 2²⁵⁵ − 19 on it.
///
/// Results stand for their class modulo p and may be p or more; `reduced` makes them canonical.
/// For public data only.
struct Words256: Hashable, Sendable {
    var w0: UInt64
    var w1: UInt64
    var w2: UInt64
    var w3: UInt64

    init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
        (self.w0, self.w1, self.w2, self.w3) = (w0, w1, w2, w3)
    }

    /// 2²⁵⁵ − 19.
    static let fieldPrime = Words256(.max - 18, .max, .max, .max >> 1)

    var isZero: Bool { (w0 | w1 | w2 | w3) == 0 }

    static func < (left: Self, right: Self) -> Bool {
        (left.w3, left.w2, left.w1, left.w0) < (right.w3, right.w2, right.w1, right.w0)
    }

    /// The difference modulo 2²⁵⁶.
    func subtracting(_ other: Self) -> Self {
        let (r0, c0) = w0.subtractingReportingOverflow(other.w0)
        let (t1, c1) = w1.subtractingReportingOverflow(other.w1)
        let (r1, d1) = t1.subtractingReportingOverflow(c0 ? 1 : 0)
        let (t2, c2) = w2.subtractingReportingOverflow(other.w2)
        let (r2, d2) = t2.subtractingReportingOverflow(c1 || d1 ? 1 : 0)
        return Words256(r0, r1, r2, w3 &- other.w3 &- (c2 || d2 ? 1 : 0))
    }

    /// Without its lowest `count` bits, fewer than 64 of them.
    func shiftedRight(by count: UInt64) -> Self {
        func joined(_ high: UInt64, _ low: UInt64) -> UInt64 {
            low &>> count | (high &<< 1) &<< (63 &- count)
        }
        return Words256(joined(w1, w0), joined(w2, w1), joined(w3, w2), w3 &>> count)
    }

    // MARK: Modulo p

    /// p − 1, which stands for −1.
    static let minusOne = Words256(.max - 19, .max, .max, .max >> 1)
    static let one = Words256(1, 0, 0, 0)
    /// The curve constant d = −121665/121666.
    static let d = Words256(
        0x75EB_4DCA_1359_78A3, 0x0070_0A4D_4141_D8AB, 0x8CC7_4079_7779_E898, 0x5203_6CEE_2B6F_FE73)

    /// The first 255 bits of 32 bytes, little-endian.
    init(first255Bits bytes: FixedBytes<32>) {
        self.init(
            bytes.littleEndianWord(at: 0), bytes.littleEndianWord(at: 8),
            bytes.littleEndianWord(at: 16), bytes.littleEndianWord(at: 24) & .max >> 1)
    }

    static func + (a: Self, b: Self) -> Self {
        let s0 = UInt128(a.w0) &+ UInt128(b.w0)
        let s1 = UInt128(a.w1) &+ UInt128(b.w1) &+ s0 &>> 64
        let s2 = UInt128(a.w2) &+ UInt128(b.w2) &+ s1 &>> 64
        let s3 = UInt128(a.w3) &+ UInt128(b.w3) &+ s2 &>> 64
        return Self(low(s0), low(s1), low(s2), low(s3)).folding(high(s3))
    }

    static func * (a: Self, b: Self) -> Self {
        var (t0, c) = step(0, a.w0, b.w0, 0)
        var (t1, t2, t3, t4, t5, t6, t7): (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
        (t1, c) = step(0, a.w0, b.w1, c)
        (t2, c) = step(0, a.w0, b.w2, c)
        (t3, t4) = step(0, a.w0, b.w3, c)
        (t1, c) = step(t1, a.w1, b.w0, 0)
        (t2, c) = step(t2, a.w1, b.w1, c)
        (t3, c) = step(t3, a.w1, b.w2, c)
        (t4, t5) = step(t4, a.w1, b.w3, c)
        (t2, c) = step(t2, a.w2, b.w0, 0)
        (t3, c) = step(t3, a.w2, b.w1, c)
        (t4, c) = step(t4, a.w2, b.w2, c)
        (t5, t6) = step(t5, a.w2, b.w3, c)
        (t3, c) = step(t3, a.w3, b.w0, 0)
        (t4, c) = step(t4, a.w3, b.w1, c)
        (t5, c) = step(t5, a.w3, b.w2, c)
        (t6, t7) = step(t6, a.w3, b.w3, c)
        // 2²⁵⁶ stands for 38.
        (t0, c) = step(t0, t4, 38, 0)
        (t1, c) = step(t1, t5, 38, c)
        (t2, c) = step(t2, t6, 38, c)
        (t3, c) = step(t3, t7, 38, c)
        return Self(t0, t1, t2, t3).folding(c)
    }

    /// The number of the same class that is below p.
    var reduced: Self {
        var value = self
        // Less than 2²⁵⁶ is less than 3p.
        for _ in 0..<2 where !(value < .fieldPrime) { value = value.subtracting(.fieldPrime) }
        return value
    }

    /// Adds `carry` · 2²⁵⁶, that is 38 for each, for a carry of a few bits.
    private func folding(_ carry: UInt64) -> Self {
        let s0 = UInt128(w0) &+ UInt128(carry) &* 38
        let s1 = UInt128(w1) &+ s0 &>> 64
        let s2 = UInt128(w2) &+ s1 &>> 64
        let s3 = UInt128(w3) &+ s2 &>> 64
        // Should this carry again, the number is small and takes another 38.
        return Self(Self.low(s0) &+ 38 &* Self.high(s3), Self.low(s1), Self.low(s2), Self.low(s3))
    }

    /// sum + a · b + carry, which fits two words.
    private static func step(
        _ sum: UInt64, _ a: UInt64, _ b: UInt64, _ carry: UInt64
    ) -> (low: UInt64, high: UInt64) {
        let total = UInt128(a) &* UInt128(b) &+ UInt128(sum) &+ UInt128(carry)
        return (low(total), high(total))
    }

    private static func low(_ value: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: value) }
    private static func high(_ value: UInt128) -> UInt64 {
        UInt64(truncatingIfNeeded: value &>> 64)
    }
}
