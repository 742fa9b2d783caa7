internal import DepositProgram
internal import SolanaCodec

/// Everything that a decision rests on, so that anybody can decide again without a network.
///
/// Shape, `l5.evidence/1`: the rule set's version, the signature, what was claimed, the rules part
/// of the policy, what the ledger knew, the operator of each endpoint, every request and answer byte
/// for byte (base64) with the endpoint's place in that list and its operator's name, and the verdict
/// before posting. No URL, no credential, no wall clock.
struct Evidence: Sendable {
    var decision: Decision
    var claim: Verifier.Claim
    /// The rules part of the policy.
    var policy: JSONOutput
    var knownCodes: [DepositCode]
    /// The host that claims must name.
    var gateway: String?
    var facts: LedgerFacts
    var hasLedger: Bool
    /// Who runs each endpoint.
    var operators: [String]
    /// What was asked of each endpoint, and answered.
    var exchanges: [[RPCExchange]]

    static let schema = "l5.evidence/1"
    /// Grows with every change that may change a verdict.
    static let rulesVersion: UInt64 = 5

    /// The file's bytes; equal evidence has equal bytes.
    var encoded: [UInt8] {
        JSONOutput.object([
            ("schema", .string(Self.schema)), ("rules", .unsigned(Self.rulesVersion)),
            ("signature", .string(decision.signature.description)),
            ("claim", claim.json), ("policy", policy),
            ("knownCodes", .array(knownCodes.map { .string($0.description) })),
            ("gateway", gateway.map(JSONOutput.string) ?? .null),
            ("ledger", hasLedger ? facts.json : .null),
            ("endpoints", .array(operators.map(JSONOutput.string))),
            (
                "exchanges",
                .array(
                    exchanges.enumerated().flatMap { index, exchanges in
                        exchanges.map { $0.json(endpoint: index) }
                    })
            ),
            ("verdict", decision.json),
        ]).encoded() + [UInt8(ascii: "\n")]
    }
}

extension Verifier.Claim {
    var json: JSONOutput {
        .object([
            ("code", code.map { .string($0.description) } ?? .null),
            ("amount", amount.map { .string(String($0)) } ?? .null),
            ("minimum", minimum.map { .string(String($0)) } ?? .null),
            ("payer", payer.map { .string($0.description) } ?? .null),
            ("wallet", wallet?.json ?? .null),
            (
                "lastValidBlockHeight",
                lastValidBlockHeight.map { .unsigned($0.rawValue) } ?? .null
            ),
        ])
    }

    init(json: JSONValue) throws(JSONError) {
        self.init(
            code: try json.present("code")?.depositCode(),
            amount: try json.present("amount")?.digitString(),
            minimum: try json.present("minimum")?.digitString(),
            payer: try json.present("payer")?.address(),
            wallet: try json.present("wallet").map { wallet throws(JSONError) in
                try WalletClaim(json: wallet)
            },
            lastValidBlockHeight: try json.present("lastValidBlockHeight").map {
                height throws(JSONError) in BlockHeight(try height.uint64())
            })
    }
}

extension WalletClaim {
    fileprivate var json: JSONOutput {
        .object([
            ("account", .string(account)), ("signature", .string(signature.description)),
            ("gateway", .string(gateway)),
            ("transfer", transfer.map { .string($0.description) } ?? .null),
        ])
    }

    fileprivate init(json: JSONValue) throws(JSONError) {
        self.init(
            account: try json.required("account").string(),
            signature: try json.required("signature").signature(),
            gateway: try json.required("gateway").string(),
            transfer: try json.present("transfer")?.eventPath())
    }
}

extension LedgerFacts {
    var json: JSONOutput {
        .object([
            (
                "codes",
                .array(
                    codes.values.sorted { $0.code < $1.code }.map { record in
                        .object([
                            ("code", .string(record.code.description)),
                            ("agent", .string(record.agent)), ("active", .bool(record.isActive)),
                        ])
                    })
            ),
            (
                "references",
                .array(
                    references.sorted {
                        ($0.key.reference, $0.key.treasuryAccount)
                            < ($1.key.reference, $1.key.treasuryAccount)
                    }.map { key, code in
                        .object([
                            ("treasuryAccount", .string(key.treasuryAccount.description)),
                            ("reference", .string(key.reference.description)),
                            ("code", .string(code.description)),
                        ])
                    })
            ),
            (
                "agents",
                .array(
                    agents.sorted { $0.key < $1.key }.map { name, record in
                        .object([
                            ("agent", .string(name)),
                            ("code", .string(record.code.description)),
                            ("active", .bool(record.isActive)),
                        ])
                    })
            ),
            (
                "credited",
                .array(
                    credited.sorted { $0.key < $1.key }.map { path, code in
                        .object([
                            ("event", .string(path.description)),
                            ("code", .string(code.description)),
                            (
                                "amount",
                                creditedAmounts[path].map { .string(String($0)) } ?? .null
                            ),
                        ])
                    })
            ),
            ("withheld", .array(withheld.sorted().map { .string($0.description) })),
            (
                "waiting",
                .array(
                    waiting.sorted { $0.key < $1.key }.map { path, deposit in
                        .object([
                            ("event", .string(path.description)),
                            ("destination", .string(deposit.destination.description)),
                            ("mint", .string(deposit.mint.description)),
                            ("amount", deposit.amount.map { .string(String($0)) } ?? .null),
                        ])
                    })
            ),
            (
                "eventSet",
                frozenEventSet.map { .string(Hexadecimal.encode($0)) } ?? .null
            ),
            ("singleOperator", singleOperator.json),
        ])
    }

