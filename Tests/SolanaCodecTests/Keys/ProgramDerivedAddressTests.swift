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

    @Test func `finds the golden vaults of the Level5 programs`() throws {
        let ascii = Array("A1B2C3D4".utf8)
        let v4: Address = "C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve"
        let payer = World.payer.address.bytes
        let old = try ProgramDerivedAddress.find(
            seeds: [Array("deposit".utf8), ascii, payer], program: v4)
        #expect(old.address == "CrJGcPpe7dpcf7akyUhN6m9HpqLWd3XJidoLKEW2r3wW")
        #expect(old.bump == 254)
        let events = try ProgramDerivedAddress.find(
            seeds: [Array("__event_authority".utf8)], program: v4)
        #expect(events.address == "BWNQotM1PmRYxZFHzWT3HfhM2zvYGnfDNxkm959fXHHS")
        #expect(events.bump == 255)
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
