internal import DepositProgram
internal import SolanaCodec

extension Doctor {
    /// How far an endpoint may be behind the others: what passes between two questions and a little
    /// more, about 25 seconds.
    static let mostLag: UInt64 = 64
    /// How far back history should go: a long week-end, in slots of 0.4 seconds.
    static let leastHistory: UInt64 = 4 * slotsOfDay
    /// 86,400 seconds of 0.4 each.
    static let slotsOfDay: UInt64 = 216_000

    /// Every endpoint, and each beside the others.
    public static func examine(
        _ endpoints: [EndpointCondition], _ policy: DepositPolicy
    ) -> [Diagnosis] {
        let newest = endpoints.compactMap(\.slot).max() ?? 0
        return endpoints.flatMap { endpoint in
            [encryption(of: endpoint)] + answers(of: endpoint, policy, newest: newest)
        } + commitment(policy, endpoints)
    }

    private static func encryption(of endpoint: EndpointCondition) -> Diagnosis {
        let subject = shown(endpoint.operatorName)
        switch endpoint.travel {
        case .encrypted: return .ok(.endpointEncryption, subject, "The way to it is encrypted.")
        case .loopback: return .ok(.endpointEncryption, subject, "It runs on this machine.")
        case .plain:
            return .problem(
                .endpointEncryption, subject,
                "The way to it is not encrypted: whoever sits on it can invent deposits and read "
                    + "your API key.", "write https:// in its URL")
        }
    }

    private static func answers(
        of endpoint: EndpointCondition, _ policy: DepositPolicy, newest: UInt64
    ) -> [Diagnosis] {
        let subject = shown(endpoint.operatorName)
        if let failure = endpoint.failure {
            return [
                .problem(
                    .endpoint, subject, "It gives no usable answer: \(shown(failure)).",
                    "check its URL and key; it is passed over until then")
            ]
        }
        let expected = policy.treasury.cluster
        guard endpoint.genesis == expected.genesis else {
            let found = endpoint.genesis.map { "\($0)" } ?? "nothing"
            return [
                .problem(
                    .endpointCluster, subject,
                    "It serves another cluster: its genesis hash is \(found), the policy's is "
                        + "\(expected.genesis).", "use an endpoint of \(expected.name)")
            ]
        }
        return [
            .ok(
                .endpoint, subject,
                "It answers; its software is \(shown(endpoint.version ?? "unnamed"))."),
            .ok(.endpointCluster, subject, "It serves \(expected.name)."),
            versionOne(endpoint, subject), history(of: endpoint, subject), calls(endpoint, subject),
            lag(of: endpoint, newest: newest, subject),
        ]
    }

    private static func versionOne(_ endpoint: EndpointCondition, _ subject: String) -> Diagnosis {
        switch endpoint.takesVersionOne {
        case true?:
            .ok(.endpointVersionOne, subject, "It can be asked for transactions of version 1.")
        case false?:
            .problem(
                .endpointVersionOne, subject,
                "It refuses to be asked for transactions of version 1: deposits in that form stay "
                    + "undecided.", "ask the operator for newer software, or take another one")
        case nil:
            .warning(
                .endpointVersionOne, subject,
                "Whether it knows transactions of version 1 could not be seen.", "run doctor again")
        }
    }

    private static func history(of endpoint: EndpointCondition, _ subject: String) -> Diagnosis {
        guard let first = endpoint.firstBlock, let slot = endpoint.slot else {
            return .warning(
                .endpointHistory, subject, "It does not say how far back its history goes.",
                "ask the operator")
        }
        let depth = slot >= first ? slot - first : 0
        // Genesis is slot 0; the first block may be the one after it.
        guard first > 1 else {
            return .ok(.endpointHistory, subject, "It has the whole history.")
        }
        let days = "its history goes back \(depth) slots, about \(depth / slotsOfDay) days"
        guard depth >= leastHistory else {
            return .warning(
                .endpointHistory, subject,
                "Its first block is \(first): \(days). Older deposits cannot be judged by it.",
                "add an endpoint with long-term storage")
        }
        return .ok(.endpointHistory, subject, "Its first block is \(first): \(days).")
    }

    /// Whether calls of programs are recorded; seen by recent transactions of the treasury.
    private static func calls(_ endpoint: EndpointCondition, _ subject: String) -> Diagnosis {
        let metas = endpoint.recent.compactMap(\.meta)
        guard !metas.isEmpty else {
            return .warning(
                .endpointCalls, subject,
                "Whether it records the calls of programs could not be seen: the treasury has no "
                    + "transaction there yet.", "run doctor again after the first deposit")
        }
        guard metas.allSatisfy({ $0.innerInstructions != nil && $0.postTokenBalances != nil })
        else {
            return .problem(
                .endpointCalls, subject,
                "It does not record the calls of programs or the balances of tokens: its word "
                    + "credits nothing.", "take another endpoint")
        }
        let inner = metas.flatMap { $0.innerInstructions ?? [] }.flatMap(\.instructions)
        guard inner.allSatisfy({ $0.stackHeight != nil }) else {
            return .warning(
                .endpointCalls, subject,
                "It does not record how deep calls are: memos that programs write do not count.",
                "take another endpoint if deposits come through programs")
        }
        return .ok(
            .endpointCalls, subject, "It records balances and the calls of programs.")
    }

    private static func lag(
        of endpoint: EndpointCondition, newest: UInt64, _ subject: String
    ) -> Diagnosis {
        guard let slot = endpoint.slot else {
            return .warning(
                .endpointLag, subject, "It does not say its newest slot.", "run doctor again")
        }
        let behind = newest >= slot ? newest - slot : 0
        guard behind <= mostLag else {
            return .warning(
                .endpointLag, subject, "It is \(behind) slots behind another endpoint.",
                "if it stays so, take another one: it delays what needs several operators")
        }
        return .ok(.endpointLag, subject, "Its newest finalized slot is \(slot).")
    }

    /// R4: `confirmed` counts only where every endpoint shows that Alpenglow runs.
    private static func commitment(
        _ policy: DepositPolicy, _ endpoints: [EndpointCondition]
    ) -> [Diagnosis] {
        guard policy.commitment < .finalized else {
            return [
                .ok(.policyCommitment, "policy", "Deposits are credited once they are finalized.")
            ]
        }
        guard endpoints.allSatisfy({ $0.hasCertificate == true }) else {
            return [
                .warning(
                    .policyCommitment, "policy",
                    "`confirmed` has no effect: not every endpoint shows that the cluster runs "
                        + "Alpenglow, so deposits are credited once they are finalized.",
                    "take `commitment` out of the policy, or wait for Alpenglow")
            ]
        }
        return [
            .ok(
                .policyCommitment, "policy",
                "Deposits are credited once they are confirmed: the cluster runs Alpenglow.")
        ]
    }
}
