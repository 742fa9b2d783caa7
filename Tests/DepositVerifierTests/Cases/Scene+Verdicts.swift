import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// A credit that a case must give: event path, code, base units.
struct Credited: Hashable, CustomStringConvertible {
    var event: String
    var code: DepositCode
    var amount: UInt64

    init(_ event: String, _ code: DepositCode = Scene.c1, _ amount: UInt64 = Scene.fiveUSDC) {
        (self.event, self.code, self.amount) = (event, code, amount)
    }

    init(_ credit: Decision.Credit) {
        event = credit.fact.path.description
        code = credit.fact.code ?? Scene.l1
        amount = credit.fact.amount
    }

    var description: String { "\(event): \(amount) to \(code)" }
}

/// What waits for a person: event path, reason, base units.
struct Waiting: Hashable, CustomStringConvertible {
    var event: String?
    var reason: Reason
    var amount: UInt64?

    init(_ event: String?, _ reason: Reason, _ amount: UInt64?) {
        (self.event, self.reason, self.amount) = (event, reason, amount)
    }

    init(_ review: Decision.Review) {
        self.init(review.path?.description, review.finding.reason, review.amount)
    }

    var description: String { "\(event ?? "-"): \(amount ?? 0) \(reason.rawValue)" }
}

extension Scene {
    /// A verifier over the chain or another transport, with this scene's books unless told.
    func verifier(
        _ transport: (any RPCTransport)? = nil, hasLedger: Bool = true,
        knownCodes: [DepositCode] = [], gateway: String? = nil, evidence: EvidenceStore? = nil
    ) async throws -> Verifier {
        try await Verifier(
            policy: policy, endpoints: [transport ?? chain.transport],
            ledger: hasLedger ? ledger : nil, knownCodes: knownCodes, gateway: gateway,
            evidence: evidence, retry: RetryPolicy(attempts: 1), deadline: Chain.patience)
    }

