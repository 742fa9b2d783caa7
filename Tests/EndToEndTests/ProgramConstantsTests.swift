import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct ProgramConstantsTests {
    static let treasury = World.treasury.address.description
    static let usdc = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
    static let token2022 = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"

    @Test func `writes the file of the test build`() async throws {
        let file = Repository.root.appending(path: "Contract/Deposit/Build.swift")
        let output = try await Tool().run(
            ["program", "constants", "--treasury", Self.treasury, "--mint", Self.usdc])
        #expect(output.status == 0, "\(output.stderr)")
        #expect(output.stdout == (try String(contentsOf: file, encoding: .utf8)))
        // The account of the golden vectors, and its first eight bytes as one number.
        #expect(output.stdout.contains("`\(World.treasuryUSDC)`"))
        #expect(output.stdout.contains("Address(\n        0x2AF9_418B_D3E9_448C,"))
    }

    @Test func `writes what an operator chooses`() async throws {
        // PYUSD; its account is the one of the golden vectors.
        let output = try await Tool().run([
            "program", "constants", "--treasury", Self.treasury,
            "--mint", "2b1kV6DkPAnxd5ixfnxCpjxmKwqjjaYmCZfHsFu24GXo",
            "--token-program", Self.token2022, "--decimals", "9", "--minimum", "1000000",
            "--allow-extension", "transferFeeConfig", "--allow-extension", "pausable",
            "--output", "json",
        ])
        let json = try #require(output.json, "\(output.stderr)")
        #expect(
            json["treasuryTokenAccount"] as? String
                == "71GsRSpusM5S9e2B8GZ8GLKvLTMGRQxUNEbkTTzHoMrD")
        let source = try #require(json["source"] as? String)
        #expect(source.contains("static let decimals: UInt8 = 9\n"))
        #expect(source.contains("static let minimum: UInt64 = 1000000\n"))
        // Types 1 and 26.
        #expect(source.contains("static let allowedExtensions: UInt64 = 67108866\n"))
        #expect(source.contains("Here: transferFeeConfig, pausable.\n"))
    }

    static let refused: [[String]] = [
        ["--mint", usdc],
        ["--treasury", "treasury", "--mint", usdc],
        ["--treasury", treasury, "--mint", "USDC"],
        ["--treasury", treasury, "--mint", usdc, "--token-program", usdc],
        ["--treasury", treasury, "--mint", usdc, "--decimals", "256"],
        ["--treasury", treasury, "--mint", usdc, "--minimum", "0"],
        ["--treasury", treasury, "--mint", usdc, "--minimum", "1.5"],
        ["--treasury", treasury, "--mint", usdc, "--minimum", "18446744073709551616"],
        ["--treasury", treasury, "--mint", usdc, "--allow-extension", "transferHook"],
        [
            "--treasury", treasury, "--mint", usdc, "--token-program", token2022,
            "--allow-extension", "magic",
        ],
        [
            "--treasury", treasury, "--mint", usdc, "--token-program", token2022,
            "--allow-extension", "transferHook",
        ],
        ["--treasury", treasury, "--mint", "So11111111111111111111111111111111111111112"],
    ]

    @Test(arguments: refused) func `writes nothing for constants that make no sense`(
        _ arguments: [String]
    ) async throws {
        let output = try await Tool().run(["program", "constants"] + arguments)
        #expect(output.status == 64, "\(output.stdout)")
        #expect(output.stdout.isEmpty)
        #expect(output.stderr.hasPrefix("error: "))
    }
}
