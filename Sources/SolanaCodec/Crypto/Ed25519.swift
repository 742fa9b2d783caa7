internal import CSodium

/// Ed25519 signatures (RFC 8032) as the Solana runtime judges them.
///
/// The rule of today is strict and cofactorless (`isValid`). SIMD-0376, in review, would multiply
/// the equation by the cofactor, so that signatures can be verified in batches. Its first draft
/// took ZIP-215 whole (`isValidZIP215`); the later one still refuses encodings that are not
/// canonical and points of small order, among them the all-zero key, which is the System program's
/// address. Either way
/// - every signature that is valid today stays valid, and signers change nothing;
/// - what becomes valid are signatures whose R or key is a point of large order with a part of small
///   order; only who holds the key can make one, on purpose. Under the first draft a key of small
///   order is valid too, and anybody can sign for it;
/// - a signature that `isValid` refuses may then be on the chain, so it is no proof that an RPC
///   server lies if `isValidZIP215`, the wider of the two rules, accepts it.
///
/// Off-chain signatures are the verifier's own affair; they stay under `isValid`.
public enum Ed25519 {
    /// Whether `signature` is valid under the runtime's rule of today.
    ///
    /// The rule is dalek's `verify_strict`: S below the group order, neither R nor the key of small
    /// order, and the cofactorless equation. libsodium 1.0.18 and later check the same; it also
    /// refuses keys whose y is not reduced, for none of which anybody can know a secret.
    public static func isValid(
        _ signature: Signature, of message: [UInt8], by signer: Address
    ) -> Bool {
        crypto_sign_verify_detached(
            signature.bytes, message, UInt64(message.count), signer.bytes) == 0
    }

    /// Whether `signature` is valid under ZIP-215: S below the group order, and the equation times
    /// the cofactor, for any encodings of R and the key that decompress.
    ///
    /// Every strictly valid signature is valid under ZIP-215, not the reverse. Source: ZIP 215,
    /// SIMD-0376.
    public static func isValidZIP215(
        _ signature: Signature, of message: [UInt8], by signer: Address
    ) -> Bool {
        let bytes = signature.bytes
        guard let encodedR = FixedBytes<32>(bytes[..<32]), let s = FixedBytes<32>(bytes[32...]),
            isReduced(s), let r = EdwardsPoint(decompressing: encodedR),
            let a = EdwardsPoint(decompressing: signer.fixedBytes), let base = EdwardsPoint.base
        else { return false }
        let k = challenge(encodedR.bytes + signer.bytes + message)
        let difference =
            base.multiplied(by: s) + -a.multiplied(by: k) + -r
        return difference.doubled().doubled().doubled().isIdentity
    }

    /// Whether the 32 bytes are a point of the curve: no such address is program-derived.
    ///
    /// Not libsodium's `crypto_core_ed25519_is_valid_point`, which also demands the prime-order
    /// subgroup and so calls many points of the curve invalid.
    public static func isOnCurve(_ address: Address) -> Bool {
        EdwardsPoint.isOnCurve(address.fixedBytes)
    }

    /// The group order L, little-endian.
    private static let order: [UInt8] = [
        0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE,
        0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ]

    private static func isReduced(_ scalar: FixedBytes<32>) -> Bool {
        for index in (0..<32).reversed() where scalar[index] != order[index] {
            return scalar[index] < order[index]
        }
        return false
    }

    /// SHA-512 of `bytes` modulo L.
    private static func challenge(_ bytes: [UInt8]) -> FixedBytes<32> {
        var digest = [UInt8](repeating: 0, count: 64)
        crypto_hash_sha512(&digest, bytes, UInt64(bytes.count))
        var reduced = [UInt8](repeating: 0, count: 32)
        crypto_core_ed25519_scalar_reduce(&reduced, digest)
        return FixedBytes(reduced) ?? FixedBytes(repeating: 0)
    }
}
