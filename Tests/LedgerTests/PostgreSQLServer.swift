#if PostgreSQL
import Foundation
import LedgerPostgreSQL
import Synchronization
import TestSupport

/// A server for all tests of this process, by `Scripts/postgres`; it ends with the process.
final class PostgreSQLServer: Sendable {
    /// `nil` if none can be started here.
    static let shared = try? PostgreSQLServer()

    /// Open ledgers at a time: fewer than the server's connections.
    private static let places = 24

    let conninfo: String
    private let process: Process
    private let output: FileHandle
    private let started: Mutex<Int32>
    private let numbers = Atomic(0)
    private let gate = Gate(places: places)

    struct Unavailable: Error {}

    init() throws {
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

    /// Kills the server's first process and waits until the next one answers.
    func killAndAwait() throws {
        kill(started.withLock { $0 }, SIGKILL)
        let ready = try Self.readLine(of: output)
        started.withLock { $0 = ready.pid }
    }

    /// The server's port.
    var port: UInt16? {
        conninfo.split(separator: " ").first { $0.hasPrefix("port=") }
            .flatMap { UInt16($0.dropFirst("port=".count)) }
    }

    deinit {
        process.terminate()
    }

    private struct Ready: Decodable {
        var conninfo: String
        var pid: Int32
    }

    /// Runs `body` with the connection string of an empty schema, which is dropped afterwards.
    func withSchema(_ body: (String) async throws -> Void) async throws {
        await gate.enter()
        do {
            let name = try createSchema()
            try await body(Self.conninfo(conninfo, schema: name))
            try psql("DROP SCHEMA \(name) CASCADE")
        } catch {
            await gate.leave()
            throw error
        }
        await gate.leave()
    }

    /// Makes an empty schema that lives as long as the server.
    func createSchema() throws -> String {
        let name = "test_\(numbers.add(1, ordering: .relaxed).newValue)"
        try psql("CREATE SCHEMA \(name)")
        return name
    }

    static func conninfo(_ conninfo: String, schema: String) -> String {
        "\(conninfo) options='-c search_path=\(schema)'"
    }

    /// Runs a script in PostgreSQL's own client.
    @discardableResult
    func psql(_ script: String, on conninfo: String? = nil) throws -> String {
        let (status, output) = try run(
            "/usr/bin/env", "psql", conninfo ?? self.conninfo, "--no-psqlrc", "--quiet",
            "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command",
            "SET client_min_messages = error; " + script)
        guard status == 0 else { throw PSQLFailure(output: output) }
        return output
    }
}

/// What psql complained about.
struct PSQLFailure: Error {
    var output: String
}

/// Lets in so many at a time.
private actor Gate {
    private var places: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    init(places: Int) {
        self.places = places
    }

    func enter() async {
        guard places == 0 else {
            places -= 1
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    func leave() {
        guard queue.isEmpty else { return queue.removeFirst().resume() }
        places += 1
    }
}
#endif
