#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec
import TransportCurl

/// The endpoints of a call, all of one cluster.
struct Connection: Sendable {
    /// One for each endpoint, also for those that were away when they were asked for their cluster.
    var clients: [RPCClient]
    /// Scheme and host of the one that is read from, for display.
    var displayHost: String
    /// Where the endpoints come from.
    var origin: Origin
    /// The cluster that all of them serve.
    var cluster: Cluster

    /// The first endpoint that has named its cluster: the one that is read from.
    let first: RPCClient

    /// How long one of several endpoints is waited for.
    private static let patience = Duration.seconds(5)

    /// Connects and asks every endpoint for its cluster before anything else.
    ///
    /// One that does not answer is asked again before its first use; one must have answered.
    ///
    /// - Throws: `Failure`, `PlanError.wrongCluster`, `RPCError`.
    init(_ settings: Settings, console: Console) async throws {
        let endpoints = settings.endpoints.value
        let transports = try Self.transports(settings, console: console)
        let limit =
            transports.count > 1 ? min(settings.timeout, Self.patience) : settings.timeout
        let answers = try await Self.clusters(of: transports, within: limit)
        guard let index = answers.firstIndex(where: { $0.cluster != nil }),
            let served = answers[index].cluster
        else {
            guard let error = answers.first?.error else {
                throw Failure(
                    .usage, "there is no endpoint", why: "the list is empty", next: "use -u")
            }
            throw error
        }
        let expected = settings.expectedCluster ?? served
        for (transport, answer) in zip(transports, answers) {
            guard let found = answer.cluster, found != expected else { continue }
            throw PlanError.wrongCluster(
                expected: expected, found: found, operatorName: transport.operatorName)
        }
        clients = zip(transports, answers).map { transport, answer in
            guard let error = answer.error else { return RPCClient(transport) }
            console.note("warning: \(error.reason); going on without it")
            return RPCClient(UnprovenTransport(transport, genesis: expected.genesis))
        }
        first = clients[index]
        cluster = expected
        origin = settings.endpoints.origin
        displayHost = Self.shownHost(endpoints[index].url)
    }

    /// What each endpoint says of its cluster, all asked at the same time.
    private static func clusters(
        of transports: [any RPCTransport], within limit: Duration
    ) async throws -> [(cluster: Cluster?, error: RPCError?)] {
        typealias Answer = (cluster: Cluster?, error: RPCError?)
        return try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            for (index, transport) in transports.enumerated() {
                group.addTask {
                    do {
                        let client = RPCClient(transport).limited(to: limit)
                        return (index, (Cluster(genesis: try await client.getGenesisHash()), nil))
                    } catch let error as RPCError {
                        return (index, (nil, error))
                    }
                }
            }
            var answers: [Answer] = transports.map { _ in (nil, nil) }
            for try await (index, answer) in group { answers[index] = answer }
            return answers
        }
    }

    /// What carries requests to each endpoint, in the order of the settings. Nothing is sent yet.
    ///
    /// - Parameter batching: whether requests that wait together leave as one. Each of them still
    ///   counts against the endpoint's rate.
    /// - Throws: `Failure`.
    static func transports(
        _ settings: Settings, console: Console, batching: Bool = false
    ) throws -> [any RPCTransport] {
        try settings.endpoints.value.map { endpoint in
            let curl = try transport(endpoint, settings, console)
            let transport: any RPCTransport = batching ? BatchingTransport(curl) : curl
            guard let rate = endpoint.requestsPerSecond else { return transport }
            return PacedTransport(transport, requestsPerSecond: rate)
        }
    }

    private static func transport(
        _ endpoint: Endpoint, _ settings: Settings, _ console: Console
    ) throws -> CurlTransport {
        if settings.endpoints.origin == .flag("-u"), Settings.mayHoldCredential(endpoint.url) {
            console.note(
                "warning: others on this machine can see the URL of -u; keep keys in L5_RPC_URL "
                    + "or in a policy file")
        }
        do {
            return try CurlTransport(
                CurlConfiguration(
                    url: endpoint.url, headers: endpoint.headers,
                    operatorName: Failure.quote(operatorName(endpoint)),
                    timeout: settings.timeout))
        } catch {
            let (what, why) =
                switch error {
                case .invalidHeader: ("a header is malformed", "name or value")
                case .unsupportedScheme: ("the URL is not usable", "only http and https are")
                case .invalidURL: ("the URL is not usable", "it is no URL with a host")
                case .unavailable: ("the network library did not start", "libcurl")
                }
            let exit = error == .unavailable ? ExitCode.internalError : .usage
            throw Failure(
                exit, what, why: why,
                next: "give a URL, or one of mainnet-beta, testnet, devnet, localhost")
        }
    }

    /// What messages call the endpoint: the policy's name, or scheme and host.
    private static func operatorName(_ endpoint: Endpoint) -> String {
        endpoint.operatorName == "endpoint" ? shownHost(endpoint.url) : endpoint.operatorName
    }

    /// Scheme, host and port of a URL; nothing of it that may be a credential. `endpoint` for
    /// everything but a plain http or https URL, because then its parts may not be what they seem.
    static func shownHost(_ url: String) -> String {
        for scheme in ["http://", "https://"]
        where url.prefix(scheme.count).lowercased() == scheme {
            let rest = url.dropFirst(scheme.count)
            let authority = rest.prefix { !"/?#\\".contains($0) }
            // A password with a slash would end the authority early.
            guard !rest[authority.endIndex...].contains("@") else { break }
            let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
            if isHost(host) { return "\(scheme)\(host)" }
        }
        return "endpoint"
    }

    /// A name, or an address of version 4 or 6 (in brackets), and perhaps a port.
    private static func isHost(_ text: Substring) -> Bool {
        (try? /(?:[A-Za-z0-9._\-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/.wholeMatch(in: text)) != nil
    }
}
#endif
