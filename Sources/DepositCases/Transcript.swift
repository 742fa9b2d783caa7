internal import DepositVerifier
internal import SolanaCodec

/// What one endpoint knows: a file of `rpc/`.
public struct Transcript: Sendable {
    /// Who runs the endpoint.
    public var operatorName: String
    var exchanges: [Exchange]

    /// A request that was recorded, and what came back.
    struct Exchange: Sendable {
        var method: String
        var params: [JSONValue]
        var response: Response
        /// From which ask on it counts.
        var step: Int
    }

    /// What an endpoint does with a request.
    enum Response: Sendable {
        /// Answers with this result.
        case result(JSONValue)
        /// Answers with this error object.
        case error(JSONValue)
        /// Sends this body, whatever was asked.
        case body([UInt8])
        /// Answers with another HTTP status than 200, and this body.
        case http(Int, [UInt8])
        /// Takes the request and says nothing.
        case silent
    }

    /// Reads a transcript.
    ///
    /// - Parameter programs: the code of the programs that transcripts share, by name.
    init(json: JSONValue, programs: [String: [UInt8]]) throws(JSONError) {
        try json.allow(["operator", "exchanges"])
        operatorName = try json.required("operator").string()
        exchanges = try json.required("exchanges").list { exchange throws(JSONError) in
            try Exchange(json: exchange, programs: programs)
        }
    }
}

extension Transcript.Exchange {
    fileprivate init(
        json: JSONValue, programs: [String: [UInt8]]
    ) throws(JSONError) {
        try json.allow(["request", "response", "step"])
        let request = try json.required("request")
        try request.allow(["method", "params"])
        method = try request.required("method").string()
        params = Array(try request.present("params")?.array(), or: [])
        response = try Transcript.Response(
            json: json.required("response"), programs: programs)
        step = try json.present("step")?.integer() ?? 0
    }

    /// Whether a request with these parameters is meant.
    ///
    /// Parameters beyond the recorded ones do not count, nor do members beyond those of a recorded
    /// object.
    func matches(_ method: String, _ asked: [JSONValue]) -> Bool {
        guard self.method == method, params.count <= asked.count else { return false }
        return zip(params, asked).allSatisfy { $0.covers($1) }
    }
}

extension Transcript.Response {
    fileprivate init(
        json: JSONValue, programs: [String: [UInt8]]
    ) throws(JSONError) {
        try json.allow(["result", "error", "body", "bodyBase64", "http", "silent", "account"])
        if let result = try json.member("result") {
            self = .result(result)
        } else if let error = try json.member("error") {
            self = .error(error)
        } else if let status = try json.member("http") {
            self = .http(try status.integer(), try Self.body(json) ?? [])
        } else if let body = try Self.body(json) {
            self = .body(body)
        } else if let account = try json.member("account") {
            self = .result(try Self.programAccount(account, programs))
        } else {
            guard try json.required("silent").bool() else { throw json.error(.expected("true")) }
            self = .silent
        }
    }
}

extension Transcript.Response {
    private static func body(_ json: JSONValue) throws(JSONError) -> [UInt8]? {
        if let text = try json.member("body") { return try text.utf8Bytes() }
        guard let text = try json.member("bodyBase64") else { return nil }
        guard let bytes = Base64.decode(try text.string()) else {
            throw text.error(.expected("base64"))
        }
        return bytes
    }

    /// The account of a program's code: what stands before the code, and the code's file.
    private static func programAccount(
        _ json: JSONValue, _ programs: [String: [UInt8]]
    ) throws(JSONError) -> JSONValue {
        try json.allow(["slot", "lamports", "owner", "prefix", "file"])
        let (prefix, file) = (try json.required("prefix"), try json.required("file"))
        guard let head = Base64.decode(try prefix.string()) else {
            throw prefix.error(.expected("base64"))
        }
        guard let code = programs[try file.string()] else {
            throw file.error(.expected("the name of a program"))
        }
        let data = head + code
        let answer = JSONOutput.object([
            ("context", .object([("slot", .unsigned(try json.required("slot").uint64()))])),
            (
                "value",
                .object([
                    ("lamports", .unsigned(try json.required("lamports").uint64())),
                    ("owner", .string(try json.required("owner").string())),
                    ("data", .array([.base64(data), .string("base64")])),
                    ("executable", .bool(false)), ("rentEpoch", .unsigned(.max)),
                    ("space", .unsigned(UInt64(data.count))),
                ])
            ),
        ])
        return try JSONDocument(parsing: answer.encoded()).root
    }
}

extension JSONValue {
    /// Whether a recorded value allows for what was asked: equal, but an object may have more
    /// members.
    func covers(_ asked: JSONValue) -> Bool {
        guard kind == asked.kind else { return false }
        switch kind {
        case .null, .boolean, .number: return sourceText == asked.sourceText
        case .string: return (try? utf8Bytes()) == (try? asked.utf8Bytes())
        case .array:
            let (own, other) = (Array(try? array(), or: []), Array(try? asked.array(), or: []))
            return own.count == other.count && zip(own, other).allSatisfy { $0.covers($1) }
        case .object:
            return (try? object())?.allSatisfy { key, value in
                guard let other = try? asked.member(key) else { return false }
                return value.covers(other)
            } ?? false
        }
    }
}

extension Array where Element == JSONValue {
    init(_ elements: JSONValue.Elements?, or none: [JSONValue]) {
        self = elements.map { Array($0) } ?? none
    }
}
