#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Reads the files of a catalogue.
enum CaseFiles {
    /// The largest file that is read, in bytes: a recording with a few programs, in base64.
    static let longest = 64 * 1_048_576

    /// A file's content.
    static func read(_ path: String) throws(CaseFolderError) -> [UInt8] {
        guard let file = fopen(path, "rb") else {
            throw CaseFolderError(path, "cannot be opened: \(reason)")
        }
        defer { fclose(file) }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&block, 1, block.count, file)
            content += block.prefix(count)
            guard content.count <= longest else {
                throw CaseFolderError(path, "is longer than \(longest) bytes")
            }
            if count < block.count { break }
        }
        guard ferror(file) == 0 else { throw CaseFolderError(path, "cannot be read: \(reason)") }
        return content
    }

    /// Whether something has this name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The names in a folder without the hidden ones, sorted.
    static func names(in path: String) throws(CaseFolderError) -> [String] {
        guard let folder = opendir(path) else {
            throw CaseFolderError(path, "cannot be listed: \(reason)")
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether a path names a folder.
    static func isFolder(_ path: String) -> Bool {
        guard let folder = opendir(path) else { return false }
        closedir(folder)
        return true
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
