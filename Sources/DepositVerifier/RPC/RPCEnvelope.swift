/// What surrounds every answer: exactly one of a result and an error object.
///
/// Source: JSON-RPC 2.0, section 5.
enum RPCEnvelope {
    case result(JSONValue)
    case failure(Failure)

    /// An error object.
    struct Failure {
        var code: Int64
        /// As received, escapes resolved.
        var message: [UInt8]
        var preflight: PreflightFailure?
        /// Whether a node counts as unhealthy: its data says how far it is behind.
        var namesLag: Bool
    }

    init(json: JSONValue, number: UInt64) throws(JSONError) {
        let version = try json.required("jsonrpc")
        guard try version.utf8Bytes() == Array("2.0".utf8) else {
            throw version.error(.expected("JSON-RPC 2.0"))
        }
        let id = try json.required("id")
        switch (try json.member("result"), try json.member("error")) {
        case (let result?, nil):
            try Self.check(id, number)
            self = .result(result)
        case (nil, let error?):
            // A server that could not read the request cannot repeat its number.
            if !id.isNull { try Self.check(id, number) }
            self = .failure(try Failure(json: error))
        default: throw json.error(.expected("exactly one of result and error"))
        }
    }

    /// Reads an answer that holds a result from front to back, the result by `read`.
    ///
    /// Any other answer is refused, however good: `init(json:number:)` tells what it is.
    @inline(__always) static func result<Answer>(
        of body: [UInt8], number: UInt64,
        _ read: (inout JSONReader) throws(JSONError) -> Answer
    ) throws(JSONError) -> Answer {
        try JSONReader.readAll(of: body) { json throws(JSONError) in
            var version = JSONMember<Bool>("jsonrpc")
            var id = JSONMember<UInt64>("id")
            var result = JSONMember<Answer>("result")
            var members = try json.object()
            while let key = try json.key(of: &members) {
                switch key {
                case "jsonrpc": try version.set(json.text { JSONText.equal($0, "2.0") }, key)
                case "id": try id.set(json.uint64(), key)
                case "result": try result.set(read(&json), key)
                case "error": throw json.error(.expected("a result"))
                default: try json.skip()
                }
            }
            guard try version.required(in: members), try id.required(in: members) == number else {
                throw json.error(.expected("the answer to the request"))
            }
            return try result.required(in: members)
        }
    }

    private static func check(_ id: JSONValue, _ number: UInt64) throws(JSONError) {
        guard try id.uint64() == number else {
            throw id.error(.expected("the number of the request"))
        }
    }
}

extension RPCEnvelope.Failure {
    private static let preflightFailed: Int64 = -32002
    private static let nodeUnhealthy: Int64 = -32005
    private static let tooManyRequests: Int64 = 429

    init(json: JSONValue) throws(JSONError) {
        code = try json.required("code").int64()
        message = try json.required("message").utf8Bytes()
        let data = try json.present("data")
        namesLag = data?.kind == .object && (try? data?.present("numSlotsBehind")) != nil
        if code == Self.preflightFailed, let data {
            preflight = try? PreflightFailure(json: data)
        }
    }

    /// 429 repeated inside the body, or -32005 by an endpoint that uses it for its quota.
    ///
    /// Nodes use -32005 for "behind"; hosted endpoints for "too many requests", in words of theirs.
    var isRateLimit: Bool {
        if code == Self.tooManyRequests { return true }
        guard code == Self.nodeUnhealthy, !namesLag else { return false }
        let text = String(decoding: message, as: UTF8.self).lowercased()
        return ["too many", "rate limit", "limit exceeded", "quota"].contains { text.contains($0) }
    }
}

extension PreflightFailure {
    fileprivate init(json: JSONValue) throws(JSONError) {
        errJSON = try json.required("err").compactText
        logs = try json.present("logs")?.list { line throws(JSONError) in try line.string() }
        unitsConsumed = try json.present("unitsConsumed")?.uint64()
    }
}

extension RPCEnvelope {
    /// Whether a body is an error object that speaks of too many requests.
    static func isRateLimit(_ body: [UInt8]) -> Bool {
        do throws(JSONError) {
            let error = try JSONDocument(parsing: body).root.present("error")
            guard let error else { return false }
            return try Failure(json: error).isRateLimit
        } catch {
            return false
        }
    }
}
