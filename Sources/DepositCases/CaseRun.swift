internal import DepositProgram
public import DepositVerifier
internal import SolanaCodec

/// Puts a case before our verifier and compares what it says with what it must say.
public struct CaseRun: Sendable {
    /// The case.
    public let folder: CaseFolder
    /// What plays each endpoint.
    public let players: [CasePlayer]
    private let endpoints: [any RPCTransport]

    /// The host of the gateway in all cases, which wallet claims must name.
    public static let gateway = "gateway.example"

    /// A run of a case.
    ///
    /// - Parameters:
    ///   - isStrict: whether a request that was not recorded is an error.
    ///   - carry: brings the verifier's requests to the players; without it they are asked directly.
    public init(
        _ folder: CaseFolder, isStrict: Bool = false,
        carry: (([CasePlayer]) throws -> [any RPCTransport])? = nil
    ) rethrows {
        self.folder = folder
        players = folder.transcripts.map { CasePlayer($0, isStrict: isStrict) }
        endpoints = try carry?(players) ?? players
    }

    /// Asks all of the case, one after the other; what is accepted is asked a second time.
    ///
    /// - Returns: every difference from the expectation in plain words; none if the case passes.
    public func differences() async -> [String] {
        var stage: Stage
        do {
            stage = try await open()
        } catch {
            let answer = CaseAnswer(error)
            guard let expected = folder.expectation.answers.first, let answer else {
                return ["the case cannot be set up: \(error)"]
            }
            return expected.differences(from: answer)
        }
        var differences: [String] = []
        for (index, ask) in folder.description.asks.enumerated() {
            for player in players { player.begin(index) }
            guard let expected = folder.expectation.answer(to: index) else { break }
            let found = await stage.put(ask, expected)
            let prefix = folder.description.asks.count > 1 ? "ask \(index + 1): " : ""
            differences += found.map { prefix + $0 }
        }
        return differences + (await stage.damage())
    }

    /// The answers to all asks, without a comparison.
    ///
    /// - Throws: `PolicyError`, `VerifierError`, `RPCError`, `LedgerError`.
    public func decisions() async throws -> [Decision] {
        let stage = try await open()
        var decisions: [Decision] = []
        for (index, ask) in folder.description.asks.enumerated() {
            for player in players { player.begin(index) }
            decisions.append(
                try await stage.verifier.verify(ask.signature, claim: stage.claim(ask)))
        }
        return decisions
    }

    private func open() async throws -> Stage {
        let policy = try PolicyFile.parse(folder.policy) { _ in nil }.policy
        let ledger = try await folder.books.open(for: policy)
        let verifier = try await Verifier(
            policy: policy, endpoints: endpoints, ledger: ledger, gateway: Self.gateway,
            retry: RetryPolicy(firstDelay: .zero, longestDelay: .zero))
        return Stage(
            policy: policy, verifier: verifier, ledger: ledger, books: folder.books,
            balances: try await Stage.balances(ledger))
    }
}

extension CaseAnswer {
    /// The answer that an error of the verifier stands for, if it is one.
    fileprivate init?(_ error: any Error) {
        switch error {
        case is RPCError: self = .noAnswer
        case VerifierError.wrongCluster: self = .configurationError("wrong_cluster")
        case is PolicyError: self = .configurationError("policy")
        default: return nil
        }
    }
}

/// A verifier with its books, in the middle of a case.
private struct Stage {
    let policy: DepositPolicy
    let verifier: Verifier
    let ledger: InMemoryLedger
    let books: CaseBooks
    /// By agent, over all tokens.
    var balances: [String: UInt64]

    static func balances(_ ledger: InMemoryLedger) async throws(LedgerError) -> [String: UInt64] {
        try await ledger.balances().reduce(into: [:]) { sums, balance in
            sums[balance.agent, default: 0] &+= balance.balance
        }
    }

    func claim(_ ask: CaseDescription.Ask) -> Verifier.Claim {
        var claim = Verifier.Claim()
        claim.code = ask.code.flatMap {
            DepositCode(parsing: $0, allowingLegacy: policy.acceptsLegacyCodes)
        }
        claim.wallet = ask.claim
        claim.lastValidBlockHeight = ask.lastValidBlockHeight.map(BlockHeight.init)
        return claim
    }

    /// One ask, and after an accept the same again.
    mutating func put(_ ask: CaseDescription.Ask, _ expected: CaseAnswer) async -> [String] {
        var differences = await putOnce(ask, expected)
        if var again = expected.decided, again.verdict == .accept {
            again.verdict = .duplicate
            again.flags = []
            differences += await putOnce(ask, .decision(again)).map { "asked again: \($0)" }
        }
        return differences
    }

    private mutating func putOnce(
        _ ask: CaseDescription.Ask, _ expected: CaseAnswer
    ) async -> [String] {
        let before = balances
        var answer = CaseAnswer.noAnswer
        var new: [String: UInt64] = [:]
        do {
            let decision = try await verifier.verify(ask.signature, claim: claim(ask))
            answer = CaseAnswer(decision)
            for credit in decision.credits where credit.isNew {
                let owner = books.codes.first { $0.code == credit.fact.code }?.agent
                new[owner ?? "nobody", default: 0] &+= credit.fact.amount
            }
            balances = try await Self.balances(ledger)
        } catch {
            guard let told = CaseAnswer(error) else { return ["the verifier failed: \(error)"] }
            answer = told
        }
        var differences = expected.differences(from: answer)
        // Whoever names another code hears no, and the owner is credited all the same.
        guard answer.decided?.reason != .claimMismatch else { return differences }
        let sums = before.merging(new) { $0 &+ $1 }
        if balances != sums {
            differences.append("the answer says balances of \(sums), the books say \(balances)")
        }
        return differences
    }

    /// What is wrong with the books.
    func damage() async -> [String] {
        do {
            return try await ledger.verifyIntegrity().map { "the books do not add up: \($0)" }
        } catch {
            return ["the books cannot be read: \(error)"]
        }
    }
}
