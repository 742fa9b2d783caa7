#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that cannot be read or written, by what the system says.
struct FileError: Error {
    var path: String
    var number: Int32

    /// The system's words.
    var text: String { String(cString: strerror(number)) }
}

/// Whole files, in and out.
enum Files {
    /// Bytes of a step.
    private static let chunk = 1 << 16

    /// The first `limit` bytes of a file, and one more if it has more.
    static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError(path: path, number: errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        while bytes.count <= limit {
            let count = buffer.withUnsafeMutableBytes { Glue.read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError(path: path, number: errno) }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return Array(bytes.prefix(limit + 1))
    }

    /// Makes or replaces a file.
    static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw FileError(path: path, number: errno) }
        defer { close(file) }
        guard writeAll(bytes, to: file) else { throw FileError(path: path, number: errno) }
    }

    /// Writes a text to standard output (1) or standard error (2).
    static func say(_ text: String, to descriptor: Int32) {
        _ = writeAll(Array(text.utf8), to: descriptor)
    }

    private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glue.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// The system's calls, whose names are taken here.
    private enum Glue {
        #if canImport(Glibc)
        static let read = Glibc.read
        static let write = Glibc.write
        #elseif canImport(Musl)
        static let read = Musl.read
        static let write = Musl.write
        #else
        static let read = Darwin.read
        static let write = Darwin.write
        #endif
    }
}
