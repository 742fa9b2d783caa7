import DepositVerifier
import SolanaCodec

/// The `json` encoding of answers: the parts of a message in plain, from which its bytes follow.
extension DecodeInput {
    /// Rebuilds a transaction from its parts. Signatures that verify prove the rebuilt bytes right.
    ///
    /// - Throws: `JSONError`; the `jsonParsed` encoding lacks parts of the message and is refused.
    static func plainTransaction(
        _ body: JSONValue, version: JSONValue?
    ) throws(JSONError) -> Transaction {
        let json = try body.required("message")
        try refuseParsed(json)
        let message = Message(
            version: try messageVersion(version, json),
            header: try json.required("header").header(),
            addresses: try json.required("accountKeys").addresses(),
            recentBlockhash: try json.required("recentBlockhash").blockhash(),
            instructions: try instructions(json), lookups: try lookups(json),
            config: try config(json))
        guard message.version == .v0 || message.lookups.isEmpty else {
            throw json.error(.expected("no address table lookups in this version"))
        }
        let list = try body.required("signatures")
        var signatures: [Signature] = []
        for text in try list.array() {
            guard let signature = Signature(try text.string()) else {
                throw text.error(.expected("a signature of 64 bytes in base58"))
            }
            signatures.append(signature)
        }
        do throws(WireError) {
            var transaction = try Transaction(message)
            let signers = Array(transaction.signerAddresses)
            guard signatures.count == signers.count else {
                throw .signatureCount(found: signatures.count, required: signers.count)
            }
            for (signature, signer) in zip(signatures, signers) {
                transaction.setSignature(signature, of: signer)
            }
            return transaction
        } catch {
            throw json.error(.expected("a message; \(error.text)"))
        }
    }

    private static func refuseParsed(_ message: JSONValue) throws(JSONError) {
        var keys = try message.required("accountKeys").array()
        guard let first = keys.next(), first.kind == .object else { return }
        throw message.error(
            .expected(
                "the bytes of the message: jsonParsed leaves some out, so nothing can be checked; "
                    + "ask the node for base64 or json"))
    }

    private static func messageVersion(
        _ version: JSONValue?, _ message: JSONValue
    ) throws(JSONError) -> Message.Version {
        guard let version else {
            // Nodes leave it out unless they were asked for more than legacy transactions.
            return try message.present("addressTableLookups") == nil ? .legacy : .v0
        }
        guard version.kind == .number else {
            guard try version.utf8Bytes() == Array("legacy".utf8) else {
                throw version.error(.expected("legacy, 0 or 1"))
            }
            return .legacy
        }
        switch try version.uint64() {
        case 0: return .v0
        case 1: return .v1
        default: throw version.error(.expected("legacy, 0 or 1"))
        }
    }

    private static func instructions(
        _ message: JSONValue
    ) throws(JSONError) -> [CompiledInstruction] {
        var instructions: [CompiledInstruction] = []
        var dataBytes = 0
        for instruction in try message.required("instructions").array() {
            let compiled = CompiledInstruction(
                programIndex: try instruction.required("programIdIndex").integer(),
                accountIndices: try instruction.required("accounts").byteList(),
                data: try instruction.required("data").base58Bytes())
            dataBytes += compiled.data.count
            // More than fits would be refused after all of it was decoded.
            guard dataBytes <= PacketLimits.v1Bytes,
                instructions.count < PacketLimits.v1Bytes
            else { throw instruction.error(.expected("no more than a transaction can hold")) }
            instructions.append(compiled)
        }
        return instructions
    }

    private static func lookups(_ message: JSONValue) throws(JSONError) -> [AddressTableLookup] {
        guard let list = try message.present("addressTableLookups") else { return [] }
        var lookups: [AddressTableLookup] = []
        for lookup in try list.array() {
            lookups.append(
                AddressTableLookup(
                    table: try lookup.required("accountKey").address(),
                    writableIndices: try lookup.required("writableIndexes").byteList(),
                    readonlyIndices: try lookup.required("readonlyIndexes").byteList()))
        }
        return lookups
    }

    private static func config(_ message: JSONValue) throws(JSONError) -> TransactionConfig {
        guard let config = try message.present("transactionConfig") else {
            return TransactionConfig()
        }
        return TransactionConfig(
            priorityFee: try config.present("priorityFee")?.uint64(),
            computeUnitLimit: try config.present("computeUnitLimit")?.integer(),
            loadedAccountsDataSizeLimit: try config.present("loadedAccountsDataSizeLimit")?
                .integer(),
            heapSize: try config.present("heapSize")?.integer())
    }
}

extension JSONValue {
    fileprivate func header() throws(JSONError) -> MessageHeader {
        MessageHeader(
            requiredSignatures: try required("numRequiredSignatures").integer(),
            readonlySigned: try required("numReadonlySignedAccounts").integer(),
            readonlyUnsigned: try required("numReadonlyUnsignedAccounts").integer())
    }

    fileprivate func blockhash() throws(JSONError) -> Blockhash {
        guard let hash = Blockhash(try string()) else {
            throw error(.expected("a hash of 32 bytes in base58"))
        }
        return hash
    }

    func address() throws(JSONError) -> Address {
        guard let address = Address(try string()) else {
            throw error(.expected("an address of 32 bytes in base58"))
        }
        return address
    }

    /// A list of addresses in base58, as many as one-byte indices can name.
    func addresses() throws(JSONError) -> [Address] {
        var addresses: [Address] = []
        for element in try array() {
            guard addresses.count < PacketLimits.accounts else {
                throw element.error(.expected("at most \(PacketLimits.accounts) addresses"))
            }
            addresses.append(try element.address())
        }
        return addresses
    }

    /// A list of one-byte indices, as many as a transaction could hold unless told otherwise.
    func byteList(limit: Int = PacketLimits.v1Bytes) throws(JSONError) -> [UInt8] {
        var bytes: [UInt8] = []
        for element in try array() {
            guard bytes.count < limit else {
                throw element.error(.expected("at most \(limit) indices"))
            }
            bytes.append(try element.integer())
        }
        return bytes
    }

    /// Bytes in base58.
    func base58Bytes() throws(JSONError) -> [UInt8] {
        guard let bytes = try? Base58.decode(try string()) else {
            throw error(.expected("at most \(Base58.longestText) characters of base58"))
        }
        return bytes
    }
}
