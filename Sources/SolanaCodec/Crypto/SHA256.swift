internal import CSodium

/// SHA-256 (FIPS 180-4) over libsodium.
public enum SHA256 {
    /// The 32-byte digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> FixedBytes<32> {
        var stream = Stream()
        stream.append(bytes[...])
        return stream.digest
    }

    /// Bytes that are taken in at a time.
    static let blockSize = 64

    /// A digest in the making. A copy goes on from where the original stands, so that a common
    /// beginning is hashed once.
    struct Stream {
        private var state = crypto_hash_sha256_state()

        init() {
            crypto_hash_sha256_init(&state)
        }

        mutating func append(_ bytes: ArraySlice<UInt8>) {
            bytes.withUnsafeBufferPointer { bytes in
                _ = crypto_hash_sha256_update(&state, bytes.baseAddress, UInt64(bytes.count))
            }
        }

        /// The digest of everything so far.
        var digest: FixedBytes<32> {
            var final = state
            var output = FixedBytes<32>(repeating: 0)
            output.withUnsafeMutableBytes { output in
                // Never nil: the digest has bytes.
                guard let start = output.assumingMemoryBound(to: UInt8.self).baseAddress else {
                    return
                }
                crypto_hash_sha256_final(&final, start)
            }
            return output
        }

        /// The digest of everything so far, which must end with its padding.
        ///
        /// Where the same end is hashed many times, this saves padding it anew.
        var digestOfPadded: FixedBytes<32> {
            let (a, b, c, d, e, f, g, h) = state.state
            let words: InlineArray<8, UInt32> = [
                a.bigEndian, b.bigEndian, c.bigEndian, d.bigEndian, e.bigEndian, f.bigEndian,
                g.bigEndian, h.bigEndian,
            ]
            // Any bytes are a value of this type, and the load checks its bounds.
            return words.span.bytes.unsafeLoadUnaligned(as: FixedBytes<32>.self)
        }
    }

    /// One bit and the length: what the shortest padding takes.
    static let shortestPadding = 9

    /// Appends what FIPS 180-4, 5.1.1, puts behind a message: one bit, zeros, and the number of bits in
    /// the last eight bytes of a block.
    static func pad(_ message: inout [UInt8]) {
        let bits = UInt64(message.count) * 8
        message.append(0x80)
        while message.count % blockSize != blockSize - 8 { message.append(0) }
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
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
