import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct ProgramDerivedAddressTests {
    struct Row: Decodable {
        var program: String
        var seeds: [String]
        var address: String
        var bump: UInt8
        var owner: String
        var mint: String
        var associated: String
    }

    @Test func `derives the addresses that solders derives`() throws {
        let seed = UInt32.random(in: 0 ... .max)
        print("derived addresses: seed \(seed)")
        for line in try Oracle.run(["derive", "300", "\(seed)"]) {
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            let program = try Address(parsing: row.program)
            let found = try ProgramDerivedAddress.find(
                seeds: row.seeds.compactMap { Hexadecimal.decode($0) }, program: program)
            #expect(found.address.description == row.address)
            #expect(found.bump == row.bump)
            let associated = AssociatedTokenAccount.find(
                owner: try Address(parsing: row.owner), mint: try Address(parsing: row.mint))
            #expect(associated.address.description == row.associated)
        }
    }

    static let associated: [(Address, Address, Address, Address, UInt8)] = [
        (World.treasury.address, World.usdc, Programs.token, World.treasuryUSDC, 255),
        (
            World.treasury.address, World.usdcDevnet, Programs.token,
            "GzpVTWkyGGfBXRaprnrhV3JtGj3TT52z5w2CrEJsTfjm", 254
        ),
        (
            World.treasury.address, World.pyusd, Programs.token2022,
            "71GsRSpusM5S9e2B8GZ8GLKvLTMGRQxUNEbkTTzHoMrD", 253
        ),
        (World.payer.address, World.usdc, Programs.token, World.payerUSDC, 254),
        (World.attacker.address, World.usdc, Programs.token, World.attackerUSDC, 255),
        (
            World.attacker.address, World.pyusd, Programs.token2022,
            "5AJ5PmLBPTY9JkKPSkSdNrghd1iqoWh1U55g3ByVG41y", 251
        ),
    ]

    @Test(arguments: associated)
    func `finds the golden associated token accounts`(
        owner: Address, mint: Address, tokenProgram: Address, expected: Address, bump: UInt8
    ) {
        let found = AssociatedTokenAccount.find(
            owner: owner, mint: mint, tokenProgram: tokenProgram)
        #expect(found == ProgramDerivedAddress(address: expected, bump: bump))
    }

    static let level5Old: Address = "C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve"
    static let level5New: Address = "BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW"
    static let codeBytes: [UInt8] = [0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6, 0xA7, 0xB8]

    /// Seeds, program, address, bump: deposit accounts of the payer, and event authorities.
    static let golden: [([[UInt8]], Address, Address, UInt8)] = [
        (
            [Array("deposit".utf8), Array("A1B2C3D4".utf8), World.payer.address.bytes], level5Old,
            "CrJGcPpe7dpcf7akyUhN6m9HpqLWd3XJidoLKEW2r3wW", 254
        ),
        (
            [Array("deposit".utf8), codeBytes, World.payer.address.bytes], level5New,
            "EaCTS6g6EB2Mz3kWK4rnhzNaDNQme7FbKQg3YoDYoar1", 255
        ),
        (
            [Array("__event_authority".utf8)], level5Old,
            "BWNQotM1PmRYxZFHzWT3HfhM2zvYGnfDNxkm959fXHHS", 255
        ),
        (
            [Array("__event_authority".utf8)], level5New,
            "HVV7iV3zqzvncPVYvc8Dybvn2UibhmZ6B7H9HPcfKMAQ", 250
        ),
        // The signer that the original derives by mistake: the deposit account is its own seed.
        (
            [("EaCTS6g6EB2Mz3kWK4rnhzNaDNQme7FbKQg3YoDYoar1" as Address).bytes], level5New,
            "8rw56dgBfhESoLgB88ECWwatG32WBT8GKJW6ZdpSSvSz", 254
        ),
    ]

    @Test(arguments: golden)
    func `finds the golden addresses of the Level5 programs`(
        seeds: [[UInt8]], program: Address, expected: Address, bump: UInt8
    ) throws {
        let found = try ProgramDerivedAddress.find(seeds: seeds, program: program)
        #expect(found == ProgramDerivedAddress(address: expected, bump: bump))
        #expect(
            try ProgramDerivedAddress.create(seeds: seeds + [[bump]], program: program)
                == expected)
    }

    @Test func `finds the golden vaults of the Level5 programs`() {
        let old = AssociatedTokenAccount.find(
            owner: "CrJGcPpe7dpcf7akyUhN6m9HpqLWd3XJidoLKEW2r3wW", mint: World.usdcDevnet)
        #expect(old.address == "7ToqVYeYXDVxoACDp15VBLnfdvR3ssAS8cCtWgWnGzvA")
        let new = AssociatedTokenAccount.find(
            owner: "EaCTS6g6EB2Mz3kWK4rnhzNaDNQme7FbKQg3YoDYoar1", mint: World.usdc)
        #expect(new.address == "EKoGHzUF66AHbSRjdnxnansZ1F4wpP2EgCRrD5umyaRV")
        #expect(new.bump == 254)
    }

    @Test func `gives no address for seeds whose hash lies on the curve`() throws {
        // The bumps above a found one are exactly those that were skipped.
        let seeds = [Array("__event_authority".utf8)]
        for bump in UInt8(251) ... .max {
            #expect(
                try ProgramDerivedAddress.create(seeds: seeds + [[bump]], program: Self.level5New)
                    == nil)
        }
    }

    @Test func `refuses seeds beyond the limits`() {
        let program = Programs.system
        #expect(throws: ProgramDerivedAddress.SeedError.seedTooLong) {
            try ProgramDerivedAddress.find(
                seeds: [Array(repeating: 0, count: 33)], program: program)
        }
        #expect(throws: ProgramDerivedAddress.SeedError.tooManySeeds) {
            try ProgramDerivedAddress.find(
                seeds: Array(repeating: [1], count: 16), program: program)
        }
    }
}
