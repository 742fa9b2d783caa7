public import DepositProgram
public import DepositVerifier
internal import SolanaCodec

/// What was asked about one transaction and what every endpoint answered, to be kept as a case.
public struct CaseRecording: Sendable {
    /// The folder's name, which becomes the case's number.
    public var name: String
    /// The rules.
    public var policy: DepositPolicy
    /// Codes that the books hold.
    public var codes: [DepositCode]
    /// The day, `YYYY-MM-DD`.
    public var date: String
    /// The exchanges with each endpoint.
    public var exchanges: [[RPCExchange]]
    /// Who runs each endpoint.
    public var operators: [String]

    /// A recording from its parts.
    public init(
        name: String, policy: DepositPolicy, codes: [DepositCode], date: String,
        operators: [String], exchanges: [[RPCExchange]]
    ) {
        self.name = name
        self.policy = policy
        self.codes = codes
        self.date = date
        self.operators = operators
        self.exchanges = exchanges
    }

    /// The folder's files by their paths. The expectation is what was decided, for a person to check.
    public func files(_ decision: Decision) -> [(path: String, content: [UInt8])] {
        var files = [
            ("case.json", description(decision)), ("expect.json", Self.expectation(decision)),
        ]
        for (index, exchanges) in exchanges.enumerated() {
            let transcript = JSONOutput.object([
                ("operator", .string(operators[index])),
                ("exchanges", .array(exchanges.flatMap(Self.records))),
            ])
            files.append(("rpc/\(index + 1).json", transcript))
        }
        return files.map { ($0, $1.encoded(pretty: true) + [UInt8(ascii: "\n")]) }
    }

    /// `expect.json` for a decision.
    public static func expectation(_ decision: Decision) -> JSONOutput {
        .object([
            ("verdict", .string(decision.verdict.rawValue)),
            ("reason", decision.finding.map { .string($0.reason.rawValue) } ?? .null),
            ("rule", decision.finding.map { .string($0.rule.rawValue) } ?? .null),
            (
                "credits",
                .array(
                    decision.credits.map { credit in
                        .object([
                            ("event", .string(credit.fact.path.description)),
                            ("code", credit.fact.code.map { .string($0.description) } ?? .null),
                            ("amount", .string(String(credit.fact.amount))),
                        ])
                    })
            ),
            (
                "reviews",
                .array(
                    decision.reviews.map { review in
                        .object([
                            ("event", review.path.map { .string($0.description) } ?? .null),
                            ("reason", .string(review.finding.reason.rawValue)),
                            ("amount", review.amount.map { .string(String($0)) } ?? .null),
                            ("code", review.code.map { .string($0.description) } ?? .null),
                        ])
                    })
            ),
            ("flags", .array(decision.flags.map(JSONOutput.string))), ("rules", .array([])),
        ])
    }

    private func description(_ decision: Decision) -> JSONOutput {
        let endpoints = operators.enumerated().map { index, name in
            // A placeholder: the real one may hold a credential, and nobody is asked.
            JSONOutput.object([
                ("url", .string("http://127.0.0.1:\(index + 1)")), ("operator", .string(name)),
            ])
        }
        var config = policy.json
        if case .object(let members) = config {
            config = .object(members + [("endpoints", .array(endpoints))])
        }
        let codes = codes.enumerated().map { index, code in
            JSONOutput.object([
                ("code", .string(code.description)), ("agent", .string("agt_\(index + 1)")),
                ("active", .bool(true)),
            ])
        }
        return .object([
            ("schema", .string(CaseDescription.schema)), ("id", .string(name)),
            ("title", .string("recorded by l5-deposit")), ("kind", .string("X")),
            ("build", .string("")),
            (
                "recorded",
                .object([
                    ("genesis", .string(decision.genesis.description)), ("date", .string(date)),
                ])
            ),
            ("config", config),
            ("ledger_before", .object([("codes", .array(codes)), ("credits", .array([]))])),
            ("asks", .array([.object([("signature", .string(decision.signature.description))])])),
        ])
    }

    // MARK: Transcript

    /// What a transcript keeps of an exchange; accounts that were asked for together, one by one.
    private static func records(_ exchange: RPCExchange) -> [JSONOutput] {
        guard let request = try? JSONDocument(parsing: exchange.request).root,
            let method = try? request.member("method")?.string()
        else { return [] }
        let params = ((try? request.member("params")?.array()) ?? nil).map { Array($0) } ?? []
        let answer = exchange.answer.flatMap { try? JSONDocument(parsing: $0).root }
        if method == "getMultipleAccounts", let answer,
            let accounts = accounts(params, answer)
        {
            return accounts
        }
        return [
            record(method, params.map { .raw($0.compactText) }, response(exchange, answer))
        ]
    }

    private static func record(
        _ method: String, _ params: [JSONOutput], _ response: JSONOutput
    ) -> JSONOutput {
        .object([
            (
                "request",
                .object([("method", .string(method)), ("params", .array(params))])
            ),
            ("response", response),
        ])
    }

    /// The response as the format has it: results and errors down to their bytes.
    private static func response(_ exchange: RPCExchange, _ answer: JSONValue?) -> JSONOutput {
        switch exchange.outcome {
        case .failure(let error):
            switch error.code {
            case .rateLimited: return .object([("http", .unsigned(429))])
            case .http(let status): return .object([("http", .integer(Int64(status)))])
            default: return .object([("silent", .bool(true))])
            }
        case .answer(let body):
            // What is not the answer to a request is kept whole.
            for name in ["result", "error"] {
                if let value = try? answer?.member(name), (try? answer?.member("id")) != nil {
                    return .object([(name, .raw(value.sourceText))])
                }
            }
            return .object([("bodyBase64", .base64(body))])
        }
    }

    private static func accounts(
        _ params: [JSONValue], _ answer: JSONValue
    ) -> [JSONOutput]? {
        guard let keys = try? params.first?.array(), let result = try? answer.member("result"),
            let context = try? result.member("context"), let list = try? result.member("value"),
            let values = try? list.array()
        else { return nil }
        let pairs = Array(zip(keys, values))
        guard pairs.count == Array(keys).count, pairs.count == Array(values).count else {
            return nil
        }
        return pairs.map { key, value in
            let result = JSONOutput.object([
                ("context", .raw(context.compactText)), ("value", .raw(value.sourceText)),
            ])
            return record(
                "getAccountInfo",
                [.raw(key.compactText)] + params.dropFirst().map { .raw($0.compactText) },
                .object([("result", result)]))
        }
    }
}
