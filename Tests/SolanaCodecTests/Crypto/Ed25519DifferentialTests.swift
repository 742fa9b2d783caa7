import CSodium
import SolanaCodec
import TestSupport
import Testing

/// Verification beside solders (dalek's `verify_strict`, which the runtime calls) and libsodium.
///
/// On paper the two differ: libsodium refuses keys and points R whose y is not below the field's
/// order, dalek reads them. All such points outside the small orders, which both refuse, have a y
/// from 0 to 18: nobody knows their discrete logarithm, so nobody can sign with them. The
/// inputs hold them nevertheless. `Scripts/lib/differential.sh` compares a hundred thousand.
@Suite struct Ed25519DifferentialTests {
    struct Case {
        let signer: Address
        let signature: Signature
        let message: [UInt8]
        let isStrictlyValid: Bool

        init(_ line: String) throws {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            try #require(parts.count == 4)
            signer = try #require(Hexadecimal.decode(parts[0]).flatMap { Address(bytes: $0) })
            signature = try #require(Hexadecimal.decode(parts[1]).flatMap { Signature(bytes: $0) })
            message = try #require(Hexadecimal.decode(parts[2]))
            isStrictlyValid = parts[3] == "1"
        }

        /// What libsodium says.
        var isValidForSodium: Bool {
            crypto_sign_verify_detached(
                signature.bytes, message, UInt64(message.count), signer.bytes) == 0
        }
    }

    @Test func `random, broken, small-order and other odd signatures are judged alike`() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("signatures: seed \(seed)")
        let lines = try Oracle.run(["signatures", "1000", "\(seed)"], script: "differential")
        #expect(lines.count == 1_000)
        var accepted = 0
        for line in lines {
            let row = try Case(line)
            let isValid = Ed25519.isValid(row.signature, of: row.message, by: row.signer)
            #expect(isValid == row.isStrictlyValid, "solders: \(line)")
            #expect(isValid == row.isValidForSodium, "libsodium: \(line)")
            if isValid { accepted += 1 }
        }
        #expect((200...500).contains(accepted))
    }

    @Test func `what is strictly valid is valid under ZIP-215`() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("ZIP-215: seed \(seed)")
        for line in try Oracle.run(["signatures", "16", "\(seed)"], script: "differential") {
            let row = try Case(line)
            let isValid = Ed25519.isValidZIP215(row.signature, of: row.message, by: row.signer)
            #expect(isValid || !row.isStrictlyValid, "\(line)")
        }
    }
}
