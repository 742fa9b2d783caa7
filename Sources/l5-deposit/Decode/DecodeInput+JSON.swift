import DepositVerifier
import SolanaCodec

/// Reading an answer to `getTransaction`: the whole JSON-RPC response or its `result` alone.
extension DecodeInput {
    /// Instructions that programs called, in all: the runtime stops at 64 instructions of any kind.
    static let innerLimit = 128

    /// Decodes a JSON text. An array of one answer counts as that answer.
    ///
    /// - Throws: `DecodeFailure`.
    init(json input: [UInt8]) throws(DecodeFailure) {
        guard input.count <= Self.jsonLimit else {
            throw DecodeFailure(
                "\(input.count) bytes of JSON; at most \(Self.jsonLimit) are read",
                at: .input(Self.jsonLimit))
        }
        let answer: DecodeInput
        do throws(JSONError) {
            answer = try Self.answer(JSONDocument(parsing: input).root)
        } catch {
            throw DecodeFailure(error)
        }
        try answer.checkCounts()
        self = answer
    }

    private static func answer(_ root: JSONValue) throws(JSONError) -> DecodeInput {
        try input(result: result(root))
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

    private static func input(result: JSONValue) throws(JSONError) -> DecodeInput {
        let transaction = try transaction(result)
        guard let meta = try result.present("meta") else {
            return DecodeInput(encoding: .json, transaction: transaction)
        }
        return DecodeInput(
            encoding: .json, transaction: transaction, loaded: try loadedAddresses(meta),
            inner: try innerGroups(meta))
    }

    private static func transaction(_ result: JSONValue) throws(JSONError) -> Transaction {
        let body = try result.required("transaction")
        switch body.kind {
        case .array: return try encodedTransaction(body)
        case .object: return try plainTransaction(body, version: result.present("version"))
        default: throw body.error(.expected("a pair of text and encoding, or an object"))
        }
    }

    private static func loadedAddresses(_ meta: JSONValue) throws(JSONError) -> LoadedAddresses? {
        guard let loaded = try meta.present("loadedAddresses") else { return nil }
        return LoadedAddresses(
            writable: try loaded.required("writable").addresses(),
            readonly: try loaded.required("readonly").addresses())
    }

    // MARK: Encodings base64 and base58

    private static func encodedTransaction(_ pair: JSONValue) throws(JSONError) -> Transaction {
        var elements = try pair.array()
        guard let text = elements.next(), let name = elements.next(), elements.next() == nil else {
            throw pair.error(.expected("a pair of text and encoding"))
        }
        let bytes: [UInt8]
        switch try name.string() {
        case "base64":
            // Read first: 6.3.1 miscompiles a span of a throwing call inside a condition.
            let characters = try text.utf8Bytes()
            guard let decoded = Base64.decode(utf8: characters.span) else {
                throw text.error(.expected("canonical base64"))
            }
            bytes = decoded
        case "base58": bytes = try text.base58Bytes()
        default: throw name.error(.expected("base64 or base58"))
        }
        do throws(DecodingFailure) {
            return try Transaction(locating: bytes)
        } catch {
            throw text.error(
                .expected(
                    "a transaction; \(error.error.text) (byte \(error.offset) of it)"))
        }
    }

    // MARK: Instructions of programs

    private static func innerGroups(_ meta: JSONValue) throws(JSONError) -> [InnerGroup] {
        guard let list = try meta.present("innerInstructions") else { return [] }
        var groups: [InnerGroup] = []
        for group in try list.array() {
            let index = try group.required("index").integer(as: UInt8.self)
            let calls = try group.required("instructions")
            var instructions: [InnerInstruction] = []
            for call in try calls.array() { instructions.append(try innerInstruction(call)) }
            groups.append(InnerGroup(index: index, instructions: instructions))
        }
        guard groups.reduce(0, { $0 + $1.instructions.count }) <= innerLimit else {
            throw list.error(.expected("at most \(innerLimit) inner instructions"))
        }
        return groups
    }

    private static func innerInstruction(_ call: JSONValue) throws(JSONError) -> InnerInstruction {
        let program = try call.required("programIdIndex").integer(as: UInt8.self)
        let accounts = try call.required("accounts").byteList()
        let data = try call.required("data").base58Bytes()
        var height: Int?
        if let value = try call.present("stackHeight") { height = try value.integer(as: Int.self) }
        return InnerInstruction(
            programIDIndex: program, accounts: accounts, data: data, stackHeight: height)
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
