import DepositVerifier

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Checks and creates the ledger's file without ever opening an existing one.
///
/// Closing any descriptor of a file drops all of the process's POSIX locks on it, also those that
/// SQLite holds through another descriptor. So an existing file is only looked at by name.
enum LedgerFile {
    /// Only the owner reads and writes the books.
    static let mode: mode_t = 0o600

    /// Finds the file, or makes an empty one.
    ///
    /// - Returns: its absolute path with symbolic links resolved, so that the write-ahead log lies
    ///   beside the file itself.
    /// - Throws: `.cannotOpen`, `.readOnly`, `.diskFull`.
    static func locate(_ path: String, create: Bool) throws(LedgerError) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw LedgerError(.cannotOpen, "a ledger's path is neither empty nor contains NUL")
        }
        if create { try makeIfAbsent(path) }
        guard let resolved = realpath(path, nil) else {
            if errno == ENOENT {
                throw LedgerError(
                    .cannotOpen, "ledger \(path) does not exist; `code new` creates one")
            }
            throw SQLiteFailure.error(errno: errno, doing: "find the file", path: path)
        }
        defer { free(resolved) }
        let absolute = String(cString: resolved)
        try checkKind(absolute)
        try checkWritable(absolute)
        return absolute
    }

    private static func makeIfAbsent(_ path: String) throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { return }
            throw SQLiteFailure.error(errno: errno, doing: "create the file", path: path)
        }
        // The file is new, so no lock is lost by closing it.
        defer { close(descriptor) }
        guard fchmod(descriptor, mode) == 0 else {
            throw SQLiteFailure.error(errno: errno, doing: "restrict the file", path: path)
        }
        try syncDirectory(of: path)
    }

    /// Makes the new name survive a power cut.
    private static func syncDirectory(of path: String) throws(LedgerError) {
        let descriptor = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw SQLiteFailure.error(errno: errno, doing: "open the directory", path: path)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw SQLiteFailure.error(errno: errno, doing: "sync the directory", path: path)
        }
    }

    private static func checkKind(_ path: String) throws(LedgerError) {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            throw SQLiteFailure.error(errno: errno, doing: "look at the file", path: path)
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw LedgerError(.cannotOpen, "ledger \(path) is not a regular file")
        }
        // Two names mean two write-ahead logs for one file, which destroys it.
        guard facts.st_nlink == 1 else {
            throw LedgerError(
                .cannotOpen, "ledger \(path) has \(facts.st_nlink) hard links; keep one")
        }
    }

    private static func checkWritable(_ path: String) throws(LedgerError) {
        guard access(path, R_OK | W_OK) == 0 else {
            throw SQLiteFailure.error(errno: errno, doing: "write the file", path: path)
        }
        guard access(directory(of: path), W_OK | X_OK) == 0 else {
            throw SQLiteFailure.error(errno: errno, doing: "write the directory", path: path)
        }
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        let directory = String(path[..<slash])
        return directory.isEmpty ? "/" : directory
    }
}
