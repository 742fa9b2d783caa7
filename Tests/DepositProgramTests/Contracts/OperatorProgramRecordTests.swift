import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@Suite struct OperatorProgramRecordTests {
    private static func event(_ name: String) throws -> [UInt8] {
        let vectors = try DepositProgramVectors.all.get()
        return try #require(vectors.events[name].flatMap { Hexadecimal.decode($0) })
    }

    @Test func `reads the event of a direct deposit`() throws {
        let scene = try DepositProgramScene()
        let data = try Self.event("DepositReceived")
        #expect(data.count == 89)
        guard case .depositReceived(let event) = try OperatorProgram.Event(decoding: data) else {
            Issue.record("another event")
            return
        }
        #expect(event.code == scene.code && event.payer == scene.payer)
        #expect(event.source == World.payerUSDC && event.amount == 5_000_000)
        var other = data
        other[8] = 2
        #expect(throws: OperatorProgram.RecordError.unknownVersion(2)) {
            try OperatorProgram.Event(decoding: other)
        }
    }

    @Test func `reads the event of a sweep`() throws {
        let scene = try DepositProgramScene()
        guard
            case .sweep(let event) = try OperatorProgram.Event(
                decoding: Self.event("SweepEvent"))
        else {
            Issue.record("another event")
            return
        }
        #expect(event.code == scene.code && event.amount == 5_000_000)
        #expect(event.vault.description == scene.vectors.codeVault.vault)
    }

    @Test func `reads the golden event and account`() throws {
        let scene = try DepositProgramScene()
        let data = try #require(Base64.decode(Level5Tests.event))
        guard case .deposit(let event) = try OperatorProgram.Event(decoding: data) else {
            Issue.record("another event")
            return
        }
        #expect(event.owner == scene.payer && event.mint == World.usdc)
        #expect(event.code == scene.code && event.amount == 5_000_000)
        #expect(event.newBalance == 5_000_000)
        let bytes = try #require(Base64.decode(Level5Tests.account))
        #expect(Hexadecimal.encode(bytes) == scene.vectors.account)
        let account = try OperatorProgram.DepositAccount(decoding: bytes)
        #expect(account.owner == scene.payer && account.mint == World.usdc)
        #expect(account.code == scene.code && account.balance == 5_000_000)
    }

    @Test func `refuses records of another length or with another discriminator`() throws {
        let records = [
            try Self.event("DepositReceived"), try Self.event("SweepEvent"),
            try #require(Base64.decode(Level5Tests.event)),
        ]
        for record in records {
            for bytes in (0..<record.count).map({ Array(record.prefix($0)) }) + [record + [0]] {
                #expect(throws: OperatorProgram.RecordError.wrongLength(found: bytes.count)) {
                    try OperatorProgram.Event(decoding: bytes)
                }
            }
            #expect(throws: OperatorProgram.RecordError.badDiscriminator) {
                try OperatorProgram.Event(decoding: [record[0] ^ 1] + record.dropFirst())
            }
        }
        let account = try #require(Base64.decode(Level5Tests.account))
        // The shorter layouts of the program that came before are none of this one.
        for bytes in (0..<account.count).map({ Array(account.prefix($0)) }) + [account + [0]] {
            #expect(throws: OperatorProgram.RecordError.wrongLength(found: bytes.count)) {
                try OperatorProgram.DepositAccount(decoding: bytes)
            }
        }
        #expect(throws: OperatorProgram.RecordError.badDiscriminator) {
            try OperatorProgram.DepositAccount(decoding: [account[0] ^ 1] + account.dropFirst())
        }
    }

    // MARK: Description

    static let errors: [(UInt32, String)] = [
        (6000, "UnknownInstruction"), (6001, "MalformedData"), (6002, "WrongAccountCount"),
        (6003, "AccountNotWritable"), (6004, "AccountNotSigner"), (6005, "DuplicateAccount"),
        (6006, "WrongMint"), (6007, "WrongTokenProgram"), (6008, "WrongSystemProgram"),
        (6009, "WrongAssociatedTokenProgram"), (6010, "WrongTreasuryAccount"),
        (6011, "TreasuryAccountUnusable"), (6012, "WrongTreasury"), (6013, "WrongDerivedAddress"),
        (6014, "WrongVault"), (6015, "VaultNotEmpty"), (6016, "ZeroAmount"),
        (6017, "BelowMinimum"), (6018, "SourceIsTreasury"), (6019, "WrongSource"),
        (6020, "WrongDepositAccount"), (6021, "WrongOwner"), (6022, "AlreadyInitialized"),
        (6023, "BalanceOverflow"), (6024, "NothingToSweep"), (6025, "ExtensionNotAllowed"),
        (6100, "Disabled"),
    ]

    @Test(arguments: errors) func `names its errors`(code: UInt32, name: String) throws {
        let scene = try DepositProgramScene()
        let error = try #require(scene.program.error(code, of: scene.program.address))
        #expect(error.name == name)
        #expect(!error.text.isEmpty)
        #expect(scene.program.error(code, of: World.hot.address) == nil)
    }

    @Test func `has no other errors`() {
        let numbers = Set(Self.errors.map(\.0))
        for code in UInt32(0)...7_000 where !numbers.contains(code) {
            #expect(OperatorProgram.error(code) == nil)
        }
    }

    @Test func `is described with its instructions, events and errors`() throws {
        let scene = try DepositProgramScene()
        let calls = [
            try scene.instruction(scene.vectors.instructions[0]),
            try scene.instruction(scene.vectors.instructions[3]),
        ]
        let message = try Message.compile(
            calls, payer: scene.payer, recentBlockhash: Blockhash(FixedBytes(repeating: 9)),
            version: .v0)
        var context = TransactionDescription.Context()
        context.decoders = [scene.program]
        context.outcome = .failed(.instruction(index: 0, .custom(6017)))
        context.tokens[World.usdc] = .init(symbol: "USDC", decimals: 6)
        context.events = [
            LoggedData(program: scene.program.address, data: try Self.event("SweepEvent")),
            // Somebody else's word.
            LoggedData(program: World.hot.address, data: try Self.event("DepositReceived")),
        ]
        let text = TransactionDescription(try Transaction(message), context: context).text()
        #expect(text.contains("0  Deposit Program: depositDirect"))
        #expect(text.contains("0xa1b2c3d4e5f6a7b8 (8 bytes)"))
        #expect(text.contains("5 USDC (5000000)"))
        #expect(text.contains("1  Deposit Program: sweepToken"))
        #expect(text.contains("\"depositAccount\""))
        #expect(
            text.contains("Deposit Program: BelowMinimum (0x1781), the amount is under the minimum")
        )
        #expect(text.contains("Deposit Program: SweepEvent"))
        #expect(!text.contains("DepositReceived"))
    }
}