    /// Verifies twice: accept with exactly these credits and reviews, then duplicate with nothing
    /// new. Then with single bits of the transaction flipped, which never credits.
    ///
    /// - Parameter balances: by agent, afterwards; what `credits` add up to unless given.
    @discardableResult
    func accepts(
        _ signature: Signature, _ credits: [Credited], reviews: [Waiting] = [],
        balances: [String: UInt64]? = nil, over transport: (any RPCTransport)? = nil,
        flips: Int = 1, _ location: SourceLocation = #_sourceLocation
    ) async throws -> Decision {
        let recording = RecordingTransport(transport ?? chain.transport)
        let first = try await verifier(recording).verify(signature)
        #expect(first.verdict == .accept, "\(first.finding as Any)", sourceLocation: location)
        #expect(first.finding == nil, sourceLocation: location)
        #expect(first.credits.map(Credited.init) == credits, sourceLocation: location)
        #expect(first.credits.allSatisfy { $0.isNew }, sourceLocation: location)
        #expect(first.reviews.map(Waiting.init) == reviews, sourceLocation: location)
        #expect(first.commitment == .finalized, sourceLocation: location)
        let expected = balances ?? Self.sums(of: credits)
        #expect(try await self.balances() == expected, sourceLocation: location)

        let second = try await verifier(transport).verify(signature)
        #expect(second.verdict == .duplicate, sourceLocation: location)
        #expect(second.credits.map(Credited.init) == credits, sourceLocation: location)
        #expect(second.credits.allSatisfy { !$0.isNew }, sourceLocation: location)
        #expect(try await self.balances() == expected, sourceLocation: location)
        #expect(try await ledger.verifyIntegrity().isEmpty, sourceLocation: location)
        #expect(
            try await ledger.openReviews(limit: 100).compactMap(\.reason)
                == reviews.map(\.reason.rawValue), sourceLocation: location)
        try await neverAcceptsFlippedBits(recording.exchanges, signature, count: flips, location)
        return first
    }

    /// Verifies twice, both times with this objection; nothing is credited, and only reviews are
    /// kept.
    @discardableResult
    func refuses(
        _ signature: Signature, _ reason: Reason, _ rule: Rule? = nil, reviews: [Waiting]? = nil,
        over transport: (any RPCTransport)? = nil, _ location: SourceLocation = #_sourceLocation
    ) async throws -> Decision {
        var last: Decision?
        for _ in 0..<2 {
            let decision = try await verifier(transport).verify(signature)
            #expect(decision.verdict == reason.verdict, sourceLocation: location)
            #expect(decision.finding?.reason == reason, sourceLocation: location)
            if let rule { #expect(decision.finding?.rule == rule, sourceLocation: location) }
            #expect(decision.credits.isEmpty, sourceLocation: location)
            if let reviews {
                #expect(decision.reviews.map(Waiting.init) == reviews, sourceLocation: location)
            }
            if reason.verdict == .review {
                #expect(!decision.reviews.isEmpty, sourceLocation: location)
            } else {
                #expect(decision.reviews.isEmpty, sourceLocation: location)
            }
            #expect(try await balances().isEmpty, sourceLocation: location)
            let open = try await ledger.openReviews(limit: 100)
            let kept = decision.reviews.filter { $0.path != nil }
            #expect(
                open.map { $0.id.path } == kept.compactMap(\.path), sourceLocation: location)
            last = decision
        }
        return try #require(last, sourceLocation: location)
    }

    /// What every agent holds, of all assets together.
    func balances() async throws -> [String: UInt64] {
        try await ledger.balances().reduce(into: [:]) { $0[$1.agent, default: 0] += $1.balance }
    }

    /// Replays the exchanges with one bit of the transaction's bytes flipped, at `count` places;
    /// without books, so that every well-formed code counts.
    private func neverAcceptsFlippedBits(
        _ exchanges: [RPCExchange], _ signature: Signature, count: Int,
        _ location: SourceLocation
    ) async throws {
        let length = try await transactionBytes(signature, exchanges).count
        for index in 0..<count {
            // Other places in every case: the signature chooses them.
            let place =
                (Int(signature.bytes[index]) << 8 | Int(signature.bytes[index + 1])) % length
            let replay = ReplayTransport(
                operatorName: exchanges.first?.operatorName ?? "", exchanges: exchanges)
            let lying = Tampering(replay, "getTransaction") { answer in
                guard var pair = answer["transaction"] as? [String],
                    var bytes = Base64.decode(pair[0])
                else { return }
                bytes[place] ^= 1 << UInt8(index % 8)
                pair[0] = Base64.encode(bytes)
                answer["transaction"] = pair
            }
            let decision = try await verifier(
                lying, hasLedger: false, knownCodes: [Self.c1, Self.c2]
            ).verify(signature)
            #expect(
                decision.verdict == .unknown && decision.credits.isEmpty,
                "bit \(index % 8) of byte \(place)", sourceLocation: location)
        }
    }

    private func transactionBytes(
        _ signature: Signature, _ exchanges: [RPCExchange]
    ) async throws -> [UInt8] {
        let replay = ReplayTransport(
            operatorName: exchanges.first?.operatorName ?? "",
            exchanges: exchanges.map { exchange in
                var exchange = exchange
                exchange.request = []
                return exchange
            })
        for _ in exchanges {
            let answer = try await replay.send([])
            if let result = try JSONObject(parsing: answer)["result"] as? JSONObject,
                let pair = result["transaction"] as? [String],
                let bytes = Base64.decode(pair[0])
            {
                return bytes
            }
        }
        return []
    }

    private static func sums(of credits: [Credited]) -> [String: UInt64] {
        credits.reduce(into: [:]) { sums, credit in
            sums[credit.code == c2 ? "agt_2" : credit.code == l1 ? "agt_3" : "agt_1", default: 0] +=
                credit.amount
        }
    }
}