    init(json: JSONValue) throws(JSONError) {
        self.init()
        for item in try json.required("codes").array() {
            let code = try item.required("code").depositCode()
            codes[code] = CodeRecord(
                code: code, agent: try item.required("agent").string(),
                isActive: try item.required("active").bool())
        }
        for item in try json.required("references").array() {
            let key = CodeReference.Key(
                treasuryAccount: try item.required("treasuryAccount").address(),
                reference: try item.required("reference").address())
            references[key] = try item.required("code").depositCode()
        }
        // Rule sets 1 to 3 knew no claims.
        let agents = try json.present("agents")?.list { item throws(JSONError) in
            CodeRecord(
                code: try item.required("code").depositCode(),
                agent: try item.required("agent").string(),
                isActive: try item.required("active").bool())
        }
        for record in agents ?? [] { self.agents[record.agent] = record }
        for item in try json.required("credited").array() {
            let path = try item.required("event").eventPath()
            credited[path] = try item.required("code").depositCode()
            // Rule sets before 4 kept no amounts.
            creditedAmounts[path] = try item.present("amount")?.digitString()
        }
        // Nor what was settled otherwise, or waits.
        withheld = Set(
            try json.present("withheld")?.list { path throws(JSONError) in try path.eventPath() }
                ?? [])
        let waiting = try json.present("waiting")?.list { item throws(JSONError) in
            (
                try item.required("event").eventPath(),
                Waiting(
                    destination: try item.required("destination").address(),
                    mint: try item.required("mint").address(),
                    amount: try item.present("amount")?.digitString())
            )
        }
        for (path, deposit) in waiting ?? [] { self.waiting[path] = deposit }
        if let set = try json.present("eventSet") {
            frozenEventSet = Hexadecimal.decode(try set.string())
        }
        if let credits = try json.present("singleOperator") {
            singleOperator = try SingleOperatorCredits(json: credits)
        }
    }
}

extension SingleOperatorCredits {
    fileprivate var json: JSONOutput {
        .object([
            ("total", .string(String(total))),
            (
                "codes",
                .array(
                    byCode.sorted { $0.key < $1.key }.map { code, amount in
                        .object([
                            ("code", .string(code.description)),
                            ("amount", .string(String(amount))),
                        ])
                    })
            ),
        ])
    }

    fileprivate init(json: JSONValue) throws(JSONError) {
        func sum(_ value: JSONValue) throws(JSONError) -> UInt128 {
            guard let sum = UInt128(try value.string()) else {
                throw value.error(.expected("a number"))
            }
            return sum
        }
        var byCode: [DepositCode: UInt128] = [:]
        for item in try json.required("codes").array() {
            byCode[try item.required("code").depositCode()] = try sum(item.required("amount"))
        }
        self.init(total: try sum(json.required("total")), byCode: byCode)
    }
}

extension RPCExchange {
    fileprivate func json(endpoint: Int) -> JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("endpoint", .unsigned(UInt64(endpoint))), ("operator", .string(operatorName)),
            ("request", .base64(request)),
        ]
        switch outcome {
        case .answer(let answer): members.append(("answer", .base64(answer)))
        case .failure(let error): members.append(("failure", .string(error.reason)))
        }
        return .object(members)
    }

    init(json: JSONValue) throws(JSONError) {
        let request = try json.required("request")
        guard let bytes = Base64.decode(try request.string()) else {
            throw request.error(.expected("base64"))
        }
        var outcome = Outcome.failure(
            RPCError(.transport, try json.present("failure")?.string() ?? "no answer"))
        if let answer = try json.present("answer") {
            guard let bytes = Base64.decode(try answer.string()) else {
                throw answer.error(.expected("base64"))
            }
            outcome = .answer(bytes)
        }
        self.init(
            operatorName: try json.required("operator").string(), request: bytes,
            outcome: outcome)
    }
}

extension JSONValue {
    /// An event path.
    func eventPath() throws(JSONError) -> EventPath {
        guard let path = EventPath(try string()) else { throw error(.expected("an event path")) }
        return path
    }

    /// A deposit code as 16 hexadecimal digits.
    func depositCode() throws(JSONError) -> DepositCode {
        guard let code = DepositCode(parsing: try string()) else {
            throw error(.expected("a deposit code of 16 hexadecimal digits"))
        }
        return code
    }
}
