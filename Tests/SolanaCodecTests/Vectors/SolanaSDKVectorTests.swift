import SolanaCodec
import TestSupport
import Testing

/// The values of solana-sdk's own tests.
@Suite struct SolanaSDKVectorTests {
    struct Vectors: Decodable {
        var compactU16: Lengths
        var programAddresses: [ProgramAddressRow]
        var sampleTransaction: Sample
        var v1Messages: [V1Message]
        var v1Refused: [Refused]
    }

    struct Lengths: Decodable {
        var accepted: [Pair<UInt16, String>]
        var refused: [String]
    }

    struct Sample: Decodable {
        var keypair: String
        var to: String
        var program: String
        var data: String
        var wire: String
    }

    struct V1Message: Decodable {
        var name: String
        var bytes: String
        var addresses: [String]
        var blockhash: String
        var priorityFee: UInt64?
        var computeUnitLimit: UInt32?
        var instructions: [InstructionRow]
    }

    struct Refused: Decodable {
        var name: String
        var bytes: String
    }

    private let vectors: Vectors

    init() throws { vectors = try Repository.decode(from: "vectors/solana-sdk.json") }

    @Test func `reads and writes the lengths of short-vec`() throws {
        #expect(vectors.compactU16.accepted.count == 10)
        for row in vectors.compactU16.accepted {
            let bytes = try hex(row.second)
            var output: [UInt8] = []
            output.append(compactU16: row.first)
            #expect(output == bytes)
            var input = bytes.span
            #expect(try input.readCompactU16() == row.first)
            try input.expectEnd()
        }
        #expect(vectors.compactU16.refused.count == 15)
        for text in vectors.compactU16.refused {
            let bytes = try hex(text)
            #expect(throws: WireError.self, "\(text)") {
                var input = bytes.span
                _ = try input.readCompactU16()
            }
        }
    }

    @Test func `derives its program addresses`() throws {
        #expect(vectors.programAddresses.count == 4)
        for row in vectors.programAddresses {
            let address = try ProgramDerivedAddress.create(
                seeds: row.seeds.map { try hex($0) }, program: Address(parsing: row.program))
            #expect(address?.description == row.address)
        }
    }

    @Test func `compiles and signs its sample transaction to the same bytes`() throws {
        let sample = vectors.sampleTransaction
        let bytes = try hex(sample.keypair)
        let payer = try Keypair(seed: Array(bytes[..<32]))
        #expect(payer.address.bytes == Array(bytes[32...]))
        let instruction = Instruction(
            program: try #require(Address(bytes: try hex(sample.program))),
            accounts: [
                AccountMeta(payer.address, .writableSigner),
                AccountMeta(try #require(Address(bytes: try hex(sample.to))), .writable),
            ], data: try hex(sample.data))
        let message = try Message.compile(
            [instruction], payer: payer.address,
            recentBlockhash: Blockhash(FixedBytes(repeating: 0)), version: .legacy)
        var transaction = try Transaction(message)
        try transaction.sign(with: [payer])
        let wire = try hex(sample.wire)
        #expect(transaction.encoded == wire)
        #expect(try Transaction(decoding: wire) == transaction)
        #expect(transaction.signatureStatuses == [.valid])
    }

    @Test func `reads and writes its v1 messages`() throws {
        #expect(vectors.v1Messages.count == 3)
        for row in vectors.v1Messages {
            let bytes = try hex(row.bytes)
            let message = Message(
                version: .v1,
                header: MessageHeader(
                    requiredSignatures: 1, readonlySigned: 0, readonlyUnsigned: 0),
                addresses: try row.addresses.map {
                    try #require(Address(bytes: try hex($0)))
                },
                recentBlockhash: Blockhash(try #require(FixedBytes(try hex(row.blockhash)))),
                instructions: try row.instructions.map { try $0.compiled },
                config: TransactionConfig(
                    priorityFee: row.priorityFee, computeUnitLimit: row.computeUnitLimit))
            #expect(message.encoded == bytes, "\(row.name)")
            #expect(try Message(decoding: bytes) == message, "\(row.name)")
        }
    }

    /// What each refused message is refused for, by the name of upstream's test.
    static let reasons: [String: WireError] = [
        "empty_buffer": .truncated(missing: 1),
        "over_12_signatures": .tooMany(.signatures, count: 13, limit: 12),
        "over_64_addresses": .tooMany(.accounts, count: 65, limit: 64),
        "invalid_priority_fee_mask_bit_0": .invalidConfigMask(1),
        "invalid_priority_fee_mask_bit_1": .invalidConfigMask(2),
        "unknown_config_mask_bits": .invalidConfigMask(0x10000),
        "not_enough_addresses_for_signatures": .inconsistentHeader,
        "unaligned_heap_size": .invalidHeapSize(1_025),
        "program_id_index_zero": .indexOutOfRange(instruction: 0, index: 0),
        "program_id_index_out_of_bounds": .indexOutOfRange(instruction: 0, index: 5),
        "instruction_account_index_out_of_bounds": .indexOutOfRange(instruction: 0, index: 10),
        "65_instructions": .tooMany(.instructions, count: 65, limit: 64),
        "trailing_data": .trailingBytes(count: 1),
    ]

    @Test func `refuses the v1 messages that it refuses, for the same reason`() throws {
        #expect(Set(vectors.v1Refused.map(\.name)) == Set(Self.reasons.keys))
        for row in vectors.v1Refused {
            let bytes = try hex(row.bytes)
            #expect(throws: try #require(Self.reasons[row.name]), "\(row.name)") {
                try Message(decoding: bytes)
            }
        }
    }
}
