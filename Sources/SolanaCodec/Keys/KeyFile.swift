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
    /// - Throws: `SignerError.tooLong`, `.malformed`, `.inconsistentHalves`, `.cannotOpen`.
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
        guard length <= longest else { throw .tooLong(limit: longest) }
        return try Keypair(filling64: { (block) throws(SignerError) in
            let isWellFormed = content.withBytes { parse($0[..<length], into: block) }
            guard isWellFormed else { throw .malformed }
        })
    }

    /// Parses `[n, n, …]` with exactly as many numbers from 0 to 255 as `output` has bytes.
    private static func parse(
        _ text: Slice<UnsafeRawBufferPointer>, into output: UnsafeMutableRawBufferPointer
    ) -> Bool {
        var position = text.startIndex
        func skipBlanks() {
            while position < text.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(text[position]) {
                position += 1
            }
        }
        func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard position < text.endIndex, text[position] == UInt8(ascii: character) else {
                return false
            }
            position += 1
            return true
        }
        guard take("[") else { return false }
        for index in 0..<output.count {
            if index > 0, !take(",") { return false }
            skipBlanks()
            let start = position
            var value = 0
            while position < text.endIndex, position - start < 3,
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position])
            {
                value = value * 10 + Int(text[position] - UInt8(ascii: "0"))
                position += 1
            }
            // JSON numbers have no leading zero.
            let hasLeadingZero = position - start > 1 && text[start] == UInt8(ascii: "0")
            guard position > start, !hasLeadingZero, let byte = UInt8(exactly: value) else {
                return false
            }
            output[index] = byte
        }
        guard take("]") else { return false }
        skipBlanks()
        return position == text.endIndex
    }
}
