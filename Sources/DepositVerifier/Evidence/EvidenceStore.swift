#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import SolanaCodec

/// A folder of evidence files, each named by the SHA-256 of its content.
public struct EvidenceStore: Sendable {
    /// The folder.
    public let directory: String

    /// A store in `directory`, which is made on first use, readable by its owner only.
    public init(directory: String) {
        self.directory = directory
    }

    /// Writes a file durably, unless it is there already.
    ///
    /// - Returns: the SHA-256 of the content, hexadecimal; the file is `<hash>.json`.
    /// - Throws: `EvidenceError`.
    public func keep(_ content: [UInt8]) throws(EvidenceError) -> String {
        let name = Hexadecimal.encode(SHA256.hash(content).bytes)
        let path = "\(directory)/\(name).json"
        guard access(path, F_OK) != 0 else { return name }
        if mkdir(directory, 0o700) != 0, errno != EEXIST {
            throw EvidenceError(errno: errno)
        }
        // Written under another name first: a file with a hash for its name is always complete.
        let temporary = "\(path).\(UInt64.random(in: .min ... .max))"
        try write(content, to: temporary)
        guard rename(temporary, path) == 0 else {
            let problem = errno
            unlink(temporary)
            throw EvidenceError(errno: problem)
        }
        try sync(directory)
        return name
    }

    private func write(_ content: [UInt8], to path: String) throws(EvidenceError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw EvidenceError(errno: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { bytes in
                Self.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
            }
            if count < 0 {
                if errno == EINTR { continue }
                let problem = errno
                unlink(path)
                throw EvidenceError(errno: problem)
            }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw EvidenceError(errno: errno) }
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    /// Makes the new name durable.
    private func sync(_ directory: String) throws(EvidenceError) {
        let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw EvidenceError(errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw EvidenceError(errno: errno) }
    }
}

/// Evidence could not be written, so nothing was posted.
public struct EvidenceError: Error, Hashable, Sendable {
    /// The system's reason.
    public var errno: Int32
}
