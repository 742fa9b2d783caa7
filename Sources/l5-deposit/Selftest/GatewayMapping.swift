import DepositProgram
import DepositVerifier
import SolanaCodec

/// How to ask a gateway about a signature, and how to read its answer: `l5.mapping/1`.
struct GatewayMapping: Sendable {
    static let schema = "l5.mapping/1"
    /// The largest file that is read, in bytes.
    static let longest = 65_536

    /// What is appended to the gateway's URL.
    var path: String
    var headers: [(name: String, value: String)] = []
    /// The request; a text that starts with `$` stands for a value of the ask.
    private var body: JSONValue
    /// Where the answer's verdict is, and which word stands for which.
    private var verdictPlace: JSONPointer?
    private var words: [String: Verdict] = [:]
    /// Which HTTP status stands for which verdict, where no word does.
    private var statuses: [Int: Verdict] = [:]
    private var reasonPlace: JSONPointer?
    /// Where the list of credits is; without it the answer is about one.
    private var creditsPlace: JSONPointer?
    /// Within a credit.
    private var amountPlace: JSONPointer?
    /// Within a credit.
    private var codePlace: JSONPointer?
    /// Decimal places of amounts; base units if there are none.
    private var decimals: UInt8?
    /// How many endpoints of ours the gateway asks.
    var endpoints: Int
    /// The host that wallet claims must name.
    var host: String?

    /// What stands for a part of an ask in the request.
    enum Placeholder: String, CaseIterable {
        case signature = "$signature"
        case code = "$code"
        case claimAccount = "$claim.account"
        case claimSignature = "$claim.signature"
        case lastValidBlockHeight = "$lastValidBlockHeight"
    }

    /// The API that the deposit gateway of this project has.
    static let usual = """
        {"schema": "l5.mapping/1", "path": "/v1/verify",
         "body": {"tx_signature": "$signature", "deposit_code": "$code",
                  "claim": {"account": "$claim.account", "signature": "$claim.signature"}},
         "verdict": {"pointer": "/verdict", "accept": ["ACCEPT"], "duplicate": ["DUPLICATE"],
                     "pending": ["PENDING"], "review": ["REVIEW"], "reject": ["REJECT"],
                     "unknown": ["UNKNOWN"]},
         "reason": "/reason", "credits": "/credits", "amount": "/amount", "code": "/code"}
        """

    /// Reads a mapping; `${NAME}` in a header is replaced by `environment(NAME)`.
    init(parsing text: [UInt8], environment: (String) -> String?) throws(JSONError) {
        let json = try JSONDocument(parsing: text).root
        try json.allow([
            "schema", "path", "headers", "body", "verdict", "status", "reason", "credits",
            "amount", "code", "decimals", "endpoints", "gateway",
        ])
        let schema = try json.required("schema")
        guard try schema.string() == Self.schema else {
            throw schema.error(.expected("the schema \(Self.schema)"))
        }
        path = try json.required("path").string()
        for (name, value) in try json.present("headers")?.object() ?? [] {
            headers.append((name, try value.expandingEnvironment(environment)))
        }
        body = try json.required("body")
        func place(_ name: String) throws(JSONError) -> JSONPointer? {
            try json.present(name).map { text throws(JSONError) in try text.pointer() }
        }
        (reasonPlace, creditsPlace) = (try place("reason"), try place("credits"))
        (amountPlace, codePlace) = (try place("amount"), try place("code"))
        decimals = try json.present("decimals")?.integer()
        endpoints = try json.present("endpoints")?.integer() ?? 1
        host = try json.present("gateway")?.string()
        try readVerdicts(json)
        guard placeholders.contains(.signature) else {
            throw body.error(.expected("$signature somewhere in the request"))
        }
    }

    private mutating func readVerdicts(_ json: JSONValue) throws(JSONError) {
        let names = Verdict.allCases.map(\.rawValue)
        if let verdict = try json.present("verdict") {
            try verdict.allow(Set(names + ["pointer"]))
            verdictPlace = try verdict.required("pointer").pointer()
            for known in Verdict.allCases {
                for word in try verdict.present(known.rawValue)?.array().map({ $0 }) ?? [] {
                    words[word.asWord] = known
                }
            }
        }
        if let status = try json.present("status") {
            try status.allow(Set(names))
            for known in Verdict.allCases {
                for number in try status.present(known.rawValue)?.array().map({ $0 }) ?? [] {
                    statuses[try number.integer()] = known
                }
            }
        }
        guard words.values.contains(.accept) || statuses.values.contains(.accept) else {
            throw json.error(.expected("what stands for accept, in verdict or status"))
        }
    }

