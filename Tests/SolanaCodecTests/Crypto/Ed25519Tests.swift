import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct Ed25519Tests {
    struct Vectors: Decodable {
        var cases: [Case]
        struct Case: Decodable {
            var public_key: String
            var message: String
            var signature: String
            var solana_strict: Bool
            var zip215: Bool
        }
    }

    @Test(arguments: ["rfc8032", "wycheproof", "speccheck"])
    func `verifies as the runtime does today and under ZIP-215`(file: String) throws {
        let vectors = try Repository.decode(Vectors.self, from: "ed25519/\(file).json")
        #expect(!vectors.cases.isEmpty)
        for vector in vectors.cases {
            let message = try #require(Hexadecimal.decode(vector.message))
            let key = try #require(Hexadecimal.decode(vector.public_key))
            let bytes = try #require(Hexadecimal.decode(vector.signature))
            guard let signer = Address(bytes: key), let signature = Signature(bytes: bytes) else {
                // Wrong lengths cannot even be expressed; the runtime refuses them too.
                #expect(!vector.solana_strict)
                continue
            }
            #expect(
                Ed25519.isValid(signature, of: message, by: signer) == vector.solana_strict,
                "\(vector.signature)")
            #expect(
                Ed25519.isValidZIP215(signature, of: message, by: signer) == vector.zip215,
                "\(vector.signature)")
        }
    }

    struct CurveCase: Decodable {
        var address: String
        var isOnCurve: Bool
    }

    @Test func `decides the rare cases of the curve`() throws {
        let cases = try Repository.decode([CurveCase].self, from: "ed25519/on-curve.json")
        #expect(cases.count == 497)
        for row in cases {
            let bytes = try #require(Hexadecimal.decode(row.address))
            let address = try #require(Address(bytes: bytes))
            #expect(Ed25519.isOnCurve(address) == row.isOnCurve, "\(row.address)")
        }
    }

    struct CurveRow: Decodable {
        var bytes: String
        var onCurve: Bool
    }

    // A fourth of them lead the calculation to numbers whose leading bits are the same, which random
    // ones never do.
    @Test func `tells curve points from others as solders does`() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("curve points: seed \(seed)")
        for line in try Oracle.run(["curve", "2000", "\(seed)"]) {
            let row = try JSONDecoder().decode(CurveRow.self, from: Data(line.utf8))
            let address = try #require(Hexadecimal.decode(row.bytes).flatMap { Address(bytes: $0) })
            #expect(Ed25519.isOnCurve(address) == row.onCurve, "\(row.bytes)")
        }
    }

    @Test func `a point outside the prime-order subgroup is still on the curve`() throws {
        // y = 0 and y = -1 have order 4 and 2: libsodium's own test calls them invalid.
        let order4 = Address(FixedBytes(repeating: 0))
        #expect(Ed25519.isOnCurve(order4))
        #expect(Ed25519.isOnCurve("11111111111111111111111111111112") == false)
    }

    // SIMD-0376, "Test Vectors": every encoding of a point of small order, the last six of which
    // are not canonical.
    static let smallOrder = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ]

    @Test func `small order signs nothing today and everything under ZIP-215`() throws {
        let points = try Self.smallOrder.map { try #require(Hexadecimal.decode($0)) }
        for (index, key) in points.enumerated() {
            let signer = try #require(Address(bytes: key))
            for (other, r) in points.enumerated() {
                let signature = try #require(Signature(bytes: r + Array(repeating: 0, count: 32)))
                #expect(!Ed25519.isValid(signature, of: [1], by: signer))
                // Each key once: the equation is slow without optimization.
                guard other == (index * 5 + 3) % points.count else { continue }
                #expect(Ed25519.isValidZIP215(signature, of: [1], by: signer))
            }
        }
    }
}
