/// A point of the Edwards curve −x² + y² = 1 + d·x²·y², in extended coordinates.
///
/// For public data only: variable time. Source: RFC 8032 §5.1, Hisil et al. 2008.
struct EdwardsPoint: Sendable {
    private var x: FieldElement
    private var y: FieldElement
    private var z: FieldElement
    private var t: FieldElement

    static let identity = EdwardsPoint(x: .zero, y: .one, z: .one, t: .zero)

    /// The base point, y = 4/5.
    static let base: EdwardsPoint? = {
        var bytes = FixedBytes<32>(repeating: 0x66)
        bytes[0] = 0x58
        return EdwardsPoint(decompressing: bytes)
    }()

    private init(x: FieldElement, y: FieldElement, z: FieldElement, t: FieldElement) {
        (self.x, self.y, self.z, self.t) = (x, y, z, t)
    }

    /// Whether 32 bytes decompress to a point, by the rule of the Solana runtime: y may be p or
    /// more, and the sign of x = 0 is free.
    static func isOnCurve(_ bytes: FixedBytes<32>) -> Bool {
        let y = Words256(first255Bits: bytes)
        let square = y * y
        // x² = (y² − 1)/(d·y² + 1); the quotient is a square exactly if the product is.
        let product = (square + .minusOne) * (.d * square + .one)
        return QuadraticCharacter.isSquareOrZero(product.reduced)
    }

    /// Decompresses by the same rule, which is also that of ZIP-215.
    init?(decompressing bytes: FixedBytes<32>) {
        let y = FieldElement(bytes)
        let square = y.squared()
        let u = square - .one
        let v = FieldElement.d * square + .one
        let v3 = v.squared() * v
        // Candidate root u·v³·(u·v⁷)^((p−5)/8), off by a root of −1 at most. RFC 8032 §5.1.3.
        var x = u * v3 * (u * v3.squared() * v).raisedToP58()
        let check = v * x.squared()
        if !(check - u).isZero {
            guard (check + u).isZero else { return nil }
            x = x * .rootOfMinusOne
        }
        if x.isNegative != (bytes[31] >> 7 == 1) { x = -x }
        self.init(x: x, y: y, z: .one, t: x * y)
    }

    var isIdentity: Bool { x.isZero && (y - z).isZero }

    static func + (p: Self, q: Self) -> Self {
        let a = (p.y - p.x) * (q.y - q.x)
        let b = (p.y + p.x) * (q.y + q.x)
        let c = (p.t + p.t) * FieldElement.d * q.t
        let d = (p.z + p.z) * q.z
        let (e, f, g, h) = (b - a, d - c, d + c, b + a)
        return EdwardsPoint(x: e * f, y: g * h, z: f * g, t: e * h)
    }

    static prefix func - (p: Self) -> Self { EdwardsPoint(x: -p.x, y: p.y, z: p.z, t: -p.t) }

    func doubled() -> Self { self + self }

    /// The multiple by a little-endian scalar.
    func multiplied(by scalar: FixedBytes<32>) -> Self {
        var result = EdwardsPoint.identity
        for bit in (0..<256).reversed() {
            result = result.doubled()
            if scalar[bit / 8] >> UInt8(bit % 8) & 1 == 1 { result = result + self }
        }
        return result
    }
}
