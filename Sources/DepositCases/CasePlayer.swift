public import DepositVerifier
internal import SolanaCodec
internal import Synchronization

/// Plays one endpoint from a transcript.
///
/// Statuses and accounts that are asked for together are put together from records of one each.
/// What was not recorded does not exist; a method that was not recorded is unknown to the endpoint.
public final class CasePlayer: RPCTransport {
    /// What the endpoint does with one request body.
    public enum Answer: Hashable, Sendable {
        /// Sends this body with status 200.
        case body([UInt8])
        /// Sends this HTTP status and body.
        case http(Int, [UInt8])
        /// Says nothing.
        case silent
    }

    /// Who runs the endpoint.
    public let operatorName: String
    /// Whether a request that was not recorded is an error of the replay instead of an answer.
    public let isStrict: Bool
    private let transcript: Transcript
    private let lastSlot: UInt64
    private let state = Mutex(State())

    private struct State {
        var step = 0
        var unrecorded: [String] = []
    }

    /// Plays a transcript from its start.
    public init(_ transcript: Transcript, isStrict: Bool = false) {
        operatorName = transcript.operatorName
        self.transcript = transcript
        self.isStrict = isStrict
        lastSlot =
            transcript.exchanges.compactMap { exchange in
                guard case .result(let value) = exchange.response else { return nil }
                return Self.slot(value)
            }.max() ?? 0
    }

    /// Which ask is under way, from 0: records of later ones do not count yet.
    public func begin(_ step: Int) { state.withLock { $0.step = step } }

    /// Requests that the transcript does not answer, each once, in order.
    public var unrecorded: [String] { state.withLock { $0.unrecorded } }

    /// Answers from the transcript.
    ///
    /// - Throws: `RPCError` as an HTTP transport would; `.notRecorded` if strict.
    public func send(_ body: [UInt8]) async throws -> [UInt8] {
        let (answer, missing) = play(body)
        if isStrict, let missing {
            throw RPCError(
                .notRecorded, "\(operatorName): the recording holds no answer to \(missing)")
        }
        switch answer {
        case .body(let body): return body
        case .http(429, _): throw RPCError(.rateLimited, "\(operatorName): HTTP status 429")
        case .http(let status, _):
            throw RPCError(.http(status: status), "\(operatorName): HTTP status \(status)")
        case .silent: throw RPCError(.timeout, "\(operatorName): no complete answer in time")
        }
    }

    /// What the endpoint does with a request body, a single request or a batch of them.
    public func answer(to body: [UInt8]) -> Answer { play(body).answer }

    private func play(_ body: [UInt8]) -> (answer: Answer, missing: String?) {
        guard let request = try? JSONDocument(parsing: body).root else {
            return (.http(400, []), nil)
        }
        guard request.kind == .array else {
            let call = Call(request)
            let response = self.response(to: call)
            return (answer([(call, response)]), note([(call, response)]))
        }
        let calls = ((try? request.array()).map { Array($0) } ?? []).map(Call.init)
        let pairs = calls.map { ($0, response(to: $0)) }
        return (answer(pairs, isBatch: true), note(pairs))
    }

    /// Remembers what the transcript lacks.
    private func note(_ pairs: [(Call, Played?)]) -> String? {
        let missing = pairs.filter { $0.1 == nil || $0.1?.isIncomplete == true }
            .map { $0.0.description }
        guard let first = missing.first else { return nil }
        state.withLock { state in
            for text in missing where !state.unrecorded.contains(text) {
                state.unrecorded.append(text)
            }
        }
        return first
    }

    private func answer(_ pairs: [(Call, Played?)], isBatch: Bool = false) -> Answer {
        var texts: [String] = []
        for (call, played) in pairs {
            let content: String
            switch played?.form {
            case .result(let text): content = #""result":\#(text)"#
            case .error(let text): content = #""error":\#(text)"#
            case .body(let body): return .body(body)
            case .http(let status, let body): return .http(status, body)
            case .silent: return .silent
            case nil: content = #""error":{"code":-32601,"message":"Method not found"}"#
            }
            texts.append(#"{"jsonrpc":"2.0",\#(content),"id":\#(call.id)}"#)
        }
        let text = isBatch ? "[\(texts.joined(separator: ","))]" : texts.joined()
        return .body(Array(text.utf8))
    }
}

// MARK: Looking up

extension CasePlayer {
    /// A request.
    private struct Call: CustomStringConvertible {
        var method = ""
        var params: [JSONValue] = []
        /// As JSON text.
        var id = "null"

