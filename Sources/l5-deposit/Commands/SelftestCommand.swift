#if CLI
import ArgumentParser
import DepositCases
import DepositVerifier
import TransportCurl

/// `selftest`: the case catalogue against this verifier, or against any gateway.
struct SelftestCommand: AsyncParsableCommand {
    static let schema = "l5.selftest/1"

    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Put the catalogue of deposits and attacks before this verifier or a gateway.",
        discussion: """
            EXAMPLES:
              l5-deposit selftest
              l5-deposit selftest --filter A,F07
              l5-deposit selftest --gateway http://127.0.0.1:8080 --mapping mapping.json \
            --listen 18899

            Recorded endpoints are played on 127.0.0.1. A gateway under test must ask them instead \
            of its own: http://127.0.0.1:PORT/1 with the port of --listen (further endpoints at \
            /2, /3), with the policy and the codes of policy.json and ledger.json beside the cases, \
            and with empty books. Cases that need another policy or other books are skipped.

            The mapping says how to ask and how to read the answer; mapping.example.json beside the \
            cases has one.

            Exit code: 0 all as it must be, 13 a case failed.
            """)

    @Option(help: ArgumentHelp("The case folders.", valueName: "DIR"))
    var cases: String?

    @Option(help: "Only cases whose names start with one of these, separated by commas.")
    var filter: String?

    @Option(help: ArgumentHelp("A gateway to test instead of this verifier.", valueName: "URL"))
    var gateway: String?

    @Option(help: ArgumentHelp("How to talk to the gateway.", valueName: "FILE"))
    var mapping: String?

    @Option(help: "Port of the recorded endpoints; 0 takes a free one.")
    var listen: UInt16 = 0

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await Ending.run(Self.schema, options) { console in
            guard gateway != nil || mapping == nil else {
                throw Failure(
                    .usage, "there is no gateway", why: "--mapping describes one",
                    next: "add --gateway URL")
            }
            guard gateway == nil || listen != 0 else {
                throw Failure(
                    .usage, "the port is missing",
                    why: "the gateway must know where the recorded endpoints are",
                    next: "add --listen PORT, and let the gateway ask http://127.0.0.1:PORT/1")
            }
            let mapping = try gateway == nil ? nil : readMapping()
            let catalogue: CaseCatalogue
            do {
                catalogue = try CaseCatalogue(at: CaseFinder.path(cases))
            } catch let error as CaseFolderError {
                throw Self.failure(error)
            }
            let names = try chosen(from: catalogue.names)
            let stage = CaseStage()
            let port = try Self.serve(stage, on: listen)
            return try await Failure.translating {
                let judge = try await judge(stage, port, mapping, catalogue, names)
                var report = CaseReport()
                for name in names {
                    let result = try await Self.result(of: name, in: catalogue, judge)
                    result.lines.forEach(console.line)
                    report.results.append(result)
                }
                report.summary.forEach(console.line)
                console.document(report.json(schema: Self.schema))
                return report.failures == 0 ? .ok : .difference
            }
        }
    }

    private static func failure(_ error: CaseFolderError) -> Failure {
        Failure(
            .usage, "the cases cannot be read", why: Failure.quote("\(error)"),
            next: "name the folder with --cases DIR")
    }

    /// A folder that cannot be read is a failure of its case.
    private static func result(
        of name: String, in catalogue: CaseCatalogue,
        _ judge: (CaseFolder) async throws -> CaseResult
    ) async throws -> CaseResult {
        do {
            return try await judge(try catalogue.folder(name))
        } catch let error as CaseFolderError {
            return CaseResult(
                name: name, title: "cannot be read",
                findings: [.init(severity: .difference, text: "\(error)")])
        }
    }

    private func chosen(from names: [String]) throws -> [String] {
        guard let filter else { return names }
        let starts = filter.split(separator: ",").map { Parsing.trimmed(String($0)).lowercased() }
        let chosen = names.filter { name in
            starts.contains { name.lowercased().hasPrefix($0) }
        }
        guard !chosen.isEmpty else {
            throw Failure(
                .usage, "no case has such a name", why: Failure.argument(filter),
                next: "give numbers of the catalogue, such as A01 or A,B03")
        }
        return chosen
    }

    private static func serve(_ stage: CaseStage, on port: UInt16) throws -> UInt16 {
        do throws(SystemError) {
            return try EndpointServer(port: port) { stage.answer($0) }.port
        } catch {
            throw Failure(
                .network, "the recorded endpoints cannot be served",
                why: "127.0.0.1:\(port): \(error.text)", next: "take another --listen PORT")
        }
    }

    /// What puts a case before our verifier or the gateway.
    private func judge(
        _ stage: CaseStage, _ port: UInt16, _ mapping: GatewayMapping?,
        _ catalogue: CaseCatalogue, _ names: [String]
    ) async throws -> (CaseFolder) async throws -> CaseResult {
        let timeout = Duration.seconds(options.rpcTimeout)
        guard let gateway, let mapping else {
            return SelftestRun(stage: stage, port: port, timeout: timeout).run
        }
        let headers = try options.headers.map(Settings.header)
        let transport: CurlTransport
        do throws(CurlConfigurationError) {
            transport = try CurlTransport(
                CurlConfiguration(
                    url: gateway + mapping.path, headers: mapping.headers + headers,
                    operatorName: "gateway", timeout: timeout))
        } catch {
            throw Failure(
                .usage, "the gateway cannot be asked", why: "its URL or a header is malformed",
                next: "check --gateway and the headers of the mapping")
        }
        let run = GatewayRun(
            transport: transport, mapping: mapping, stage: stage, patience: timeout)
        // A gateway may look at the cluster before it takes connections.
        if let first = names.first, let folder = try? catalogue.folder(first) {
            stage.show(folder.transcripts.map { CasePlayer($0) })
        }
        try await run.awaitGateway()
        return run.run
    }

    private func readMapping() throws -> GatewayMapping {
        var text = Array(GatewayMapping.usual.utf8)
        if let mapping {
            let name = Failure.quote(mapping)
            do {
                guard
                    let bytes = try SystemFile.read(mapping, limit: GatewayMapping.longest)
                else { throw SystemError(number: 2) }
                text = bytes
            } catch let error as SystemError {
                throw Failure(
                    .usage, "the mapping cannot be read", why: "\(name): \(error.text)",
                    next: "check --mapping")
            }
        }
        do throws(JSONError) {
            return try GatewayMapping(parsing: text, environment: SystemFile.environment)
        } catch {
            throw Failure(
                .usage, "the mapping is not valid", why: "\(error)",
                next: "compare it with mapping.example.json beside the cases")
        }
    }
}
#endif
