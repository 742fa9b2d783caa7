import SolanaCodec
import TestSupport
import Testing

@Suite struct TransactionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let version: Message.Version
        let vector: Golden.Vector
        let size: Int
        var testDescription: String { "\(version)" }
    }

    static let rows = [
        Row(version: .legacy, vector: Golden.legacy, size: 530),
        Row(version: .v0, vector: Golden.v0, size: 532),
        Row(version: .v1, vector: Golden.v1, size: 501),
    ]

    @Test(arguments: rows)
    func `golden transactions decode, verify and encode to the same bytes`(_ row: Row) throws {
        let bytes = try #require(Base64.decode(row.vector.base64))
        #expect(bytes.count == row.size)
        let transaction = try Transaction(decoding: bytes)
        #expect(transaction.message.version == row.version)
        #expect(transaction.signature.description == row.vector.signature)
        #expect(transaction.message.feePayer == World.payer.address)
        #expect(transaction.signatureStatuses == [.valid])
        #expect(transaction.encoded == bytes)
        #expect(transaction.message.encoded == transaction.messageBytes)
        #expect(transaction.message.recentBlockhash.bytes == Array(repeating: 9, count: 32))
    }

    @Test func `the v1 golden transaction carries its budget in the header`() throws {
        let bytes = try #require(Base64.decode(Golden.v1.base64))
        let config = try Transaction(decoding: bytes).message.config
        #expect(config.priorityFee == 400)
        #expect(config.computeUnitLimit == 40_000)
        #expect(config.loadedAccountsDataSizeLimit == 262_144)
        #expect(config.heapSize == nil)
    }

    @Test(arguments: rows)
    func `every truncation and every extra byte is refused`(_ row: Row) throws {
        let bytes = try #require(Base64.decode(row.vector.base64))
        for count in 0..<bytes.count {
            #expect(throws: WireError.self) {
                try Transaction(decoding: Array(bytes.prefix(count)))
            }
        }
        for extra in [UInt8.min, 1, 0x80, .max] {
            #expect(throws: WireError.self) { try Transaction(decoding: bytes + [extra]) }
        }
    }

    @Test(arguments: rows)
    func `a flipped bit is refused or decodes to what encodes to itself, unsigned`(
        _ row: Row
    ) throws {
        let bytes = try #require(Base64.decode(row.vector.base64))
        for bit in 0..<(bytes.count * 8) {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            guard let transaction = try? Transaction(decoding: changed) else { continue }
            #expect(transaction.encoded == changed)
            #expect(transaction.message.encoded == transaction.messageBytes)
            let isSigned = Ed25519.isValid(
                transaction.signature, of: transaction.messageBytes,
                by: try #require(transaction.message.feePayer))
            #expect(!isSigned)
        }
    }

    @Test func `names versions that it does not know`() throws {
        let bytes = try #require(Base64.decode(Golden.v1.base64))
        for version in UInt8(0x82)...UInt8.max {
            var changed = bytes
            changed[0] = version
            #expect(throws: WireError.unsupportedVersion(version & 0x7F)) {
                try Transaction(decoding: changed)
            }
        }
        let v0 = try #require(Base64.decode(Golden.v0.base64))
        var changed = v0
        changed[65] = 0x82
        #expect(throws: WireError.unsupportedVersion(2)) { try Transaction(decoding: changed) }
    }

    @Test func `an unsigned transaction signs to the golden bytes`() throws {
        for row in Self.rows {
            let golden = try Transaction(decoding: #require(Base64.decode(row.vector.base64)))
            var transaction = try Transaction(golden.message)
            #expect(transaction.signatureStatuses == [.absent])
            try transaction.sign(with: [World.payer])
            #expect(transaction == golden)
            #expect(throws: SignerError.wrongAddress) {
                try transaction.sign(with: [World.attacker])
            }
        }
    }

    /// Messages that have a part which their version's bytes have no place for.
    static let unwritable: [(Message.Version, WireError, @Sendable (inout Message) -> Void)] = [
        (
            .legacy, .invalidLookup(index: 0),
            {
                $0.lookups = [
                    AddressTableLookup(
                        table: World.hot.address, writableIndices: [0], readonlyIndices: [])
                ]
            }
        ),
        (
            .v1, .invalidLookup(index: 0),
            {
                $0.lookups = [
                    AddressTableLookup(
                        table: World.hot.address, writableIndices: [], readonlyIndices: [7])
                ]
            }
        ),
        (.legacy, .invalidConfigMask(0b11), { $0.config.priorityFee = 1 }),
        (.v0, .invalidConfigMask(0b100), { $0.config.computeUnitLimit = 200_000 }),
    ]

    @Test(arguments: unwritable)
    func `refuses to sign bytes that say less than the message`(
        version: Message.Version, error: WireError, change: @Sendable (inout Message) -> Void
    ) throws {
        var message = try PartialSigningTests.transaction(version).message
        change(&message)
        #expect(throws: error) { try message.validate() }
        #expect(throws: error) { _ = try Transaction(message) }
    }

    @Test func `refuses a budget where the header has none`() throws {
        let transfer = SystemInstruction.transfer(
            source: World.payer.address, destination: World.treasury.address,
            lamports: Lamports(1))
        #expect(throws: WireError.invalidConfigMask(0b11)) {
            try Message.compile(
                [transfer.instruction], payer: World.payer.address,
                recentBlockhash: Blockhash(FixedBytes(repeating: 9)), version: .v0,
                config: TransactionConfig(priorityFee: 5))
        }
    }

    @Test func `refuses a legacy message whose first byte would be a version`() throws {
        let signers = (0..<128).map {
            AccountMeta(World.keypair(UInt8($0)).address, .writableSigner)
        }
        func compile(_ count: Int, _ version: Message.Version) throws -> Message {
            try Message.compile(
                [
                    Instruction(
                        program: Programs.memoV3, accounts: Array(signers[..<count]), data: [])
                ],
                payer: signers[0].address, recentBlockhash: Blockhash(FixedBytes(repeating: 9)),
                version: version)
        }
        let most = try compile(127, .legacy)
        #expect(try Message(decoding: most.encoded) == most)
        #expect(throws: WireError.tooMany(.signatures, count: 128, limit: 127)) {
            try compile(128, .legacy)
        }
        let v0 = try compile(128, .v0)
        #expect(try Message(decoding: v0.encoded) == v0)
    }
}
