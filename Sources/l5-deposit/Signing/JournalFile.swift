import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The journal as a file of lines that is only appended to.
///
/// Folder 0700, file 0600. Every operation holds an advisory lock on the file, so that two
/// processes cannot both find that nothing is in the way. A line counts once it is synced; a last
/// line that was cut off by a crash is passed over, and cut away when the next one is written.
struct JournalFile: SendingJournal {
    let path: String

    /// How long to wait for another process, in tries of `lockPause`.
    static let lockTries = 100
    /// Microseconds between two tries: 5 s in all.
    static let lockPause: UInt32 = 50_000
    /// The largest journal that is read, in bytes: some 60,000 deposits.
    static let longest = 67_108_864

    /// The journal of this user; `nil` if there is no home folder.
    static var ofUser: JournalFile? {
        SystemFile.folder("XDG_STATE_HOME", below: ".local/state")
            .map { JournalFile(path: "\($0)/l5-deposit/journal.jsonl") }
    }

    func lines() throws(JournalError) -> [JournalLine] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw Self.inaccessible(path)
        }
        defer { close(descriptor) }
        try lock(descriptor, LOCK_SH)
        return try parse(descriptor).lines
    }

    func append(
        _ line: JournalLine, unless check: ([JournalLine]) throws(JournalError) -> Void
    ) throws(JournalError) {
        try makeFolders()
        let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = open(path, flags, 0o600)
        guard descriptor >= 0 else { throw Self.inaccessible(path) }
        defer { close(descriptor) }
        try checkFile(descriptor)
        try lock(descriptor, LOCK_EX)
        let content = try parse(descriptor)
        try check(content.lines)
        guard ftruncate(descriptor, off_t(content.length)) == 0 else {
            throw Self.inaccessible(path)
        }
        let start: [UInt8] = content.lacksLineBreak ? [UInt8(ascii: "\n")] : []
        try write(start + line.encoded + [UInt8(ascii: "\n")], to: descriptor)
        guard fsync(descriptor) == 0 else { throw Self.inaccessible(path) }
        try syncFolder()
    }

    // MARK: Details

    private var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    private func makeFolders() throws(JournalError) {
        if let folder = SystemFile.makeFolders(above: path) { throw Self.inaccessible(folder) }
    }

    /// The journal names wallets and amounts: it is nobody else's business.
    private func checkFile(_ descriptor: Int32) throws(JournalError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.inaccessible(path) }
        let name = Failure.quote(path)
        guard status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid() else {
            throw .inaccessible("\(name) is not a regular file of this user")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw .inaccessible("\(name) is open to others; chmod 600 \(name)")
        }
    }

    private func lock(_ descriptor: Int32, _ kind: Int32) throws(JournalError) {
        for _ in 0..<Self.lockTries {
            if flock(descriptor, kind | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else { throw Self.inaccessible(path) }
            usleep(Self.lockPause)
        }
        throw .locked
    }

    private func parse(_ descriptor: Int32) throws(JournalError) -> JournalContent {
        let content: [UInt8]
        do throws(SystemError) {
            content = try SystemFile.read(descriptor, limit: Self.longest)
        } catch {
            throw .inaccessible("\(Failure.quote(path)): \(error.text)")
        }
        do throws(JournalError) {
            return try JournalContent(parsing: content)
        } catch {
            guard case .inaccessible(let reason) = error else { throw error }
            throw .inaccessible("\(Failure.quote(path)): \(reason)")
        }
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws(JournalError) {
        do throws(SystemError) {
            try SystemFile.write(bytes, to: descriptor)
        } catch {
            throw .inaccessible("\(Failure.quote(path)): \(error.text)")
        }
    }

    /// A new file is only there after a crash if its folder was synced too.
    private func syncFolder() throws(JournalError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.inaccessible(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.inaccessible(folder) }
    }

    private static func inaccessible(_ path: String) -> JournalError {
        let reason = SystemError(number: errno).text
        return .inaccessible("\(Failure.quote(path)): \(reason)")
    }
}
