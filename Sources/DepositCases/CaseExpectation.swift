internal import DepositProgram
internal import DepositVerifier

/// What a verifier must say: `expect.json`, written by hand from the catalogue.
public struct CaseExpectation: Sendable {
    /// One for each ask; one alone if the verifier must refuse to start or hears nobody.
    public var answers: [CaseAnswer]
    /// The rules of the specification that a reader should know.
    public var rules: [String]

    init(json: JSONValue) throws(JSONError) {
        try json.allow(CaseAnswer.members.union(["answers"]))
        rules =
            try json.present("rules").map { rules throws(JSONError) in
                try rules.list { rule throws(JSONError) in try rule.string() }
            } ?? []
        guard let list = try json.present("answers") else {
            answers = [try CaseAnswer(json: json)]
            return
        }
        answers = try list.list { answer throws(JSONError) in
            try answer.allow(CaseAnswer.members)
            return try CaseAnswer(json: answer)
        }
    }

    /// What is expected of one ask, counted from 0.
    public func answer(to ask: Int) -> CaseAnswer? {
        if answers.count == 1, answers[0].decided == nil { return answers[0] }
        return answers.indices.contains(ask) ? answers[ask] : nil
    }

    /// Whether something is to be credited.
    public var accepts: Bool { answers.contains { $0.decided?.verdict == .accept } }
}

extension CaseAnswer {
    fileprivate static let members: Set<String> = [
        "verdict", "reason", "rule", "credits", "reviews", "flags", "rules",
        "configurationError", "noAnswer",
    ]

    fileprivate init(json: JSONValue) throws(JSONError) {
        if let name = try json.present("configurationError") {
            self = .configurationError(try name.string())
        } else if let flag = try json.present("noAnswer") {
            guard try flag.bool() else { throw flag.error(.expected("true")) }
            self = .noAnswer
        } else {
            self = .decision(try Decided(json: json))
        }
    }
}

extension CaseAnswer.Decided {
    fileprivate init(json: JSONValue) throws(JSONError) {
        let verdict = try json.required("verdict")
        guard let known = Verdict(rawValue: try verdict.string()) else {
            throw verdict.error(.expected("a verdict"))
        }
        let reason = try json.present("reason").map { text throws(JSONError) in
            guard let reason = Reason(rawValue: try text.string()), reason.verdict == known else {
                throw text.error(.expected("a reason of the verdict \(known.rawValue)"))
            }
            return reason
        }
        guard (reason == nil) == (known == .accept || known == .duplicate) else {
            throw json.error(.expected("a reason, unless it credits"))
        }
        self.init(
            verdict: known, reason: reason, rule: try json.present("rule")?.string(),
            credits: try json.required("credits").list { item throws(JSONError) in
                try CaseAnswer.Credit(json: item)
            },
            reviews: try json.required("reviews").list { item throws(JSONError) in
                try CaseAnswer.Review(json: item)
            },
            flags: Set(
                try json.present("flags")?.list { flag throws(JSONError) in try flag.string() }
                    ?? []))
    }
}

extension CaseAnswer.Credit {
    fileprivate init(json: JSONValue) throws(JSONError) {
        try json.allow(["event", "code", "amount"])
        event = try json.required("event").string()
        code = try json.present("code")?.anyDepositCode()
        amount = try json.required("amount").digitString()
    }
}

extension CaseAnswer.Review {
    fileprivate init(json: JSONValue) throws(JSONError) {
        try json.allow(["event", "reason", "amount", "code"])
        event = try json.present("event")?.string()
        reason = try json.required("reason").string()
        amount = try json.present("amount")?.digitString()
        code = try json.present("code")?.anyDepositCode()
    }
}

extension JSONValue {
    /// A deposit code in either of its forms.
    func anyDepositCode() throws(JSONError) -> DepositCode {
        guard let code = DepositCode(parsing: try string(), allowingLegacy: true) else {
            throw error(.expected("a deposit code"))
        }
        return code
    }
}
