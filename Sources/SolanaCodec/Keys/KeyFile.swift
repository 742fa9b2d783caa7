#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import CSodium

/// Key files as solana-keygen writes them: a JSON array of 64 numbers, seed then public key.
public enum KeyFile {
    /// The longest key file: 64 numbers with generous blanks.
    public static let longest = 4_096

    /// Reads a key pair from a file that only its owner can read.
    ///
    /// The descriptor that is read is the one that is checked: regular file, owned by the caller,
    /// no permission for group or others. A symbolic link is followed; its target is judged.
    ///
    /// - Throws: `SignerError`.
    public static func read(path: String) throws(SignerError) -> Keypair {
        // Non-blocking, so that opening a pipe returns and can be refused.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .cannotOpen(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
        guard status.st_uid == geteuid() else { throw .foreignOwner }
        guard status.st_mode & 0o077 == 0 else {
            throw .exposed(mode: UInt16(status.st_mode & 0o7777))
        }
        return try read(descriptor: descriptor)
    }

    /// Reads a key pair from an open descriptor until its end, standard input for example.
    ///
    /// - Throws: `SignerError.tooLong`, `.malformedKeyFile`, `.inconsistentHalves`, `.cannotOpen`,
    ///   `.outOfMemory.
    public static func read(descriptor: Int32) throws(SignerError) -> Keypair {
        var length = 0
        let content = try SecretBytes(count: longest + 1) { (block) throws(SignerError) in
            while length < block.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: block[length...])
                #if canImport(Darwin)
                let count = Darwin.read(descriptor, rest.baseAddress, rest.count)
                #elseif canImport(Musl)
                let count = Musl.read(descriptor, rest.baseAddress, rest.count)
                #else
                let count = Glibc.read(descriptor, rest.baseAddress, rest.count)
                #endif
                if count == 0 { break }
                if count < 0 {
                    if errno == EINTR { continue }
                    throw .cannotOpen(errno: errno)
                }
                length += count
            }
        }
        return try content.withBytes { bytes throws(SignerError) in
            try decode(bytes.bindMemory(to: UInt8.self).span.extracting(..<length))
        }
    }

    /// Reads a key pair from the text of a key file. The caller's copy is the caller's to wipe.
    ///
    /// - Throws: `SignerError.tooLong`, `.malformedKeyFile`, `.inconsistentHalves`,
    ///   `.outOfMemory`.
    public static func decode(_ text: Span<UInt8>) throws(SignerError) -> Keypair {
        guard text.count <= longest else { throw .tooLong(limit: longest) }
        // Judged as a whole before memory is locked for it, which costs many system calls.
        var judge = KeyFileReader()
        try judge.read(text) { _, _ in }
        return try Keypair(filling64: { (block) throws(SignerError) in
            var reader = KeyFileReader()
            try reader.read(text) { block[$0] = $1 }
        })
    }

    /// What is wrong with the text of a key file; never a character of it.
    public enum Fault: Hashable, Sendable {
        /// The text ends before the array does.
        case truncated
        /// There is no `[` where the array starts.
        case noArray
        /// No number from 0 to 255 in plain digits.
        case invalidNumber
        /// There is no `,` between two numbers: another character, or fewer than 64 numbers.
        case noComma
        /// There is no `]` after 64 numbers.
        case noEnd
        /// Something other than blanks follows the array.
        case trailingText
    }
}