        init(_ json: JSONValue) {
            method = (try? json.member("method")?.string()) ?? ""
            params = ((try? json.member("params")?.array()) ?? nil).map { Array($0) } ?? []
            id = (try? json.member("id"))?.map(\.compactText) ?? "null"
        }

        var description: String {
            let params = params.map(\.compactText).joined(separator: ",")
            return PrintableText.escape(Array("\(method) [\(params)]".utf8), limit: 300)
        }
    }

    /// A response as text.
    private struct Played {
        enum Form {
            case result(String), error(String), body([UInt8]), http(Int, [UInt8]), silent
        }
        var form: Form
        /// Whether a part of it was not recorded.
        var isIncomplete = false

        init(_ form: Form, isIncomplete: Bool = false) {
            (self.form, self.isIncomplete) = (form, isIncomplete)
        }

        init(_ response: Transcript.Response) {
            switch response {
            case .result(let value): form = .result(value.sourceText)
            case .error(let value): form = .error(value.sourceText)
            case .body(let body): form = .body(body)
            case .http(let status, let body): form = .http(status, body)
            case .silent: form = .silent
            }
        }
    }

    private func response(to call: Call) -> Played? {
        if let found = find({ $0.matches(call.method, call.params) }) { return Played(found) }
        switch call.method {
        case "getSignatureStatuses": return compose(call, "getSignatureStatuses", asList: true)
        case "getMultipleAccounts": return compose(call, "getAccountInfo", asList: false)
        case "getAccountInfo":
            return Played(.result(inContext("null", lastSlot)), isIncomplete: true)
        case "getTransaction": return Played(.result("null"), isIncomplete: true)
        default: return nil
        }
    }

    /// The newest record: the one of the latest step, and of these the last.
    private func find(_ matches: (Transcript.Exchange) -> Bool) -> Transcript.Response? {
        let step = state.withLock { $0.step }
        var found: Transcript.Exchange?
        for exchange in transcript.exchanges where exchange.step <= step && matches(exchange) {
            if exchange.step >= found?.step ?? 0 { found = exchange }
        }
        return found?.response
    }

    /// An answer about several keys, put together from records of one key each.
    ///
    /// - Parameter asList: whether a record's key and value stand in lists of one.
    private func compose(_ call: Call, _ method: String, asList: Bool) -> Played? {
        guard let keys = try? call.params.first?.array() else { return nil }
        var values: [String] = []
        var slots: [UInt64] = []
        var isIncomplete = false
        for key in keys {
            let found = find { exchange in
                guard exchange.method == method, let own = exchange.params.first else {
                    return false
                }
                let name = asList ? Array(try? own.array(), or: []) : [own]
                let rest = (exchange.params.dropFirst(), call.params.dropFirst())
                return name.count == 1 && name[0].covers(key) && rest.0.count <= rest.1.count
                    && zip(rest.0, rest.1).allSatisfy { $0.covers($1) }
            }
            guard let found else {
                values.append("null")
                isIncomplete = true
                continue
            }
            // What is no answer of the usual form is the answer to the whole request.
            guard case .result(let result) = found, let slot = Self.slot(result),
                var value = try? result.member("value")
            else { return Played(found) }
            if asList {
                let list = Array(try? value.array(), or: [])
                guard list.count == 1 else { return Played(found) }
                value = list[0]
            }
            values.append(value.sourceText)
            slots.append(slot)
        }
        let list = "[\(values.joined(separator: ","))]"
        return Played(
            .result(inContext(list, slots.max() ?? lastSlot)), isIncomplete: isIncomplete)
    }

    private func inContext(_ value: String, _ slot: UInt64) -> String {
        #"{"context":{"slot":\#(slot)},"value":\#(value)}"#
    }

    private static func slot(_ result: JSONValue) -> UInt64? {
        guard result.kind == .object, let context = try? result.member("context"),
            context.kind == .object
        else { return nil }
        return try? context.member("slot")?.uint64()
    }
}
