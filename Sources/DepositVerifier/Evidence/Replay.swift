internal import DepositProgram
internal import SolanaCodec

/// Decides again from an evidence file, offline.
public struct Replay: Sendable {
    /// The verdict that the file records, as the JSON object `l5.verify/1`.
    public let recorded: [UInt8]
    /// The verdict that this program's rules reach from the same grounds, in the same form.
    public let replayed: [UInt8]
    /// The rule set that decided then.
    public let recordedRules: UInt64
    /// The rule set that decides now.
    public static let currentRules = Evidence.rulesVersion

    /// Whether both verdicts are the same bytes.
    public var agrees: Bool { recorded == replayed }

    /// The largest file that is read, in bytes: some answers at their limit, in base64.
    public static let longest = 64 * 1_048_576

    /// Replays the file's content.
    ///
    /// - Throws: `ReplayError.malformed`, `RPCError` if the file lacks an answer that is needed now.
    public init(_ content: [UInt8]) async throws {
        let parts: Parts
        do throws(JSONError) {
            parts = try Parts(content)
        } catch {
            throw ReplayError.malformed("\(error)")
        }
        recordedRules = parts.rules
        recorded = parts.verdict
        let endpoints = parts.operators.enumerated().map { index, name in
            ReplayTransport(
                operatorName: name,
                exchanges: parts.exchanges.filter { $0.endpoint == index }.map(\.exchange))
        }
        let ledger = parts.facts.map(RecordedFacts.init)
        let verifier = try await Verifier(
            policy: parts.policy, endpoints: endpoints, ledger: ledger,
            knownCodes: parts.knownCodes, gateway: parts.gateway,
            retry: RetryPolicy(firstDelay: .zero, longestDelay: .zero))
        var decision = try await verifier.verify(parts.signature, claim: parts.claim)
        decision.evidence = nil
        replayed = decision.json.encoded()
    }

    private struct Parts {
        var rules: UInt64
        var signature: Signature
        var claim: Verifier.Claim
        var policy: DepositPolicy
        var knownCodes: [DepositCode]
        var gateway: String?
        var facts: LedgerFacts?
        var operators: [String]
        var exchanges: [(endpoint: Int, exchange: RPCExchange)]
        var verdict: [UInt8]

        init(_ content: [UInt8]) throws(JSONError) {
            let json = try JSONDocument(parsing: content).root
            let schema = try json.required("schema")
            guard try schema.string() == Evidence.schema else {
                throw schema.error(.expected("the schema \(Evidence.schema)"))
            }
            rules = try json.required("rules").uint64()
            signature = try json.required("signature").signature()
            claim = try Verifier.Claim(json: json.required("claim"))
            policy = try PolicyFile.parse(json.required("policy")) { _ in nil }.policy
            knownCodes = try json.required("knownCodes").list {
                code throws(JSONError) in try code.depositCode()
            }
            gateway = try json.present("gateway")?.string()
            facts = try json.present("ledger").map { facts throws(JSONError) in
                try LedgerFacts(json: facts)
            }
            exchanges = try json.required("exchanges").list {
                exchange throws(JSONError) in
                (
                    try exchange.present("endpoint")?.integer() ?? 0,
                    try RPCExchange(json: exchange)
                )
            }
            // Rule sets 1 and 2 knew one endpoint only.
            operators =
                try json.present("endpoints")?.list { name throws(JSONError) in
                    try name.string()
                } ?? [exchanges.first?.exchange.operatorName ?? ""]
            verdict = Array(try json.required("verdict").compactText.utf8)
        }
    }
}

/// Why an evidence file cannot be replayed.
public enum ReplayError: Error, Hashable, Sendable {
    /// Not an evidence file; says where.
    case malformed(String)
}

/// What the ledger knew at the time; it takes no postings.
private struct RecordedFacts: Ledger {
    var facts: LedgerFacts

    func facts(for query: LedgerQuery) async throws(LedgerError) -> LedgerFacts { facts }

    func post(_ findings: TransactionFindings) async throws(LedgerError) -> [CreditOutcome] {
        findings.credits.map { facts.credited[$0.path] == nil ? .new : .duplicate }
    }
}
