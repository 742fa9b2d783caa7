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

@Suite struct Level5DescriptionTests {
    private static let owner = AccountMeta(World.payer.address, .writableSigner)

    /// Discriminators from the published program's IDL.
    static let rows: [(String, String, Int, String)] = [
        ("afaf6d1f0d989bed", "a1b2c3d4e5f6a7b8", 3, "initialize"),
        ("f223c68952e1f2b6", "404b4c0000000000", 3, "deposit"),
        ("b712469c946da122", "404b4c0000000000", 3, "withdraw"),
        ("26d19632be751036", "a1b2c3d4e5f6a7b8", 7, "initializeToken"),
        ("0b9c60da27a3b413", "404b4c0000000000", 6, "depositToken"),
        ("88ebb505656d3951", "404b4c0000000000", 6, "withdrawToken"),
        ("7dff950e6e224818", "", 2, "closeAccount"),
        ("84ac183c649c8761", "", 5, "closeTokenAccount"),
    ]

    @Test(arguments: rows) func `names the published instructions and their accounts`(
        discriminator: String, values: String, accounts: Int, name: String
    ) throws {
        let instruction = Instruction(
            program: "C4UAHoYgqZ7dmS4JypAwQcJ1YzYVM86S2eA1PTUthzve",
            accounts: Array(repeating: Self.owner, count: accounts),
            data: try #require(Hexadecimal.decode(discriminator + values)))
        let call = try #require(try Level5.program.call(instruction))
        #expect(call.name == name)
        #expect(call.namedAccounts.count == accounts)
        #expect(call.additionalAccounts.isEmpty)
        #expect(call.data == instruction.data)
        #expect(call.parameters.count == (values.isEmpty ? 0 : 1))
        #expect(Level5.program.name(of: instruction.program) == "Level5")
    }

    @Test func `reads the golden event`() throws {
        let program: Address = "BBAdcqUkg68JXNiPQ1HR1wujfZuayyK3eQTQSYAh6FSW"
        let data = try #require(Base64.decode(Level5Tests.event))
        let event = try #require(Level5.program.event(data, of: program))
        #expect(event.name == "DepositEvent")
        #expect(
            event.fields == [
                InstructionField("owner", .address(World.payer.address)),
                InstructionField("mint", .address(World.usdc)),
                InstructionField(
                    "code", .bytes(try #require(Hexadecimal.decode(World.code1)))),
                InstructionField("amount", .amount(5_000_000)),
                InstructionField("newBalance", .amount(5_000_000)),
            ])
    }

    @Test func `the withdrawal's event has its published discriminator`() {
        #expect(
            Hexadecimal.encode(Anchor.discriminator(.event, "WithdrawEvent"))
                == "1609851aa02c47c0")
    }
}
