import SolanaCodec
import TestSupport
import Testing

/// Transactions of the public clusters, rebuilt byte by byte: the signatures of strangers say
/// whether the bytes are right.
@Suite struct RecordingTests {
    private static let compiled = (try? Recording.files("tx-parser-")) ?? []
    private static let parsed = (try? Recording.files("devnet-", "mainnet-")) ?? []

    @Test func `all 34 recordings are there`() throws {
        #expect(Self.compiled.count == 27)
        #expect(Self.parsed.count == 7)
        #expect(try Recording.files("").count == 34)
    }

    @Test(arguments: compiled)
    func `rebuilds the signed bytes from the json encoding`(file: String) throws {
        let recording = try Recording.read(file)
        let transaction = try recording.signed(try recording.compiledMessage())
        #expect(transaction.signatureStatuses.allSatisfy { $0 == .valid })
        #expect(!transaction.signatureStatuses.isEmpty)
        let bytes = transaction.encoded
        let decoded = try Transaction(decoding: bytes)
        #expect(decoded == transaction)
        #expect(decoded.encoded == bytes)
        #expect(decoded.message.accounts(loaded: try recording.loaded) != nil)
    }

    @Test(arguments: parsed)
    func `rebuilds the signed bytes from parsed instructions`(file: String) throws {
        let recording = try Recording.read(file)
        let transaction = try recording.signed(try recording.encodedMessage())
        #expect(transaction.signatureStatuses.allSatisfy { $0 == .valid })
        #expect(!transaction.signatureStatuses.isEmpty)
        #expect(try Transaction(decoding: transaction.encoded) == transaction)
        let accounts = try #require(transaction.message.accounts())
        for (recorded, compiled) in zip(
            recording.transaction.message.instructions, transaction.message.instructions)
        {
            let instruction = Instruction(
                program: accounts[Int(compiled.programIndex)].address,
                accounts: compiled.accountIndices.map { accounts[Int($0)] }, data: compiled.data)
            let known = try KnownInstruction(decoding: instruction)
            if case .call(let type, _) = recorded.parsed { #expect(known.name == type) }
        }
    }
}

extension Recording {
    var loaded: LoadedAddresses {
        get throws {
            LoadedAddresses(
                writable: try (meta.loadedAddresses?.writable ?? []).map(Address.init(parsing:)),
                readonly: try (meta.loadedAddresses?.readonly ?? []).map(Address.init(parsing:)))
        }
    }

    /// The transaction with the recorded signatures.
    func signed(_ message: Message) throws -> Transaction {
        var transaction = try Transaction(message)
        let signatures = transaction.signatures.count
        #expect(signatures == self.transaction.signatures.count)
        for (text, signer) in zip(self.transaction.signatures, Array(transaction.signerAddresses)) {
            transaction.setSignature(try Signature(parsing: text), of: signer)
        }
        return transaction
    }

    /// The message of the `json` encoding.
    func compiledMessage() throws -> Message {
        let recorded = transaction.message
        let header = try #require(recorded.header)
        var version = Message.Version.legacy
        if case .number(let number) = self.version {
            try #require(number == 0)
            version = .v0
        }
        return Message(
            version: version,
            header: MessageHeader(
                requiredSignatures: header.numRequiredSignatures,
                readonlySigned: header.numReadonlySignedAccounts,
                readonlyUnsigned: header.numReadonlyUnsignedAccounts),
            addresses: try recorded.accountKeys.map { try Address(parsing: $0.pubkey) },
            recentBlockhash: try Blockhash(parsing: recorded.recentBlockhash),
            instructions: try recorded.instructions.map { try $0.compiled() },
            lookups: try (recorded.addressTableLookups ?? []).map {
                AddressTableLookup(
                    table: try Address(parsing: $0.accountKey),
                    writableIndices: $0.writableIndexes, readonlyIndices: $0.readonlyIndexes)
            })
    }

    /// The message of the `jsonParsed` encoding: the list of keys as recorded, the header from
    /// their permissions, the instructions written by our own encoders.
    func encodedMessage() throws -> Message {
        let recorded = transaction.message
        let keys = recorded.accountKeys
        let addresses = try keys.map { try Address(parsing: $0.pubkey) }
        func count(signer: Bool, writable: Bool?) -> UInt8 {
            UInt8(
                keys.count {
                    $0.signer == signer && (writable == nil || $0.writable == writable)
                })
        }
        func index(_ address: Address) throws -> UInt8 {
            UInt8(try #require(addresses.firstIndex(of: address)))
        }
        return Message(
            version: .legacy,
            header: MessageHeader(
                requiredSignatures: count(signer: true, writable: nil),
                readonlySigned: count(signer: true, writable: false),
                readonlyUnsigned: count(signer: false, writable: false)),
            addresses: addresses, recentBlockhash: try Blockhash(parsing: recorded.recentBlockhash),
            instructions: try recorded.instructions.map { recorded in
                let instruction = try recorded.encoded()
                return CompiledInstruction(
                    programIndex: try index(instruction.program),
                    accountIndices: try instruction.accounts.map { try index($0.address) },
                    data: instruction.data)
            })
    }
}
