#if CLI
import DepositCases
import DepositVerifier
import TransportCurl

/// Puts cases before our own verifier, over real HTTP.
struct SelftestRun {
    var stage: CaseStage
    var port: UInt16
    var timeout: Duration

    /// One case.
    ///
    /// - Throws: `CurlConfigurationError`.
    func run(_ folder: CaseFolder) async throws -> CaseResult {
        let run = try CaseRun(folder) { players in
            stage.show(players)
            return try players.enumerated().map { index, player in
                try CurlTransport(
                    CurlConfiguration(
                        url: "http://127.0.0.1:\(port)/\(index + 1)",
                        operatorName: player.operatorName, timeout: timeout))
            }
        }
        let differences = await run.differences()
        return CaseResult(
            name: folder.name, title: folder.description.title,
            findings: differences.map { .init(severity: .difference, text: $0) })
    }
}
#endif
