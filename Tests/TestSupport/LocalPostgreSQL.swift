import Foundation
import Synchronization

/// A PostgreSQL server of its own, by `Scripts/postgres`; it ends with this object, or with the
/// process.
public final class LocalPostgreSQL: Sendable {
    /// A server for all tests of this process; `nil` if none can be started here.
    public static let shared = try? LocalPostgreSQL()

    /// As libpq takes it: `host=… port=…`.
    public let conninfo: String
    private let process: Process
    private let output: FileHandle
    private let started: Mutex<Int32>

    struct Unavailable: Error {}

    private struct Ready: Decodable {
        var conninfo: String
        var pid: Int32
    }

    /// Starts a server.
    public init() throws {
        let process = Process()
        process.executableURL = Repository.root.appending(path: "Scripts/postgres")
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        output = pipe.fileHandleForReading
        let ready = try Self.readLine(of: output)
        conninfo = ready.conninfo
        started = Mutex(ready.pid)
        self.process = process
    }

    deinit {
        process.terminate()
    }

    private static func readLine(of output: FileHandle) throws -> Ready {
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            guard let byte = try output.read(upToCount: 1), !byte.isEmpty else {
                throw Unavailable()
            }
            line += byte
        }
        return try JSONDecoder().decode(Ready.self, from: line)
    }

    /// A part of the connection string.
    public func value(_ name: String) -> String? {
        conninfo.split(separator: " ").first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    /// The server's port.
    public var port: UInt16? { value("port").flatMap { UInt16($0) } }

    /// The same as a URL.
    public var url: String {
        "postgresql://\(value("user") ?? "")@\(value("host") ?? ""):\(value("port") ?? "")"
            + "/\(value("dbname") ?? "")?passfile=\(value("passfile") ?? "")"
    }

    /// Kills the server's first process; `Scripts/postgres` starts another.
    public func killServer() {
        kill(started.withLock { $0 }, SIGKILL)
    }

    /// Waits until a server that was killed answers again.
    public func awaitNext() async throws {
        let ready = try await withCheckedThrowingContinuation { continuation in
            // Not on a thread of the tests: there are few.
            Thread.detachNewThread { [output] in
                continuation.resume(with: Result { try Self.readLine(of: output) })
            }
        }
        started.withLock { $0 = ready.pid }
    }
}
