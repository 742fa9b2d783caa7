/// An element of the field of 2²⁵⁵ − 19, as five limbs of 51 bits.
///
/// For public data only: nothing here runs in constant time. Limbs stay below 2⁵² between
/// operations, so that products fit 128 bits with room to spare.
struct FieldElement: Sendable {
    private var l0: UInt64
    private var l1: UInt64
    private var l2: UInt64
    private var l3: UInt64
    private var l4: UInt64

    private init(_ l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64, _ l4: UInt64) {
        (self.l0, self.l1, self.l2, self.l3, self.l4) = (l0, l1, l2, l3, l4)
    }

    static let zero = FieldElement(0, 0, 0, 0, 0)
    static let one = FieldElement(1, 0, 0, 0, 0)
    /// The curve constant d = −121665/121666.
    static let d = FieldElement(
        929_955_233_495_203, 466_365_720_129_213, 1_662_059_464_998_953, 2_033_849_074_728_123,
        1_442_794_654_840_575)
    /// A square root of −1.
    static let rootOfMinusOne = FieldElement(
        1_718_705_420_411_056, 234_908_883_556_509, 2_233_514_472_574_048, 2_117_202_627_021_982,
        765_476_049_583_133)

    /// Reads 255 bits, little-endian; the top bit is ignored, values from p up are reduced.
    init(_ bytes: FixedBytes<32>) {
        self.init(
            bytes.littleEndianWord(at: 0) & Self.mask,
            bytes.littleEndianWord(at: 6) >> 3 & Self.mask,
            bytes.littleEndianWord(at: 12) >> 6 & Self.mask,
            bytes.littleEndianWord(at: 19) >> 1 & Self.mask,
            bytes.littleEndianWord(at: 24) >> 12 & Self.mask)
    }

    /// The canonical value, below p.
    var words: Words256 {
        var value = carried().carried()
        // Adding 19 and carrying shows whether the value is p or more.
        var quotient = (value.l0 &+ 19) >> 51
        quotient = (value.l1 &+ quotient) >> 51
        quotient = (value.l2 &+ quotient) >> 51
        quotient = (value.l3 &+ quotient) >> 51
        quotient = (value.l4 &+ quotient) >> 51
        value.l0 &+= 19 &* quotient
        value.l1 &+= value.l0 >> 51
        value.l2 &+= value.l1 >> 51
        value.l3 &+= value.l2 >> 51
        value.l4 &+= value.l3 >> 51
        let (a, b, c, d, e) = (
            value.l0 & Self.mask, value.l1 & Self.mask, value.l2 & Self.mask,
            value.l3 & Self.mask, value.l4 & Self.mask
        )
        return Words256(a | b << 51, b >> 13 | c << 38, c >> 26 | d << 25, d >> 39 | e << 12)
    }

    var isZero: Bool { words.isZero }
    /// The lowest bit of the canonical form, which Ed25519 calls the sign.
    var isNegative: Bool { words.w0 & 1 == 1 }

    static func + (a: Self, b: Self) -> Self {
        FieldElement(a.l0 &+ b.l0, a.l1 &+ b.l1, a.l2 &+ b.l2, a.l3 &+ b.l3, a.l4 &+ b.l4)
            .carried()
    }

    static func - (a: Self, b: Self) -> Self {
        // 16p keeps every limb positive.
        FieldElement(
            a.l0 &+ 36_028_797_018_963_664 &- b.l0, a.l1 &+ 36_028_797_018_963_952 &- b.l1,
            a.l2 &+ 36_028_797_018_963_952 &- b.l2, a.l3 &+ 36_028_797_018_963_952 &- b.l3,
            a.l4 &+ 36_028_797_018_963_952 &- b.l4
        ).carried()
    }

    static prefix func - (a: Self) -> Self { zero - a }

