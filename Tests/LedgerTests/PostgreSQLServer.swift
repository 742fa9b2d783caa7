#if PostgreSQL
import Foundation
import Synchronization
import TestSupport

@testable import LedgerPostgreSQL

/// The server of all tests of this process, and schemas on it.
final class PostgreSQLServer: Sendable {
    /// `nil` if none can be started here.
    static let shared = LocalPostgreSQL.shared.map(PostgreSQLServer.init)

    /// Open ledgers at a time: fewer than the server's connections.
    private static let places = 24

    let server: LocalPostgreSQL
    private let numbers = Atomic(0)
    /// Schemas whose tables are empty and may be used again.
    private let emptied = Mutex<[String]>([])
    private let gate = Gate(places: places)

    var conninfo: String { server.conninfo }
    var port: UInt16? { server.port }

    init(_ server: LocalPostgreSQL) {
        self.server = server
    }

    /// Runs `body` with the connection string of an empty schema.
    func withSchema(_ body: (String) async throws -> Void) async throws {
        await gate.enter()
        do {
            try await body(Self.conninfo(conninfo, schema: try createSchema()))
        } catch {
            await gate.leave()
            throw error
        }
        await gate.leave()
    }

    /// Runs `body` with the connection string of empty books, which are emptied afterwards and used
    /// again: to make the tables takes longer than most tests.
    func withBooks(_ body: (String) async throws -> Void) async throws {
        await gate.enter()
        do {
            let name = try emptied.withLock { $0.popLast() } ?? createSchema()
            let books = Self.conninfo(conninfo, schema: name)
            try await body(books)
            try execute(Self.emptying, on: books)
            emptied.withLock { $0.append(name) }
        } catch {
            await gate.leave()
            throw error
        }
        await gate.leave()
    }

    /// Makes an empty schema that lives as long as the server.
    func createSchema() throws -> String {
        let name = "test_\(numbers.add(1, ordering: .relaxed).newValue)"
        try execute("CREATE SCHEMA \(name)")
        return name
    }

    /// Without triggers and foreign keys, which are there to forbid it.
    private static let emptying =
        "SET session_replication_role = replica;"
        + [
            "decision", "deposit", "event_set", "entry", "hold", "account", "code_reference",
            "deposit_code", "credential", "agent", "asset",
        ].map { "DELETE FROM \($0);" }.joined()

    /// Runs statements.
    func execute(_ script: String, on conninfo: String? = nil) throws {
        try Connection(conninfo ?? self.conninfo).execute(script)
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
