internal import DepositProgram
internal import SolanaCodec

extension Decision {
    /// The object `l5.verify/1`. Amounts are strings of base units.
    public var json: JSONOutput {
        var members: [(String, JSONOutput)] = [
            ("schema", .string("l5.verify/1")),
            ("signature", .string(signature.description)),
            ("verdict", .string(verdict.rawValue)),
            ("reason", finding.map { .string($0.reason.rawValue) } ?? .null),
            ("rule", finding.map { .string($0.rule.rawValue) } ?? .null),
            ("genesis", .string(genesis.description)),
            ("slot", slot.map(JSONOutput.unsigned) ?? .null),
            ("blockTime", blockTime.map(JSONOutput.integer) ?? .null),
            ("commitment", commitment.map { .string($0.rawValue) } ?? .null),
            ("operators", .array(operators.map(JSONOutput.string))),
            ("credits", .array(credits.map(\.json))),
            ("reviews", .array(reviews.map(\.json))),
            ("flags", .array(flags.map(JSONOutput.string))),
            ("unchecked", .array(unchecked.map { .string($0.rawValue) })),
            ("evidence", evidence.map(JSONOutput.string) ?? .null),
        ]
        if !settled.isEmpty { members.append(("settled", .array(settled.map(\.json)))) }
        if !refunds.isEmpty { members.append(("refunds", .array(refunds.map(\.json)))) }
        return .object(members)
    }
}

extension Decision.Credit {
    fileprivate var json: JSONOutput {
        .object([
            ("event", .string(fact.path.description)),
            ("code", fact.code.map { .string($0.description) } ?? .null),
            ("mint", .string(fact.mint.description)),
            ("amount", .string(String(fact.amount))),
            ("payer", .string(fact.payer.description)),
            ("source", .string(fact.source.description)),
            ("new", .bool(isNew)),
            ("sourceOwner", sourceOwner.map { .string($0.description) } ?? .null),
            ("attribution", .string(attribution)),
        ])
    }
}

extension Decision.Settled {
    fileprivate var json: JSONOutput {
        .object([
            ("event", .string(path.description)), ("state", .string(state.rawValue)),
        ])
    }
}

extension Decision.Refund {
    fileprivate var json: JSONOutput {
        .object([
            ("signature", .string(deposit.signature.description)),
            ("event", .string(deposit.path.description)),
            ("transfer", path.map { .string($0.description) } ?? .null),
            ("state", .string(state.rawValue)), ("new", .bool(isNew)),
        ])
    }
}

extension Decision.Review {
    fileprivate var json: JSONOutput {
        .object([
            ("event", path.map { .string($0.description) } ?? .null),
            ("reason", .string(finding.reason.rawValue)),
            ("amount", amount.map { .string(String($0)) } ?? .null),
            ("code", code.map { .string($0.description) } ?? .null),
        ])
    }
}
