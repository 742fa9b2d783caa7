internal import CSodium

/// Bytes that must not leak: one guarded heap block that is wiped when it is freed, and locked, so
/// that it is never swapped out, as far as the process may lock memory (`ulimit -l`).
///
/// Swift arrays copy freely; this block never does, and never prints its content.
public final class SecretBytes: @unchecked Sendable {
    // Sendable: written only inside `init`, before any other thread can see the object.
    private let block: UnsafeMutableRawBufferPointer
    /// How many bytes there are.
    public private(set) var count = 0

    /// A block that `fill` writes, up to `capacity` bytes.
    ///
    /// - Parameter fill: writes into the block that it is given, which is zero, and returns how
    ///   many bytes from its start count.
    /// - Throws: what `fill` throws, and `SignerError.outOfMemory` if there is no such memory.
    public init(
        capacity: Int, fill: (UnsafeMutableRawBufferPointer) throws(SignerError) -> Int
    ) throws(SignerError) {
        guard Sodium.isReady, let memory = sodium_malloc(capacity) else { throw .outOfMemory }
        block = UnsafeMutableRawBufferPointer(start: memory, count: capacity)
        sodium_memzero(memory, capacity)
        // Should this throw, `deinit` frees the block: all stored properties are set.
        count = min(try fill(block), capacity)
        sodium_mprotect_readonly(memory)
    }

    /// A block of `count` bytes, filled by `fill`.
    ///
    /// - Throws: what `fill` throws, and `SignerError.outOfMemory` if there is no such memory.
    convenience init(
        count: Int, fill: (UnsafeMutableRawBufferPointer) throws(SignerError) -> Void
    ) throws(SignerError) {
        try self.init(capacity: count) { (block) throws(SignerError) in
            try fill(block)
            return count
        }
    }

    /// A copy. The caller's bytes are the caller's to wipe.
    ///
    /// - Throws: `SignerError.outOfMemory`.
    public convenience init(copying bytes: [UInt8]) throws(SignerError) {
        try self.init(count: bytes.count) { (block) throws(SignerError) in
            block.copyBytes(from: bytes)
        }
    }

    deinit {
        sodium_free(block.baseAddress)
    }

    /// Lends the bytes for the time of `body`, which must not keep them.
    ///
    /// - Throws: what `body` throws.
    public func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    /// Never the content.
    public var description: String { "<secret>" }
    /// Never the content.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