    /// Whether an answer tells a credit from one that was given before.
    var tellsDuplicates: Bool {
        words.values.contains(.duplicate) || statuses.values.contains(.duplicate)
    }

    // MARK: Request

    /// What of an ask has a place in the request.
    var placeholders: Set<Placeholder> {
        var found: Set<Placeholder> = []
        body.collectPlaceholders(into: &found)
        return found
    }

    /// The request's body; members whose value the ask does not have are left out.
    func request(_ values: [Placeholder: String]) -> [UInt8] {
        (body.filled(with: values) ?? .object([])).encoded()
    }

    // MARK: Answer

    /// What an answer says.
    func read(status: Int, _ body: [UInt8]) -> GatewayAnswer {
        var answer = GatewayAnswer(status: status, verdict: statuses[status])
        guard let root = try? JSONDocument(parsing: body).root else { return answer }
        if let word = verdictPlace?.value(in: root)?.asWord { answer.verdict = words[word] }
        answer.reason = reasonPlace?.value(in: root).flatMap { $0.isNull ? nil : $0.asWord }
        let credits: [JSONValue]
        if let creditsPlace {
            let list = creditsPlace.value(in: root)
            credits = list?.kind == .array ? (try? list?.array()).map { Array($0) } ?? [] : []
        } else {
            credits = [root]
        }
        answer.credits = credits.compactMap { credit in
            let amount = amountPlace?.value(in: credit).flatMap(units)
            let code = codePlace?.value(in: credit)?.asWord
            guard amount != nil || code != nil else { return nil }
            return GatewayAnswer.Credit(
                code: code.flatMap { DepositCode(parsing: $0, allowingLegacy: true) },
                amount: amount)
        }
        return answer
    }

    private func units(_ value: JSONValue) -> UInt64? {
        let text = value.asWord
        return try? DecimalAmount.parse(text, decimals: decimals ?? 0)
    }
}

/// What a gateway said.
struct GatewayAnswer: Equatable {
    struct Credit: Equatable {
        var code: DepositCode?
        /// Base units.
        var amount: UInt64?
    }

    var status: Int
    /// `nil` if the mapping does not know the answer.
    var verdict: Verdict?
    var reason: String?
    var credits: [Credit] = []

    /// In plain words.
    var title: String {
        guard let verdict else { return "HTTP status \(status), which the mapping does not know" }
        return verdict.rawValue + (reason.map { " \($0)" } ?? "")
    }
}

extension JSONValue {
    /// A text as it is, anything else as JSON text.
    fileprivate var asWord: String { (try? string()) ?? compactText }

    fileprivate func pointer() throws(JSONError) -> JSONPointer {
        guard let pointer = JSONPointer(try string()) else {
            throw error(.expected("a JSON pointer"))
        }
        return pointer
    }

    fileprivate func collectPlaceholders(into found: inout Set<GatewayMapping.Placeholder>) {
        switch kind {
        case .string:
            if let placeholder = GatewayMapping.Placeholder(rawValue: asWord) {
                found.insert(placeholder)
            }
        case .object:
            for (_, value) in (try? object()) ?? [] { value.collectPlaceholders(into: &found) }
        case .array:
            for value in (try? array()).map({ Array($0) }) ?? [] {
                value.collectPlaceholders(into: &found)
            }
        default: break
        }
    }

    /// The value with its placeholders filled; `nil` if it only held such that have no value.
    fileprivate func filled(with values: [GatewayMapping.Placeholder: String]) -> JSONOutput? {
        switch kind {
        case .string:
            guard let placeholder = GatewayMapping.Placeholder(rawValue: asWord) else {
                return .raw(compactText)
            }
            return values[placeholder].map(JSONOutput.string)
        case .object:
            let members = (try? object()) ?? []
            let filled = members.compactMap { key, value in
                value.filled(with: values).map { (key, $0) }
            }
            return filled.isEmpty && !members.isEmpty ? nil : .object(filled)
        case .array:
            let elements = (try? array()).map { Array($0) } ?? []
            let filled = elements.compactMap { $0.filled(with: values) }
            return filled.isEmpty && !elements.isEmpty ? nil : .array(filled)
        default: return .raw(compactText)
        }
    }
}
