#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The few things that the program asks the system for.
enum SystemFile {
    /// A variable of the environment; `nil` if it is unset or empty.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// A folder that a variable names, or one below the home folder.
    static func folder(_ variable: String, below home: String) -> String? {
        // The specification of these variables says to ignore relative paths.
        if let value = environment(variable), value.hasPrefix("/") { return value }
        return environment("HOME").map { "\($0)/\(home)" }
    }

    /// Whether something has this name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes the folders that a path lies in, readable by their owner only.
    ///
    /// - Returns: the folder that could not be made, `errno` says why; `nil` if all is well.
    static func makeFolders(above path: String) -> String? {
        var position = path.startIndex
        while let slash = path[position...].dropFirst().firstIndex(of: "/") {
            position = slash
            let folder = String(path[..<slash])
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { return folder }
        }
        return nil
    }

    /// The content of a file that is no secret.
    ///
    /// - Returns: `nil` if it does not exist.
    /// - Throws: `SystemError`.
    static func read(_ path: String, limit: Int) throws(SystemError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw SystemError(number: errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError(number: errno) }
        // A pipe is read to its end, waiting for the writer; a device is not waited for.
        if [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT) {
            let flags = fcntl(descriptor, F_GETFL)
            guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) == 0 else {
                throw SystemError(number: errno)
            }
        }
        return try read(descriptor, limit: limit)
    }

    /// Writes a new file that everybody may read.
    ///
    /// - Throws: `SystemError`; EEXIST if something has this name.
    static func create(_ path: String, _ content: [UInt8]) throws(SystemError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        defer { close(descriptor) }
        do throws(SystemError) {
            try write(content, to: descriptor)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Everything from a descriptor, up to `limit` bytes and one more.
    ///
    /// - Throws: `SystemError`; EFBIG beyond the limit.
    static func read(_ descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
        var content: [UInt8] = []
        while true {
            let piece = try readPiece(descriptor, limit: 65_536)
            guard !piece.isEmpty else { return content }
            content += piece
            guard content.count <= limit else { throw SystemError(number: EFBIG) }
        }
    }

    /// What can be read at once, up to `limit` bytes; empty at the end.
    ///
    /// - Throws: `SystemError`.
    static func readPiece(_ descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: limit)
        while true {
            #if canImport(Glibc)
            let count = Glibc.read(descriptor, &block, block.count)
            #elseif canImport(Musl)
            let count = Musl.read(descriptor, &block, block.count)
            #else
            let count = Darwin.read(descriptor, &block, block.count)
            #endif
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemError(number: errno) }
            block.removeLast(block.count - count)
            return block
        }
    }

    /// Writes all of `bytes`, without a buffer.
    ///
    /// - Throws: `SystemError`.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            #if canImport(Glibc)
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            #elseif canImport(Musl)
            let count = rest.withUnsafeBytes { Musl.write(descriptor, $0.baseAddress, $0.count) }
            #else
            let count = rest.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SystemError(number: count < 0 ? errno : EIO) }
            rest = rest.dropFirst(count)
        }
    }
}

/// The system's reason for a failure.
struct SystemError: Error, Hashable {
    var number: Int32

    /// The system's text.
    var text: String { String(cString: strerror(number)) }
}
