public import DepositVerifier
import Foundation

/// A JSON object as Foundation reads it.
public typealias JSONObject = [String: Any]

/// Passes requests on and edits what comes back: a node that says something else.
public struct Tampering: RPCTransport {
    /// Changes an answer, knowing the method that was asked.
    public typealias Edit = @Sendable (_ method: String, _ answer: inout JSONObject) -> Void

    private let base: any RPCTransport
    private let edit: Edit

    /// Edits whole answers, `result` or `error` included.
    public init(_ base: any RPCTransport, edit: @escaping Edit) {
        self.base = base
        self.edit = edit
    }

    /// Edits the object that is the `result` of one method.
    public init(
        _ base: any RPCTransport, _ method: String,
        edit: @escaping @Sendable (inout JSONObject) -> Void
    ) {
        self.init(base) { asked, answer in
            if asked == method { answer.change("result", edit) }
        }
    }

    /// The operator of what is tampered with.
    public var operatorName: String { base.operatorName }

    /// Sends, and edits the answer.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        var answer = try JSONObject(parsing: try await base.send(body))
        edit(try method(of: body), &answer)
        return Array(try JSONSerialization.data(withJSONObject: answer))
    }
}

/// Answers each method by itself, without a node.
public struct Scripted: RPCTransport {
    /// What a method is answered.
    public enum Answer: Sendable {
        /// A JSON-RPC result, as JSON text.
        case result(String)
        /// A JSON-RPC error.
        case error(Int64, String)
        /// Any body, whatever was asked.
        case body([UInt8])
        /// No answer.
        case failure(RPCError)
    }

    /// The operator's name.
    public let operatorName = "scripted"
    private let answers: [String: Answer]

    /// Answers by method; asking any other method fails.
    public init(_ answers: [String: Answer]) {
        self.answers = answers
    }

    /// The scripted answer, under the number of the request.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        let request = try JSONObject(parsing: body)
        guard let method = request["method"] as? String, let number = request["id"] as? Int,
            let answer = answers[method]
        else { throw RPCError(.notRecorded, "not scripted: \(request)") }
        switch answer {
        case .result(let text):
            return Array(#"{"jsonrpc":"2.0","id":\#(number),"result":\#(text)}"#.utf8)
        case .error(let code, let message):
            let error = #"{"code":\#(code),"message":"\#(message)"}"#
            return Array(#"{"jsonrpc":"2.0","id":\#(number),"error":\#(error)}"#.utf8)
        case .body(let bytes): return bytes
        case .failure(let error): throw error
        }
    }
}

private func method(of body: [UInt8]) throws -> String {
    try JSONObject(parsing: body)["method"] as? String ?? ""
}

extension [String: Any] {
    /// Parses an object.
    public init(parsing bytes: [UInt8]) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? JSONObject
        else { throw LocalChainFailure(reason: "no JSON object") }
        self = object
    }

    /// Changes the object under `key`, if there is one.
    public mutating func change(_ key: String, _ edit: (inout JSONObject) -> Void) {
        guard var object = self[key] as? JSONObject else { return }
        edit(&object)
        self[key] = object
    }

    /// Changes every object of the list under `key`.
    public mutating func changeEach(_ key: String, _ edit: (inout JSONObject) -> Void) {
        guard let list = self[key] as? [JSONObject] else { return }
        self[key] = list.map { object in
            var object = object
            edit(&object)
            return object
        }
    }
}

extension [String: Any] {
    /// The object as JSON text.
    public func text() throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: self), as: UTF8.self)
    }
}

/// JSON's `null`, as Foundation writes it.
public enum Null {
    /// `null`.
    public static var value: Any { NSNull() }
}

/// Sends the requests of one method elsewhere.
public struct Split: RPCTransport {
    private let base: any RPCTransport
    private let other: any RPCTransport
    private let split: String

    /// Everything goes to `base`, calls of `split` to `other`.
    public init(_ base: any RPCTransport, _ other: any RPCTransport, for split: String) {
        (self.base, self.other, self.split) = (base, other, split)
    }

    /// The operator of the base.
    public var operatorName: String { base.operatorName }

    /// Sends to one of the two.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        try await (try method(of: body) == split ? other : base).send(body)
    }
}

/// Replaces a text in the answers to one method: for what no JSON writer writes.
public struct Rewriting: RPCTransport {
    private let base: any RPCTransport
    private let asked: String
    private let found: String
    private let replacement: String

    /// Replaces the first `found` in each answer to `method`.
    public init(base: any RPCTransport, method: String, found: String, replacement: String) {
        (self.base, asked, self.found) = (base, method, found)
        self.replacement = replacement
    }

    /// The operator of the base.
    public var operatorName: String { base.operatorName }

    /// Sends, and rewrites the answer.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        let answer = try await base.send(body)
        guard try method(of: body) == asked else { return answer }
        let text = String(decoding: answer, as: UTF8.self)
        guard let place = text.range(of: found) else {
            throw LocalChainFailure(reason: "nothing to replace: \(found)")
        }
        return Array(text.replacingCharacters(in: place, with: replacement).utf8)
    }
}
