import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct OffchainMessageTests {
    struct Row: Decodable, Sendable, CustomTestStringConvertible {
        var source: String
        var layout: String
        var bytes: String
        var applicationDomain: String?
        var format: UInt8?
        var signers: [String]?
        var text: String?
        var sha256: String?
        var error: String?
        var testDescription: String { "\(layout) \(text ?? error ?? "")" }

        var decoded: OffchainMessage {
            get throws {
                let layout = try #require(
                    OffchainMessage.Layout.allCases.first { "\($0)" == self.layout })
                let bytes = try #require(Hexadecimal.decode(bytes))
                return try OffchainMessage(decoding: bytes, layout: layout)
            }
        }
    }

    struct File: Decodable {
        var vectors: [Row]
    }

    static func rows() throws -> [Row] {
        try Repository.decode(File.self, from: "offchain/messages.json").vectors
    }

    @Test func `decodes and encodes the published messages`() throws {
        let rows = try Self.rows().filter { $0.error == nil }
        #expect(rows.count == 7)
        for row in rows {
            let message = try row.decoded
            #expect(message.description == row.text)
            #expect(message.signers?.map(\.description) == row.signers)
            #expect(message.format?.rawValue == row.format)
            if case .v0(let domain, _, _) = message.preamble {
                #expect(Address(domain).description == row.applicationDomain)
            }
            #expect(Hexadecimal.encode(message.encoded) == row.bytes)
            #expect(try OffchainMessage(message.preamble, text: #require(row.text)) == message)
            if let hash = row.sha256 {
                #expect(Blockhash(SHA256.hash(message.encoded)).description == hash)
            }
        }
    }

    @Test func `refuses what the specification refuses`() throws {
        let rows = try Self.rows().filter { $0.error != nil }
        #expect(rows.count == 17)
        for row in rows {
            let error = #expect(throws: OffchainMessageError.self) { try row.decoded }
            #expect(
                error.map { "\($0)".replacing("SolanaCodec.WireError.", with: "") } == row.error)
        }
    }

    @Test func `every truncation, extra byte and flipped bit is refused or another message`() throws
    {
        for row in try Self.rows().filter({ $0.error == nil }) {
            let bytes = try #require(Hexadecimal.decode(row.bytes))
            let layout = try #require(
                OffchainMessage.Layout.allCases.first { "\($0)" == row.layout })
            for count in 0..<bytes.count where layout != .v1 {
                #expect(throws: OffchainMessageError.self) {
                    try OffchainMessage(decoding: Array(bytes[..<count]), layout: layout)
                }
            }
            if layout != .v1 {
                #expect(throws: OffchainMessageError.wire(.trailingBytes(count: 1))) {
                    try OffchainMessage(decoding: bytes + [0x20], layout: layout)
                }
            }
            let message = try row.decoded
            for bit in 0..<(bytes.count * 8) {
                var flipped = bytes
                flipped[bit / 8] ^= 1 << (bit % 8)
                for reading in OffchainMessage.readings(of: flipped) {
                    #expect(reading != message)
                    #expect(reading.encoded == flipped)
                }
            }
        }
    }

    static let signer = World.payer
    static let domain = FixedBytes<32>(repeating: 7)

    @Test func `formats have the room that the specification gives them`() throws {
        // Version 0, one signer: 16 + 1 + 32 + 1 + 1 + 32 + 2 bytes before the text.
        let rows: [(Character, Int, OffchainMessage.Format)] = [
            ("a", 1, .restrictedASCII), ("a", 1_147, .restrictedASCII),
            ("a", 1_148, .extendedUTF8), ("\n", 1, .limitedUTF8), ("é", 573, .limitedUTF8),
            ("é", 574, .extendedUTF8), ("a", 65_450, .extendedUTF8),
        ]
        for (character, count, format) in rows {
            let text = String(repeating: character, count: count)
            let message = try OffchainMessage(
                applicationDomain: Self.domain, signers: [Self.signer.address], text: text)
            #expect(message.format == format)
            #expect(try OffchainMessage(decoding: message.encoded, layout: .v0) == message)
        }
        #expect(throws: OffchainMessageError.oversized(count: 65_536, limit: 65_535)) {
            try OffchainMessage(
                applicationDomain: Self.domain, signers: [Self.signer.address],
                text: String(repeating: "a", count: 65_451))
        }
        // Without signers: 16 + 1 + 1 + 2 bytes; solana-offchain-message 2 has 1,212 and 65,515.
        let lengths = [(1_212, OffchainMessage.Format.restrictedASCII), (1_213, .extendedUTF8)]
        for (count, format) in lengths {
            let text = String(repeating: "a", count: count)
            #expect(try OffchainMessage(withoutSigners: text).format == format)
        }
        #expect(throws: OffchainMessageError.oversized(count: 65_536, limit: 65_535)) {
            try OffchainMessage(withoutSigners: String(repeating: "a", count: 65_516))
        }
    }

    @Test func `refuses texts that are no texts and too many signers`() throws {
        let addresses = (0..<256).map { World.keypair(UInt8($0)).address }.sorted()
        for bytes in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] {
            #expect(throws: OffchainMessageError.notUTF8) {
                try OffchainMessage(
                    .v0WithoutSigners(format: .limitedUTF8), text: bytes.map(UInt8.init))
            }
        }
        #expect(throws: OffchainMessageError.tooManySigners(256)) {
            try OffchainMessage(.v1(signers: addresses), text: "a")
        }
        #expect(throws: OffchainMessageError.unknownFormat(3)) {
            try OffchainMessage(
                decoding: OffchainMessage.signingDomain + [0, 3, 1, 0, 0x61],
                layout: .v0WithoutSigners)
        }
        let most = try OffchainMessage(.v1(signers: Array(addresses.dropLast())), text: "a")
        #expect(try OffchainMessage(decoding: most.encoded, layout: .v1) == most)
    }

    @Test func `signatures belong to one message, one layout and one of its signers`() throws {
        let address = Self.signer.address
        let messages = try [
            OffchainMessage(
                applicationDomain: Self.domain, signers: [address], text: "Pay nobody"),
            OffchainMessage(withoutSigners: "Pay nobody"),
            OffchainMessage(.v1(signers: [address]), text: "Pay nobody"),
        ]
        for message in messages {
            let signature = try message.sign(with: Self.signer)
            #expect(Ed25519.isValid(signature, of: message.encoded, by: address))
            for other in messages {
                #expect(other.isValid(signature, by: address) == (other == message))
            }
            #expect(!message.isValid(signature, by: World.attacker.address))
            #expect(!message.isValid(.absent, by: address))
            #expect(message.isValid([signature]) == (message.signers != nil))
        }
        for message in [messages[0], messages[2]] {
            #expect(throws: SignerError.wrongAddress) { try message.sign(with: World.attacker) }
            let stranger = try World.attacker.sign(message.encoded)
            #expect(!message.isValid(stranger, by: World.attacker.address))
            #expect(!message.isValid([]))
        }
        #expect(throws: SignerError.absent) {
            try messages[0].sign(with: AbsentSigner(address: address))
        }
    }

    @Test func `all of several signers sign, in their order`() throws {
        let keypairs = [World.payer, World.treasury].sorted { $0.address < $1.address }
        let message = try OffchainMessage(.v1(signers: keypairs.map(\.address)), text: "We agree")
        let signatures = try keypairs.map { try message.sign(with: $0) }
        #expect(message.isValid(signatures))
        #expect(!message.isValid(signatures.reversed()))
        #expect(!message.isValid(Array(signatures.dropLast())))
    }

    @Test func `bytes that two layouts share have both readings`() throws {
        // As the specification's, the domain starts with the other layout's format and length.
        let signer = Address(FixedBytes(repeating: 0x61))
        let length: UInt16 = 32 - 3 + 1 + 1 + 32 + 2 + 2
        var domain: [UInt8] = [1]
        domain.append(integer: length)
        domain += Array(repeating: 0x62, count: 29)
        let message = try OffchainMessage(
            .v0(
                applicationDomain: #require(FixedBytes(domain)), format: .restrictedASCII,
                signers: [signer]), text: "ok")
        let readings = OffchainMessage.readings(of: message.encoded)
        #expect(readings.count == 2)
        #expect(readings.first == message)
        #expect(readings.last?.signers == nil)
    }
}
