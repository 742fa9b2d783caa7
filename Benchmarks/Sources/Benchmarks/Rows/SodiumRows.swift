import CAnchors
import SolanaCodec

/// Ed25519 and SHA-256 against libsodium called directly: what our types cost on top.
enum SodiumRows {
    static let all = [sign, verify, hash]

    private static let anchor = "libsodium"
    /// The message of a 418-byte transaction with one signature.
    private static let messageSize = 353

    /// Keys, and the messages that are signed with them in turn.
    private struct Inputs {
        let keypairs: [Keypair]
        let messages = RandomPool.bytes(size: SodiumRows.messageSize, seed: 8_032)
        /// The messages one after the other.
        let flat: [UInt8]
        var publicKeys: [UInt8] = []
        var secretKeys: [UInt8] = []
        /// The anchor's signatures, one after the other.
        var signatures: [UInt8]

        init() throws {
            // Few keys: each of ours holds a page of locked memory.
            let seeds = RandomPool.bytes(size: 32, count: 16, seed: 1)
            keypairs = try seeds.map { try Keypair(seed: $0) }
            flat = messages.flatMap(\.self)
            for seed in seeds {
                var publicKey = [UInt8](repeating: 0, count: 32)
                var secretKey = [UInt8](repeating: 0, count: 64)
                anchor_sodium_keypair(seed, &publicKey, &secretKey)
                publicKeys += publicKey
                secretKeys += secretKey
            }
            signatures = [UInt8](repeating: 0, count: 64 * messages.count)
            _ = anchor_sodium_sign(
                flat, SodiumRows.messageSize, messages.count, secretKeys, keypairs.count,
                &signatures)
        }

        /// Each message with its place in the pool's order of keys.
        var pairs: [(message: [UInt8], keypair: Keypair)] {
            messages.enumerated().map { ($1, keypairs[$0 % keypairs.count]) }
        }
    }

    private static let sign = Row(name: "Ed25519 sign", anchor: anchor, target: 1.05) {
        let inputs = try Inputs()
        let pairs = inputs.pairs
        try expectEqual(
            pairs.flatMap { (try? $0.keypair.sign($0.message).bytes) ?? [] }, inputs.signatures,
            row: "Ed25519 sign")
        var output = inputs.signatures
        return Contest(
            operations: pairs.count,
            ours: {
                var sum: UInt64 = 0
                for (message, keypair) in pairs {
                    if let signature = try? keypair.sign(message) {
                        sum &+= UInt64(signature.fixedBytes[0])
                    }
                }
                return sum
            },
            anchor: .here {
                UInt64(
                    anchor_sodium_sign(
                        inputs.flat, messageSize, inputs.messages.count, inputs.secretKeys,
                        inputs.keypairs.count, &output))
            })
    }

    private static let verify = Row(name: "Ed25519 verify", anchor: anchor, target: 1.05) {
        let inputs = try Inputs()
        var flat = inputs.signatures
        // One in 64 is wrong, so that both answers occur.
        for index in stride(from: 0, to: flat.count, by: 64 * 64) { flat[index + 40] ^= 1 }
        let signatures = stride(from: 0, to: flat.count, by: 64).compactMap {
            Signature(bytes: flat[$0..<$0 + 64])
        }
        let claims = zip(inputs.pairs, signatures).map {
            (message: $0.message, signer: $0.keypair.address, signature: $1)
        }
        var answers = [UInt8](repeating: 0, count: claims.count)
        let anchor = {
            UInt64(
                anchor_sodium_verify(
                    inputs.flat, messageSize, claims.count, inputs.publicKeys,
                    inputs.keypairs.count, flat, &answers))
        }
        _ = anchor()
        try expectEqual(
            claims.map { Ed25519.isValid($0.signature, of: $0.message, by: $0.signer) },
            answers.map { $0 == 1 }, row: "Ed25519 verify")
        return Contest(
            operations: claims.count,
            ours: {
                var count: UInt64 = 0
                for (message, signer, signature) in claims
                where Ed25519.isValid(signature, of: message, by: signer) { count += 1 }
                return count
            },
            anchor: .here(anchor))
    }

    private static let hash = Row(name: "SHA-256 of 118 B", anchor: anchor, target: nil) {
        // What a token account's address is the digest of.
        let size = 118
        let messages = RandomPool.bytes(size: size, seed: 256)
        let flat = messages.flatMap(\.self)
        var digests = [UInt8](repeating: 0, count: 32 * messages.count)
        let anchor = {
            UInt64(anchor_sodium_sha256(flat, size, messages.count, &digests))
        }
        _ = anchor()
        try expectEqual(
            messages.flatMap { SHA256.hash($0).bytes }, digests, row: "SHA-256 of 118 B")
        return Contest(
            operations: messages.count,
            ours: {
                var sum: UInt64 = 0
                for message in messages { sum &+= UInt64(SHA256.hash(message)[0]) }
                return sum
            },
            anchor: .here(anchor))
    }
}
