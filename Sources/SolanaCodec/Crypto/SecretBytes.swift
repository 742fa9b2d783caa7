internal import CSodium

/// Bytes that must not leak: one guarded, locked heap block that is wiped when it is freed.
///
/// Swift arrays copy freely; this block never does, and never prints its content.
final class SecretBytes: @unchecked Sendable {
    // Sendable: written only inside `init`, before any other thread can see the object.
    private let block: UnsafeMutableRawBufferPointer

    /// A block of `count` bytes, filled by `fill`.
    ///
    /// - Throws: what `fill` throws, and `SignerError.outOfMemory` if no memory can be locked.
    init(
        count: Int, fill: (UnsafeMutableRawBufferPointer) throws(SignerError) -> Void
    ) throws(SignerError) {
        guard Sodium.isReady, let memory = sodium_malloc(count) else { throw .outOfMemory }
        block = UnsafeMutableRawBufferPointer(start: memory, count: count)
        sodium_memzero(memory, count)
        // Should this throw, `deinit` frees the block: all stored properties are set.
        try fill(block)
        sodium_mprotect_readonly(memory)
    }

    deinit {
        sodium_free(block.baseAddress)
    }

    /// Lends the bytes for the time of `body`.
    func withBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(block))
    }
}

extension SecretBytes: CustomStringConvertible {
    /// Never the content.
    var description: String { "<secret>" }
}