    static func * (a: Self, b: Self) -> Self {
        func product(_ x: UInt64, _ y: UInt64) -> UInt128 { UInt128(x) &* UInt128(y) }
        let (b1, b2, b3, b4) = (b.l1 &* 19, b.l2 &* 19, b.l3 &* 19, b.l4 &* 19)
        let r0 =
            product(a.l0, b.l0) &+ product(a.l4, b1) &+ product(a.l3, b2) &+ product(a.l2, b3)
            &+ product(a.l1, b4)
        let r1 =
            product(a.l1, b.l0) &+ product(a.l0, b.l1) &+ product(a.l4, b2) &+ product(a.l3, b3)
            &+ product(a.l2, b4)
        let r2 =
            product(a.l2, b.l0) &+ product(a.l1, b.l1) &+ product(a.l0, b.l2) &+ product(a.l4, b3)
            &+ product(a.l3, b4)
        let r3 =
            product(a.l3, b.l0) &+ product(a.l2, b.l1) &+ product(a.l1, b.l2) &+ product(a.l0, b.l3)
            &+ product(a.l4, b4)
        let r4 =
            product(a.l4, b.l0) &+ product(a.l3, b.l1) &+ product(a.l2, b.l2) &+ product(a.l1, b.l3)
            &+ product(a.l0, b.l4)
        return reduced(r0, r1, r2, r3, r4)
    }

    func squared() -> Self {
        func product(_ x: UInt64, _ y: UInt64) -> UInt128 { UInt128(x) &* UInt128(y) }
        let (d0, d1, d2) = (l0 &* 2, l1 &* 2, l2 &* 2)
        let (f3, f4) = (l3 &* 19, l4 &* 19)
        let r0 = product(l0, l0) &+ product(d1, f4) &+ product(d2, f3)
        let r1 = product(d0, l1) &+ product(d2, f4) &+ product(l3, f3)
        let r2 = product(d0, l2) &+ product(l1, l1) &+ product(l3 &* 2, f4)
        let r3 = product(d0, l3) &+ product(d1, l2) &+ product(l4, f4)
        let r4 = product(d0, l4) &+ product(d1, l3) &+ product(l2, l2)
        return Self.reduced(r0, r1, r2, r3, r4)
    }

    func squared(times: Int) -> Self {
        var value = self
        for _ in 0..<times { value = value.squared() }
        return value
    }

    /// The power (p − 5)/8 = 2²⁵² − 3, of which roots and the quadratic character are made.
    func raisedToP58() -> Self {
        let x2 = squared() * self  // 2^2 - 1
        let x4 = x2.squared(times: 2) * x2  // 2^4 - 1
        let x5 = x4.squared() * self  // 2^5 - 1
        let x10 = x5.squared(times: 5) * x5
        let x20 = x10.squared(times: 10) * x10
        let x40 = x20.squared(times: 20) * x20
        let x50 = x40.squared(times: 10) * x10
        let x100 = x50.squared(times: 50) * x50
        let x200 = x100.squared(times: 100) * x100
        let x250 = x200.squared(times: 50) * x50
        return x250.squared(times: 2) * self  // 2^252 - 3
    }

    private static let mask: UInt64 = (1 << 51) - 1

    private func carried() -> Self {
        let c0 = l0 >> 51
        let c1 = l1 >> 51
        let c2 = l2 >> 51
        let c3 = l3 >> 51
        let c4 = l4 >> 51
        return FieldElement(
            (l0 & Self.mask) &+ c4 &* 19, (l1 & Self.mask) &+ c0, (l2 & Self.mask) &+ c1,
            (l3 & Self.mask) &+ c2, (l4 & Self.mask) &+ c3)
    }

    private static func reduced(
        _ r0: UInt128, _ r1: UInt128, _ r2: UInt128, _ r3: UInt128, _ r4: UInt128
    ) -> Self {
        let s1 = r1 &+ r0 >> 51
        let s2 = r2 &+ s1 >> 51
        let s3 = r3 &+ s2 >> 51
        let s4 = r4 &+ s3 >> 51
        func low(_ value: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: value) & mask }
        let carry = UInt64(truncatingIfNeeded: s4 >> 51)
        var value = FieldElement(
            low(r0) &+ carry &* 19, low(s1), low(s2), low(s3), low(s4))
        value.l1 &+= value.l0 >> 51
        value.l0 &= mask
        return value
    }
}
