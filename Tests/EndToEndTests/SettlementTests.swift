import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite(.serialized) struct SettlementTests {
    @Test func `sends the same bytes again until they land`() async throws {
        let depositor = try await Depositor.funded()
        try await depositor.chain.call("localnet_dropSends", "[1]")
        let output = try await depositor.deposit("1")
        #expect(output.status == 0, "\(output.stderr)")
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "1000000")
    }

    @Test func `says that a deposit has expired once it can no longer land`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 10)
        try await depositor.chain.call("localnet_dropSends", "[1000000]")
        let output = try await depositor.deposit("1")
        #expect(output.status == 5, "\(output.stderr)")
        #expect(output.error("code") == "expired")
        try await depositor.chain.call("localnet_dropSends", "[0]")
        let second = try await depositor.deposit("1")
        #expect(second.status == 0, "\(second.stderr)")
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "1000000")
    }

    @Test func `gives up with unknown when the chain stands still`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        try await depositor.chain.call("localnet_dropSends", "[1000000]")
        let output = try await depositor.deposit("1", ["--timeout", "1"])
        #expect(output.status == 4)
        #expect(output.error("code") == "outcomeUnknown")
        #expect(output.stderr.contains("do not send again"))
    }

    @Test(arguments: [SIGKILL, SIGTERM, SIGINT])
    func `loses nothing when it is ended after sending`(signal: Int32) async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        let run = try depositor.start("7")
        #expect(await run.says("processed in slot"))
        run.signal(signal)
        let output = await run.end()
        #expect(output.status == (signal == SIGKILL ? -1 : 4))
        #expect(output.error("code") == (signal == SIGKILL ? nil : "outcomeUnknown"))
        let signature = try #require(
            output.stderr.firstMatch(of: /Signature: (\w+)/)?.output.1)

        let second = try await depositor.deposit("7")
        #expect(second.status == 4)
        #expect(second.error("code") == "unsettledDeposit")
        #expect(second.text("signature") == String(signature))

        let status = ["status", String(signature), "--output", "json"] + depositor.options
        let early = try await depositor.tool.run(status)
        #expect(early.status == 3, "\(early.stderr)")
        try await depositor.chain.advance(8)
        let late = try await depositor.tool.run(status)
        #expect(late.status == 0, "\(late.stderr)")
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "7000000")

        let third = try depositor.start("7")
        #expect(await third.says("processed in slot"))
        try await depositor.chain.advance(8)
        #expect(await third.end().status == 0)
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "14000000")
    }

    @Test func `resumes what was lost on the way`() async throws {
        // Slots as long as on mainnet, so that nothing expires before it is resumed.
        let depositor = try await Depositor.funded(slotMilliseconds: 400)
        try await depositor.chain.call("localnet_dropSends", "[1]")
        let sent = try await depositor.deposit("3", ["--no-wait"])
        #expect(sent.status == 0)
        #expect(sent.text("status") == "submitted")
        let resumed = try await depositor.tool.run(["resume"] + depositor.options)
        #expect(resumed.status == 0, "\(resumed.stderr)")
        #expect(resumed.stdout.contains("LANDED"))
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "3000000")
        let again = try await depositor.tool.run(["resume"] + depositor.options)
        #expect(again.stdout == "Nothing is open.\n")
    }

    @Test func `pays twice only when told to`() async throws {
        let depositor = try await Depositor.funded()
        for amount in ["1", "2"] {
            let output = try await depositor.deposit(amount, ["--no-wait", "--again"])
            #expect(output.status == 0, "\(output.stderr)")
        }
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "3000000")
    }

    @Test func `does not take the same transaction for a second payment`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        #expect(try await depositor.deposit("1", ["--no-wait"]).status == 0)
        let twin = try await depositor.deposit("1", ["--no-wait", "--again"])
        #expect(twin.status == 7, "\(twin.stderr)")
        #expect(twin.stderr.contains("nothing was sent now"))
    }

    @Test func `lets only one of many runs pay`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<6 {
                group.addTask { try await depositor.deposit("1", ["--no-wait"]).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.sorted() == [0, 4, 4, 4, 4, 4])
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "1000000")
    }

    @Test func `finds a transaction that the journal does not know`() async throws {
        let depositor = try await Depositor.funded()
        let paid = try await depositor.deposit("1", ["--commitment", "finalized"])
        let signature = try #require(paid.text("signature"))
        let stranger = try Tool()
        let output = try await stranger.run(["status", signature, "-u", depositor.chain.url])
        #expect(output.status == 0)
        #expect(output.stdout.hasPrefix("\(signature)  LANDED   slot "))
        let unknown = try await stranger.run([
            "status", Golden.v0.signature, signature, "-u", depositor.chain.url, "--output",
            "jsonl",
        ])
        #expect(unknown.status == 3)
        #expect(unknown.stdout.split(separator: "\n").count == 2)
    }

    @Test func `does not call a deposit expired on another cluster`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        let sent = try await depositor.deposit("1", ["--no-wait"])
        let signature = try #require(sent.text("signature"))
        let other = try LocalChain(genesis: "devnet")
        for command in [["status", signature], ["resume"]] {
            let output = try await depositor.tool.run(command + ["-u", other.url])
            #expect(output.status == 4)
            #expect(output.stdout.hasPrefix("\(signature)  UNKNOWN  made on mainnet, "))
        }
    }

    @Test func `knows nothing of a deposit when no endpoint answers`() async throws {
        let depositor = try await Depositor.funded()
        let sent = try await depositor.deposit("1", ["--no-wait"])
        let signature = try #require(sent.text("signature"))
        for command in [["status", signature, Golden.v0.signature], ["resume"]] {
            // Port 1 is reserved and closed.
            let output = try await depositor.tool.run(command + ["-u", "http://127.0.0.1:1"])
            #expect(output.status == 4)
            #expect(output.stdout.hasPrefix("\(signature)  UNKNOWN  "))
            #expect(!(output.stdout + output.stderr).contains("nothing was sent"))
        }
    }

    @Test func `waits for a transaction that the journal does not know`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        try await depositor.chain.call("localnet_dropSends", "[1]")
        let sent = try await depositor.deposit("1", ["--no-wait"])
        let signature = try #require(sent.text("signature"))
        let stranger = try Tool()
        let status = ["status", "--wait", signature, "-u", depositor.chain.url]
        let early = try await stranger.run(status + ["--timeout", "5"])
        #expect(early.status == 3)
        #expect(early.stdout == "\(signature)  PENDING  not found (searched history)\n")
        let run = try stranger.start(status)
        _ = try await depositor.tool.run(["status", signature] + depositor.options)
        try await depositor.chain.advance(8)
        let late = await run.end()
        #expect(late.status == 0)
        #expect(late.stdout.hasPrefix("\(signature)  LANDED   slot "))
    }

    @Test func `does not say that nothing was sent when a look is interrupted`() async throws {
        let server = try SilentServer()
        let run = try Tool().start([
            "status", "--wait", Golden.v0.signature, "-u", server.url, "--output", "json",
        ])
        try server.awaitConnection()
        run.signal(SIGINT)
        let output = await run.end()
        #expect(output.status == 130)
        #expect(output.error("code") == "interrupted")
        #expect(!(output.stdout + output.stderr).contains("nothing was sent"))
    }

    @Test func `ends with 130 when it is interrupted before sending`() async throws {
        // A listener that never answers: the run waits for the genesis hash.
        let server = try SilentServer()
        let tool = try Tool()
        let key = try tool.writeKey(Depositor.key)
        let run = try tool.start([
            "deposit", "1", "--code", Depositor.code, "-k", key, "--treasury",
            World.treasury.address.description, "-u", server.url, "--output", "json",
        ])
        try server.awaitConnection()
        run.signal(SIGINT)
        let output = await run.end()
        #expect(output.status == 130)
        #expect(output.error("code") == "interrupted")
    }

    @Test func `writes a journal that only its owner can read`() async throws {
        let depositor = try await Depositor.funded()
        _ = try await depositor.deposit("1")
        let journal = depositor.tool.journal
        #expect(try Self.mode(journal.path) == 0o600)
        #expect(try Self.mode(journal.deletingLastPathComponent().path) == 0o700)
        let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 2)
    }

    @Test func `passes over a line that was cut off by a crash`() async throws {
        let depositor = try await Depositor.funded()
        _ = try await depositor.deposit("1")
        let handle = try FileHandle(forWritingTo: depositor.tool.journal)
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(#"{"schema":"l5.journal/1","event":"sig"#.utf8))
        try handle.close()
        let output = try await depositor.deposit("1")
        #expect(output.status == 0, "\(output.stderr)")
        #expect(try await depositor.deposit("1").status == 0)
    }

    private static func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}
