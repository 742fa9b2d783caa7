/// BLAKE3, the hash of whole inputs with 32 bytes of output; libsodium does not have it.
///
/// Shape: chunks of 1,024 bytes in blocks of 64, joined by a binary tree whose left side always
/// holds a power of two chunks. Source: O'Connor et al., "BLAKE3", 2021, section 2.
public enum BLAKE3 {
    /// The 32-byte digest of `bytes`.
    public static func hash(_ bytes: [UInt8]) -> FixedBytes<32> {
        var digest: [UInt8] = []
        for word in subtree(bytes[...], firstChunk: 0, flags: root) {
            digest.append(integer: word)
        }
        return FixedBytes(digest) ?? FixedBytes(repeating: 0)
    }

    private static let chunkBytes = 1_024
    private static let blockBytes = 64

    // What a block is, told to the compression.
    private static let chunkStart: UInt32 = 1
    private static let chunkEnd: UInt32 = 2
    private static let parent: UInt32 = 4
    private static let root: UInt32 = 8

    /// The initial words of SHA-256.
    private static let initial: [UInt32] = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
        0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    /// Where each message word of a round comes from in the round before.
    private static let permutation = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8]
    /// The columns and diagonals that a round mixes, in order.
    private static let lanes = [
        (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
        (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
    ]

    /// The chaining value of a run of chunks; `flags` is `root` for all of the input.
    private static func subtree(
        _ bytes: ArraySlice<UInt8>, firstChunk: UInt64, flags: UInt32
    ) -> [UInt32] {
        guard bytes.count > chunkBytes else {
            return chunk(bytes, counter: firstChunk, flags: flags)
        }
        // The right side keeps at least one byte.
        var leftChunks = 1
        while leftChunks * 2 * chunkBytes < bytes.count { leftChunks *= 2 }
        let split = leftChunks * chunkBytes
        let left = subtree(bytes.prefix(split), firstChunk: firstChunk, flags: 0)
        let right = subtree(
            bytes.dropFirst(split), firstChunk: firstChunk + UInt64(leftChunks), flags: 0)
        return compress(
            initial, left + right, counter: 0, length: UInt32(blockBytes), flags: flags | parent)
    }

    /// The chaining value of at most 1,024 bytes.
    private static func chunk(
        _ bytes: ArraySlice<UInt8>, counter: UInt64, flags: UInt32
    ) -> [UInt32] {
        var value = initial
        var rest = bytes
        var start = chunkStart
        while rest.count > blockBytes {
            value = compress(
                value, words(rest.prefix(blockBytes)), counter: counter,
                length: UInt32(blockBytes), flags: start)
            rest = rest.dropFirst(blockBytes)
            start = 0
        }
        return compress(
            value, words(rest), counter: counter, length: UInt32(rest.count),
            flags: flags | start | chunkEnd)
    }

    /// A block as sixteen little-endian words, filled up with zeros.
    private static func words(_ block: ArraySlice<UInt8>) -> [UInt32] {
        var words = [UInt32](repeating: 0, count: 16)
        for (index, byte) in block.enumerated() {
            words[index / 4] |= UInt32(byte) << UInt32(8 * (index % 4))
        }
        return words
    }

    private static func compress(
        _ value: [UInt32], _ block: [UInt32], counter: UInt64, length: UInt32, flags: UInt32
    ) -> [UInt32] {
        let tail = [
            UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), length,
            flags,
        ]
        var state = value + initial.prefix(4) + tail
        var message = block
        for round in 0..<7 {
            if round > 0 { message = permutation.map { message[$0] } }
            for (index, (a, b, c, d)) in lanes.enumerated() {
                mix(&state, a, b, c, d, message[2 * index], message[2 * index + 1])
            }
        }
        return (0..<8).map { state[$0] ^ state[$0 + 8] }
    }

    private static func mix(
        _ state: inout [UInt32], _ a: Int, _ b: Int, _ c: Int, _ d: Int, _ x: UInt32, _ y: UInt32
    ) {
        state[a] = state[a] &+ state[b] &+ x
        state[d] = rotate(state[d] ^ state[a], by: 16)
        state[c] = state[c] &+ state[d]
        state[b] = rotate(state[b] ^ state[c], by: 12)
        state[a] = state[a] &+ state[b] &+ y
        state[d] = rotate(state[d] ^ state[a], by: 8)
        state[c] = state[c] &+ state[d]
        state[b] = rotate(state[b] ^ state[c], by: 7)
    }

    private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 {
        word >> count | word << (32 - count)
    }
}
