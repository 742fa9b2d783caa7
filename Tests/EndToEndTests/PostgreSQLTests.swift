import Foundation
import TestSupport
import Testing

#if PostgreSQL
/// The same commands with books on a server. Reads as skipped where none can be started.
@Suite(
    .serialized, .enabled(if: LocalPostgreSQL.shared != nil, "there is no PostgreSQL to start"))
struct PostgreSQLTests {
    let server: LocalPostgreSQL

    init() throws {
        server = try #require(LocalPostgreSQL.shared)
    }

    @Test func `a deposit is credited, another decided about, and the books add up`() async throws {
        let gateway = try await Gateway(ledger: server.url)
        // Only `code new` and `code add` make new books.
        let absent = try await gateway.tool.run(["code", "list", "--ledger", gateway.ledger])
        #expect(absent.status == 12)
        #expect(absent.stderr.contains("`code new` makes new books"))
        try await gateway.addCode()

        let signature = try await gateway.deposit("5")
        for verdict in ["accept", "duplicate"] {
            let output = try await gateway.verify(signature)
            #expect(output.status == 0, "\(output.stderr)")
            #expect(output.text("verdict") == verdict)
        }
        #expect(try await gateway.balance() == "5000000")
        let list = try gateway.tool.write("\(signature)\n", name: "signatures.txt")
        let batch = try await gateway.run("verify", "--file", list, "--ledger", gateway.ledger)
        #expect(batch.status == 0 && batch.stdout.contains(#""verdict":"duplicate""#))

        // A code that nobody registered: a person decides.
        let other = try await gateway.deposit("7.5", "--code", World.code2)
        let unknown = try await gateway.verify(other)
        #expect(unknown.status == 11, "\(unknown.stdout)\(unknown.stderr)")
        try await gateway.addCode(World.code2, agent: "agt_2")
        let waiting = try await gateway.run("review", "list", "--ledger", gateway.ledger)
        let reviews = try #require(waiting.json?["reviews"] as? [[String: Any]])
        let event = try #require(reviews.first?["event"] as? String)
        let assign = try await gateway.run(
            "review", "assign", other, event, "--code", World.code2, "--by", "anna",
            "--why", "he showed the receipt", "--ledger", gateway.ledger)
        #expect(assign.status == 0, "\(assign.stderr)")
        let entries = try await gateway.run(
            "ledger", "entries", "--agent", "agt_2", "--ledger", gateway.ledger)
        let amounts = (entries.json?["entries"] as? [[String: Any]])?
            .compactMap { $0["amount"] as? String }
        #expect(amounts == ["7500000"])
        let close = try await gateway.run(
            "code", "close", World.code2, "--ledger", gateway.ledger)
        #expect(close.status == 0)
        let audit = try await gateway.run("ledger", "audit", "--ledger", gateway.ledger)
        #expect(audit.status == 0, "\(audit.stdout)")

        // Evidence stays on this machine, and leads to the same verdict.
        let folder = gateway.tool.home.appending(path: ".local/state/l5-deposit/evidence")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count >= 2)
        let first = try #require(files.first)
        let replay = try await gateway.tool.run(["replay", folder.path + "/" + first])
        #expect(replay.status == 0, "\(replay.stderr)")
        try await look(gateway)
    }

    private func look(_ gateway: Gateway) async throws {
        let doctor = try await gateway.run("doctor", "--ledger", gateway.ledger)
        #expect(doctor.status == 0, "\(doctor.stdout)")
        let outcomes = try DoctorTests.outcomes(doctor)
        for check in [
            "ledger_library", "ledger_settings", "ledger_schema", "ledger_integrity",
            "ledger_connection", "ledger_references", "ledger_shared",
        ] {
            #expect(outcomes[check] == "ok", "\(check)")
        }
        // The tests' only role owns the tables.
        #expect(outcomes["ledger_mode"] == "warning")
    }

    @Test(arguments: [
        "postgresql://ledger:hunter2@127.0.0.1/books",
        "postgres://127.0.0.1/books?password=hunter2",
        "postgresql://127.0.0.1/books?pass%77ord=hunter2",
    ])
    func `a password on the command line is refused, and not repeated`(_ url: String) async throws {
        let tool = try Tool()
        let output = try await tool.run(["ledger", "audit", "--ledger", url])
        #expect(output.status == 64)
        #expect(output.stderr.contains("?passfile="))
        #expect(!(output.stdout + output.stderr).contains("hunter2"))
    }

    /// The URL then has another host or port than was meant, and libpq would name it.
    @Test(arguments: [
        "postgresql://ledger:s3cr@hunter2@127.0.0.1/books",
        "postgresql://ledger:hunter2/s3cr@127.0.0.1/books",
    ])
    func `no part of a password that is not escaped is repeated`(_ url: String) async throws {
        let tool = try Tool()
        let output = try await tool.run(["ledger", "audit", "--ledger", url])
        #expect([12, 64].contains(output.status))
        #expect(!(output.stdout + output.stderr).contains("hunter2"))
    }

    @Test func `a server that is not there is the ledger's failure`() async throws {
        let tool = try Tool()
        let output = try await tool.run([
            "ledger", "balance", "--ledger", "postgresql://127.0.0.1:1/books",
        ])
        #expect(output.status == 12)
        #expect(output.stderr.contains("127.0.0.1"))
    }
}
#else
@Suite struct PostgreSQLTests {
    @Test func `a build without PostgreSQL says how to make one with it`() async throws {
        let tool = try Tool()
        let output = try await tool.run([
            "ledger", "balance", "--ledger", "postgresql://127.0.0.1/books",
        ])
        #expect(output.status == 64)
        #expect(output.stderr.contains("swift build --traits CLI,PostgreSQL"))
    }
}
#endif
