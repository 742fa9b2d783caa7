import SolanaCodec
import TestSupport
import Testing

/// The values of kit's own tests.
@Suite struct KitVectorTests {
    struct Vectors: Decodable {
        var base58: [Pair<String, String>]
        var base58Sizes: [Pair<String, Int>]
        var base58Refused: [String]
        var programAddresses: [ProgramAddressRow]
        var addressWithSeed: WithSeed
        var offCurve: [String]
        var onCurve: [String]
        var signing: Signing
        var signatures: [String]
        var signaturesRefused: [String]
        var messages: Messages
    }

    struct WithSeed: Decodable {
        var base: String
        var seed: String
        var owner: String
        var address: String
        var refusedOwner: String
    }

    struct Signing: Decodable {
        var seed: String
        var publicKey: String
        var message: String
        var signature: String
    }

    struct Messages: Decodable {
        var header: [UInt8]
        var addresses: [String]
        var lifetime: String
        var instructions: [InstructionRow]
        var lookup: Lookup
        var legacy: String
        var v0: String
    }

    struct Lookup: Decodable {
        var table: String
        var writable: String
        var readonly: String
    }

    private let vectors: Vectors

    init() throws { vectors = try Repository.decode(from: "vectors/kit.json") }

    @Test func `reads and writes its base58`() throws {
        #expect(vectors.base58.count == 9)
        for row in vectors.base58 {
            #expect(try Base58.decode(row.first) == hex(row.second))
            #expect(Base58.encode(try hex(row.second)) == row.first)
        }
        for row in vectors.base58Sizes {
            #expect(try Base58.decode(row.first).count == row.second, "\(row.first)")
        }
        for text in vectors.base58Refused {
            #expect(throws: Base58Error.self) { try Base58.decode(text) }
        }
    }

    @Test func `finds its program addresses and their bumps`() throws {
        #expect(vectors.programAddresses.count == 9)
        for row in vectors.programAddresses {
            let found = try ProgramDerivedAddress.find(
                seeds: row.seeds.map { try hex($0) }, program: Address(parsing: row.program))
            #expect(found.address.description == row.address)
            #expect(found.bump == row.bump)
        }
    }

    @Test func `derives its address with a seed and refuses the disguised one`() throws {
        let row = vectors.addressWithSeed
        let (base, seed) = (try Address(parsing: row.base), try hex(row.seed))
        let derived = Address(base: base, seed: seed, owner: try Address(parsing: row.owner))
        #expect(derived?.description == row.address)
        let disguised = try Address(parsing: row.refusedOwner)
        #expect(Address(base: base, seed: seed, owner: disguised) == nil)
    }

    @Test func `tells its points from its other bytes`() throws {
        #expect(vectors.offCurve.count == 2)
        #expect(vectors.onCurve.count == 2)
        for text in vectors.offCurve {
            #expect(!Ed25519.isOnCurve(try #require(Address(bytes: try hex(text)))), "\(text)")
        }
        for text in vectors.onCurve {
            #expect(Ed25519.isOnCurve(try #require(Address(bytes: try hex(text)))), "\(text)")
        }
    }

    @Test func `signs its message with its signature`() throws {
        let row = vectors.signing
        let keypair = try Keypair(seed: try hex(row.seed))
        #expect(keypair.address.bytes == (try hex(row.publicKey)))
        let signature = try keypair.sign(try hex(row.message))
        #expect(signature.bytes == (try hex(row.signature)))
        #expect(Ed25519.isValid(signature, of: try hex(row.message), by: keypair.address))
    }

    @Test func `accepts and refuses its signature texts`() throws {
        #expect(vectors.signatures.count == 5)
        for text in vectors.signatures {
            #expect(try Signature(parsing: text).description == text)
        }
        for text in vectors.signaturesRefused {
            #expect(throws: Base58Error.self) { try Signature(parsing: text) }
        }
    }

    /// Its message names accounts that do not exist: it shows the layout, and that we check.
    @Test func `writes its messages and refuses to read them`() throws {
        let row = vectors.messages
        var message = Message(
            version: .legacy,
            header: MessageHeader(
                requiredSignatures: row.header[0], readonlySigned: row.header[1],
                readonlyUnsigned: row.header[2]),
            addresses: try row.addresses.map { try Address(parsing: $0) },
            recentBlockhash: Blockhash(try Address(parsing: row.lifetime).fixedBytes),
            instructions: try row.instructions.map { try $0.compiled })
        #expect(message.encoded == (try hex(row.legacy)))
        message.version = .v0
        message.lookups = [
            AddressTableLookup(
                table: try Address(parsing: row.lookup.table),
                writableIndices: try hex(row.lookup.writable),
                readonlyIndices: try hex(row.lookup.readonly))
        ]
        #expect(message.encoded == (try hex(row.v0)))
        for text in [row.legacy, row.v0] {
            let bytes = try hex(text)
            #expect(throws: WireError.inconsistentHeader) { try Message(decoding: bytes) }
        }
    }
}
