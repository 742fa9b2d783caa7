internal import CSodium

/// A running HMAC-SHA-512 (RFC 2104, FIPS 180-4) under a secret key.
///
/// libsodium's state tells as much as the key does, so it lives in a guarded block of memory that
/// is wiped when it is freed, and is only ever copied from one such block to another.
final class HMACSHA512 {
    /// The bytes of a result.
    static let size = 64

    private typealias State = crypto_auth_hmacsha512_state
    private let state: UnsafeMutablePointer<State>

    /// Starts under `key`, of any length.
    ///
    /// - Throws: `SignerError.outOfMemory`.
    init(key: UnsafeRawBufferPointer) throws(SignerError) {
        state = try Self.allocate()
        // An empty key may have no address; then any address will do.
        let start = key.baseAddress ?? UnsafeRawPointer(state)
        crypto_auth_hmacsha512_init(
            state, start.assumingMemoryBound(to: UInt8.self), key.count)
    }

    /// Starts under a key that is no secret.
    ///
    /// - Throws: `SignerError.outOfMemory`.
    convenience init(key: StaticString) throws(SignerError) {
        try self.init(
            key: UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    }

    /// Starts where `other` stands.
    ///
    /// - Throws: `SignerError.outOfMemory`.
    init(_ other: HMACSHA512) throws(SignerError) {
        state = try Self.allocate()
        restart(from: other)
    }

    deinit {
        sodium_free(state)
    }

    /// Goes to where `other` stands.
    func restart(from other: HMACSHA512) {
        state.update(from: other.state, count: 1)
    }

    /// Takes bytes in.
    func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        crypto_auth_hmacsha512_update(
            state, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    /// Takes bytes in that are no secret.
    func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Writes the result into the first 64 bytes of `output`, which must have as many.
    func finish(into output: UnsafeMutableRawBufferPointer) {
        guard output.count >= Self.size, let start = output.baseAddress else {
            preconditionFailure("no room for an HMAC")
        }
        crypto_auth_hmacsha512_final(state, start.assumingMemoryBound(to: UInt8.self))
    }

    private static func allocate() throws(SignerError) -> UnsafeMutablePointer<State> {
        // The block ends at the end of a page; its size is a multiple of its alignment.
        guard Sodium.isReady, let memory = sodium_malloc(MemoryLayout<State>.stride) else {
            throw .outOfMemory
        }
        return memory.bindMemory(to: State.self, capacity: 1)
    }
}
