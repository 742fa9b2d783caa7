import DepositVerifier
import SolanaCodec

/// Reading an answer to `getTransaction`: the whole JSON-RPC response or its `result` alone.
extension DecodeInput {
    /// Instructions that programs called, in all: the runtime stops at 64 instructions of any kind.
    static let innerLimit = 128
    /// Accounts of one instruction of a program: the runtime hands on at most 255.
    static let innerAccountLimit = 255

    /// Decodes a JSON text. An array of one answer counts as that answer.
    ///
    /// - Throws: `DecodeFailure`.
    init(json input: [UInt8]) throws(DecodeFailure) {
        guard input.count <= Self.jsonLimit else { throw .tooLarge }
        do throws(JSONError) {
            let document = try JSONDocument(parsing: input)
            let result = try Self.result(document.root)
            try self.init(result: result)
        } catch {
            throw DecodeFailure(error)
        }
        try checkCounts()
    }

    private static func result(_ root: JSONValue) throws(JSONError) -> JSONValue {
        var answer = root
        if root.kind == .array {
            var elements = try root.array()
            guard let only = elements.next(), elements.next() == nil else {
                throw root.error(.expected("one getTransaction answer"))
            }
            answer = only
        }
        if let error = try answer.present("error") {
            throw error.error(.expected("a result; the node answered with an error"))
        }
        guard let result = try answer.member("result") else { return answer }
        guard !result.isNull else {
            throw result.error(.expected("a transaction; the node does not have it"))
        }
        return result
    }

    private init(result: JSONValue) throws(JSONError) {
        let body = try result.required("transaction")
        switch body.kind {
        case .array:
            transaction = try Self.encodedTransaction(body)
        case .object:
            transaction = try Self.plainTransaction(body, version: result.present("version"))
        default:
            throw body.error(.expected("a pair of text and encoding, or an object"))
        }
        encoding = .json
        guard let meta = try result.present("meta") else { return }
        loaded = try meta.present("loadedAddresses").map {
            loaded throws(JSONError) in
            LoadedAddresses(
                writable: try loaded.required("writable").addresses(),
                readonly: try loaded.required("readonly").addresses())
        }
        inner = try Self.innerGroups(meta)
        let accounts = transaction.message.accounts(loaded: loaded ?? LoadedAddresses())
        effects = try Self.effects(meta, accounts: accounts ?? [])
    }

    // MARK: Encodings base64 and base58

    private static func encodedTransaction(_ pair: JSONValue) throws(JSONError) -> Transaction {
        var elements = try pair.array()
        guard let text = elements.next(), let name = elements.next(), elements.next() == nil else {
            throw pair.error(.expected("a pair of text and encoding"))
        }
        let bytes = try name.string() == "base58" ? text.base58Bytes() : base64Bytes(text, name)
        do throws(DecodingFailure) {
            return try Transaction(locating: bytes)
        } catch {
            throw text.error(
                .expected(
                    "a transaction; \(error.error.text) (byte \(error.offset) of it)"))
        }
    }

    private static func base64Bytes(
        _ text: JSONValue, _ name: JSONValue
    ) throws(JSONError) -> [UInt8] {
        guard try name.string() == "base64" else {
            throw name.error(.expected("base64 or base58"))
        }
        let characters = try text.utf8Bytes()
        guard let bytes = Base64.decode(utf8: characters.span) else {
            throw text.error(.expected("canonical base64"))
        }
        return bytes
    }

    // MARK: Instructions of programs

    private static func innerGroups(_ meta: JSONValue) throws(JSONError) -> [InnerGroup] {
        guard let list = try meta.present("innerInstructions") else { return [] }
        var groups: [InnerGroup] = []
        var left = innerLimit
        for group in try list.array() {
            var instructions: [InnerInstruction] = []
            let index: UInt8 = try group.required("index").integer()
            for instruction in try group.required("instructions").array() {
                guard left > 0 else {
                    throw instruction.error(.expected("at most \(innerLimit) inner instructions"))
                }
                left -= 1
                let accounts = try instruction.required("accounts")
                instructions.append(
                    InnerInstruction(
                        programIDIndex: try instruction.required("programIdIndex").integer(),
                        accounts: try accounts.byteList(limit: innerAccountLimit),
                        data: try instruction.required("data").base58Bytes(),
                        stackHeight: try instruction.present("stackHeight")?.integer()))
            }
            groups.append(InnerGroup(index: index, instructions: instructions))
        }
        return groups
    }

    /// Refuses loaded addresses and inner instructions that do not belong to the message.
    private func checkCounts() throws(DecodeFailure) {
        let message = transaction.message
        if let loaded, message.accounts(loaded: loaded) == nil {
            throw DecodeFailure("loadedAddresses has other counts than the message's lookups")
        }
        for group in inner {
            guard Int(group.index) < message.instructions.count else {
                throw DecodeFailure(
                    "innerInstructions names instruction \(group.index) of "
                        + "\(message.instructions.count)")
            }
            for instruction in group.instructions {
                let indices = instruction.accounts + [instruction.programIDIndex]
                for index in indices where Int(index) >= message.accountCount {
                    throw DecodeFailure(
                        "an inner instruction names account \(index) of \(message.accountCount)")
                }
            }
        }
    }
}
