#if CLI
import DepositCases
import DepositVerifier
import SolanaCodec
import TransportCurl

/// Puts cases before a gateway that asks our loopback server for the chain.
struct GatewayRun {
    var transport: CurlTransport
    var mapping: GatewayMapping
    var stage: CaseStage
    /// How long a gateway may take to start.
    var patience: Duration

    /// Between two attempts to reach a gateway that starts.
    private static let pause = Duration.milliseconds(250)

    /// One case.
    ///
    /// - Throws: `RPCError` if the gateway does not answer.
    func run(_ folder: CaseFolder) async throws -> CaseResult {
        var result = CaseResult(name: folder.name, title: folder.description.title)
        result.skipped = obstacle(folder)
        guard result.skipped == nil else { return result }
        let players = folder.transcripts.map { CasePlayer($0) }
        stage.show(players)
        for (index, ask) in folder.description.asks.enumerated() {
            for player in players { player.begin(index) }
            guard let expected = folder.expectation.answer(to: index) else { break }
            let request = mapping.request(values(ask))
            var findings = judge(expected, try await put(request))
            if var again = expected.decided, again.verdict == .accept, findings.isEmpty {
                again.verdict = .duplicate
                findings = judge(.decision(again), try await put(request))
            }
            result.findings += findings
        }
        return result
    }

    private func judge(
        _ expected: CaseAnswer, _ answer: GatewayAnswer
    ) -> [CaseResult.Finding] {
        GatewayJudge.findings(expected, answer, tellsDuplicates: mapping.tellsDuplicates)
    }

    private func put(_ request: [UInt8]) async throws -> GatewayAnswer {
        let answer = try await transport.exchange(request)
        return mapping.read(status: answer.status, answer.body)
    }

    /// Waits until the gateway takes connections.
    ///
    /// - Throws: `RPCError`.
    func awaitGateway() async throws {
        let clock = ContinuousClock()
        let end = clock.now + patience
        while true {
            do {
                _ = try await transport.exchange(Array("{}".utf8))
                return
            } catch let error as RPCError where error.code == .transport && clock.now < end {
                try await clock.sleep(for: Self.pause)
            }
        }
    }

    /// Why a case cannot be put before a gateway with the common policy and books.
    private func obstacle(_ folder: CaseFolder) -> String? {
        if folder.hasOwnPolicy { return "another policy" }
        if folder.hasOwnBooks { return "other books" }
        if folder.transcripts.count > mapping.endpoints { return "more endpoints" }
        if folder.expectation.answers.contains(where: \.isConfigurationError) {
            return "about the start"
        }
        let known = mapping.placeholders
        for ask in folder.description.asks {
            guard Set(values(ask).keys).isSubset(of: known) else {
                return "the mapping has no place for what it asks"
            }
            guard ask.claim == nil || mapping.host == CaseRun.gateway else {
                return "wallet claims for \(CaseRun.gateway)"
            }
        }
        return nil
    }

    private func values(
        _ ask: CaseDescription.Ask
    ) -> [GatewayMapping.Placeholder: String] {
        var values: [GatewayMapping.Placeholder: String] = [
            .signature: ask.signature.description
        ]
        values[.code] = ask.code
        values[.claimAccount] = ask.claim?.account
        values[.claimSignature] = ask.claim?.signature.description
        values[.lastValidBlockHeight] = ask.lastValidBlockHeight.map(String.init)
        return values
    }
}

extension CaseAnswer {
    fileprivate var isConfigurationError: Bool {
        if case .configurationError = self { true } else { false }
    }
}
#endif
