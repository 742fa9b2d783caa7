import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@Suite struct Level5Tests {
    static let event =
        "ePg9Ux+Oa5CKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11h"
        + "obLD1OX2p7hAS0wAAAAAAEBLTAAAAAAA"
    static let account =
        "lCXPdD0hNbOKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11h"
        + "obLD1OX2p7hAS0wAAAAAAA=="

    @Test func `writes the golden instruction data`() throws {
        let code = try #require(DepositCode(parsing: World.code1))
        #expect(
            Hexadecimal.encode(Level5.Instruction.initializeToken(code: code).data)
                == "26d19632be751036a1b2c3d4e5f6a7b8")
        #expect(
            Hexadecimal.encode(Level5.Instruction.depositToken(amount: 5_000_000).data)
                == "0b9c60da27a3b413404b4c0000000000")
    }

    @Test func `discriminators are Anchor's hashes of the names`() throws {
        let code = try #require(DepositCode(parsing: World.code1))
        let rows: [(String, [UInt8])] = [
            ("global:initialize_token", Level5.Instruction.initializeToken(code: code).data),
            ("global:deposit_token", Level5.Instruction.depositToken(amount: 0).data),
            ("account:DepositAccount", Level5.DepositAccount.discriminator),
            ("event:DepositEvent", Level5.DepositEvent.discriminator),
        ]
        for (name, bytes) in rows {
            #expect(SHA256.hash(Array(name.utf8)).bytes.prefix(8).elementsEqual(bytes.prefix(8)))
        }
    }

    @Test func `reads the golden event and account`() throws {
        let event = try Level5.DepositEvent(decoding: #require(Base64.decode(Self.event)))
        #expect(event.owner == World.payer.address)
        #expect(event.mint == World.usdc)
        #expect(event.code.description == World.code1)
        #expect(event.amount == 5_000_000)
        #expect(event.newBalance == 5_000_000)
        let account = try Level5.DepositAccount(decoding: #require(Base64.decode(Self.account)))
        #expect(account.owner == World.payer.address)
        #expect(account.mint == World.usdc)
        #expect(account.code?.description == World.code1)
        #expect(account.balance == 5_000_000)
        #expect(!account.isLegacy)
    }

    @Test func `reads the legacy layouts, which lack code, or code and mint`() throws {
        let bytes = try #require(Base64.decode(Self.account))
        let balance = bytes[80...]
        let middle = try Level5.DepositAccount(decoding: Array(bytes[..<72] + balance))
        #expect(middle.mint == World.usdc && middle.code == nil && middle.balance == 5_000_000)
        let short = try Level5.DepositAccount(decoding: Array(bytes[..<40] + balance))
        #expect(short.mint == nil && short.owner == World.payer.address)
        #expect(short.balance == 5_000_000 && short.isLegacy && middle.isLegacy)
    }

    @Test func `refuses every other length and discriminator`() throws {
        let account = try #require(Base64.decode(Self.account))
        for count in 0...120 where ![48, 80, 88].contains(count) {
            let bytes = Array((account + Array(repeating: 0, count: 40)).prefix(count))
            #expect(throws: Level5.LayoutError.wrongLength(found: count)) {
                try Level5.DepositAccount(decoding: bytes)
            }
        }
        let event = try #require(Base64.decode(Self.event))
        for bytes in [Array(event.dropLast()), event + [0]] {
            #expect(throws: Level5.LayoutError.wrongLength(found: bytes.count)) {
                try Level5.DepositEvent(decoding: bytes)
            }
        }
        // The wrong constant of a public client.
        let wrong: [UInt8] = [0xD8, 0x92, 0x6F, 0x2A, 0x5C, 0x08, 0x4A, 0x3E]
        #expect(throws: Level5.LayoutError.badDiscriminator) {
            try Level5.DepositAccount(decoding: wrong + account.dropFirst(8))
        }
        #expect(throws: Level5.LayoutError.badDiscriminator) {
            try Level5.DepositEvent(decoding: wrong + event.dropFirst(8))
        }
    }
}
