#if os(Linux)
internal import CLinux
#endif
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif
internal import SolanaCodec

/// A folder of evidence files, each named by the SHA-256 of its content.
///
/// Files that are handed in together are made durable together, on a thread of the store's own.
public actor EvidenceStore {
    /// The folder.
    public nonisolated let directory: String

    private let thread = BlockingThread()
    private let isRunning: Bool
    private let waiting = Gathering<File, Result<Void, EvidenceError>>(
        limit: mostTogether, patience: turnLimit)

    /// So many descriptors are open at the same time, at most.
    private static let mostTogether = 64
    /// Turns that are given to others before a group is written.
    private static let turnLimit = 16

    private struct File {
        var path: String
        var content: [UInt8]
    }

    /// Runs on the store's thread.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        thread.asUnownedSerialExecutor()
    }

    /// A store in `directory`, which is made on first use, readable by its owner only.
    public init(directory: String) {
        self.directory = directory
        isRunning = thread.start()
    }

    deinit {
        thread.stop()
    }

    /// Writes a file durably, unless it is there already.
    ///
    /// - Returns: the SHA-256 of the content, hexadecimal; the file is `<hash>.json`.
    /// - Throws: `EvidenceError`.
    public nonisolated func keep(_ content: [UInt8]) async throws(EvidenceError) -> String {
        guard isRunning else { throw EvidenceError(errno: EAGAIN) }
        let name = Hexadecimal.encode(SHA256.hash(content).bytes)
        let file = File(path: "\(directory)/\(name).json", content: content)
        let result = await waiting.answer(to: file) { await self.write($0) }
        guard let result else { throw EvidenceError(errno: EIO) }
        try result.get()
        return name
    }

    /// Writes a group and waits for the disk once: one of them that fails does not keep the others.
    private func write(_ group: [File]) -> [Result<Void, EvidenceError>] {
        do throws(EvidenceError) {
            try makeDirectory()
            // Opened first, so that it learns of every write that fails from here on.
            let folder = try Self.openFolder(directory)
            defer { close(folder) }
            let drafts = group.map { file in Result { () throws(EvidenceError) in try draft(file) }
            }
            let isDurable = drafts.count >= Self.manyFiles && Self.syncFileSystem(of: folder)
            let results = drafts.map { draft in
                draft.flatMap { draft in
                    Result { () throws(EvidenceError) in
                        try draft?.finish(isDurable: isDurable) ?? ()
                    }
                }
            }
            // Makes the new names durable, and those of equal files that an earlier run has left.
            guard fsync(folder) == 0 else { throw EvidenceError(errno: errno) }
            return results
        } catch {
            return group.map { _ in .failure(error) }
        }
    }

    private func makeDirectory() throws(EvidenceError) {
        guard mkdir(directory, 0o700) == 0 else {
            guard errno == EEXIST else { throw EvidenceError(errno: errno) }
            return
        }
        let parent = try Self.openFolder("\(directory)/..")
        defer { close(parent) }
        guard fsync(parent) == 0 else { throw EvidenceError(errno: errno) }
    }

    private static func openFolder(_ directory: String) throws(EvidenceError) -> Int32 {
        let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw EvidenceError(errno: errno) }
        return descriptor
    }

    /// From so many files on, one wait for the whole file system is shorter than one for each of them:
    /// what files share is written once.
    private static let manyFiles = 8

    /// Makes everything on a file system durable, where that can be done and tells of failures (Linux
    /// 5.8).
    ///
    /// - Returns: whether it was done. If not, each file tells for itself.
    private static func syncFileSystem(of descriptor: Int32) -> Bool {
        #if os(Linux)
        syncfs(descriptor) == 0
        #else
        false
        #endif
    }

    // MARK: Drafts

    /// A file on its way to the disk, under another name: one with a hash for its name is complete.
    private struct Draft {
        var descriptor: Int32
        var path: String
        var final: String

        /// Waits until the content is on the disk, unless it is, and gives the file its name.
        func finish(isDurable: Bool) throws(EvidenceError) {
            var problem = isDurable || fsync(descriptor) == 0 ? 0 : errno
            close(descriptor)
            if problem == 0, rename(path, final) != 0 { problem = errno }
            guard problem != 0 else { return }
            unlink(path)
            throw EvidenceError(errno: problem)
        }
    }

    /// - Returns: `nil` for a file that is there.
    private func draft(_ file: File) throws(EvidenceError) -> Draft? {
        guard access(file.path, F_OK) != 0 else { return nil }
        let path = "\(file.path).\(UInt64.random(in: .min ... .max))"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw EvidenceError(errno: errno) }
        let problem = Self.write(file.content, to: descriptor)
        guard problem == 0 else {
            close(descriptor)
            unlink(path)
            throw EvidenceError(errno: problem)
        }
        return Draft(descriptor: descriptor, path: path, final: file.path)
    }

    /// - Returns: the system's reason for a failure; 0 for none.
    private static func write(_ content: [UInt8], to descriptor: Int32) -> Int32 {
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { bytes in
                write(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
            }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            written += count
        }
        return 0
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
}

/// Evidence could not be written, so nothing was posted.
public struct EvidenceError: Error, Hashable, Sendable {
    /// The system's reason.
    public var errno: Int32
}
