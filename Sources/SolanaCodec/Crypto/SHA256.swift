internal import CSodium

/// SHA-256 (FIPS 180-4) over libsodium.
public enum SHA256 {
    /// The 32-byte digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> FixedBytes<32> {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return FixedBytes(digest) ?? FixedBytes(repeating: 0)
    }

    /// Writes the digest of bytes that stay where they are into the first 32 bytes of `output`.
    static func hash(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) {
        guard output.count >= 32, let to = output.baseAddress, let from = bytes.baseAddress else {
            preconditionFailure("no room for a digest")
        }
        crypto_hash_sha256(
            to.assumingMemoryBound(to: UInt8.self), from.assumingMemoryBound(to: UInt8.self),
            UInt64(bytes.count))
    }
}
