import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct JournalDamageTests {
    @Test func `pays nothing while a line of the journal is damaged`() async throws {
        let depositor = try await Depositor.funded()
        _ = try await depositor.deposit("1")
        var bytes = Array(try Data(contentsOf: depositor.tool.journal))
        bytes[0] = 0
        try Data(bytes).write(to: depositor.tool.journal)
        for command in [depositor.arguments("1"), ["resume"] + depositor.options] {
            let output = try await depositor.tool.run(command)
            #expect(output.status == 12, "\(output.stderr)")
            #expect(output.stderr.contains("line 1 is damaged"))
        }
        #expect(try await depositor.chain.tokens(of: World.treasuryUSDC) == "1000000")
    }

    @Test func `cuts a torn line away before it writes the next`() async throws {
        let depositor = try await Depositor.funded()
        _ = try await depositor.deposit("1")
        let whole = try Data(contentsOf: depositor.tool.journal)
        try (whole + Data(#"{"schema":"l5.jour"#.utf8)).write(to: depositor.tool.journal)
        #expect(try await depositor.deposit("1").status == 0)
        let after = try Data(contentsOf: depositor.tool.journal)
        #expect(after.starts(with: whole))
        #expect(after.dropFirst(whole.count).starts(with: Data(#"{"schema":"l5.journal/1""#.utf8)))
        #expect(after.split(separator: UInt8(ascii: "\n")).count == 4)
    }

    @Test(arguments: [World.usdc, World.payerUSDC, Programs.token])
    func `pays to no mint, token account or program`(treasury: Address) async throws {
        let depositor = try await Depositor.funded()
        let output = try await depositor.tool.run([
            "deposit", "1", "--code", Depositor.code, "--yes", "--output", "json", "-u",
            depositor.chain.url, "-k", depositor.keyPath, "--treasury", treasury.description,
        ])
        #expect(output.status == 10, "\(output.stderr)")
        #expect(output.error("code") == "wrongTreasury")
        #expect(!FileManager.default.fileExists(atPath: depositor.tool.journal.path))
    }
}
