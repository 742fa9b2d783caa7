#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension LedgerFile {
    /// Ledger files in the folder of this one, by what their first bytes say.
    ///
    /// No file that this process has open is read: closing it again would drop its locks.
    static func neighbours(of path: String) -> [String] {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        var own = stat()
        guard stat(path, &own) == 0, let directory = opendir(folder.isEmpty ? "/" : folder) else {
            return []
        }
        defer { closedir(directory) }
        var found: [String] = []
        for _ in 0..<mostNeighbours {
            guard let entry = readdir(directory) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            let other = "\(folder)/\(name)"
            var facts = stat()
            guard lstat(other, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
                facts.st_dev != own.st_dev || facts.st_ino != own.st_ino,
                ![path + "-wal", path + "-shm", path + "-journal"].contains(other), isLedger(other)
            else { continue }
            found.append(other)
        }
        return found.sorted()
    }

    /// The most entries of a folder that are looked at.
    private static let mostNeighbours = 4_096

    /// Shape: `SQLite format 3` and NUL | … | application id at byte 68, big-endian. Source: SQLite,
    /// "Database File Format", 1.3.
    private static func isLedger(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var header = [UInt8](repeating: 0, count: 72)
        guard read(descriptor, &header, header.count) == header.count else { return false }
        let id = header[68..<72].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return header.starts(with: Array("SQLite format 3\0".utf8)) && id == Migration.applicationID
    }
}
