#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec
import TransportCurl

/// The endpoints of a call, all of one cluster.
struct Connection: Sendable {
    /// One for each endpoint.
    var clients: [RPCClient]
    /// Scheme and host of the first one, for display.
    var displayHost: String
    /// Where the endpoints come from.
    var origin: Origin
    /// The cluster that all of them serve.
    var cluster: Cluster

    /// The first endpoint.
    let first: RPCClient

    /// Connects and asks every endpoint for its cluster before anything else.
    ///
    /// - Throws: `Failure`, `PlanError.wrongCluster`, `RPCError`.
    init(_ settings: Settings, console: Console) async throws {
        let clients = try Self.transports(settings, console: console).map(RPCClient.init)
        guard let first = clients.first, let endpoint = settings.endpoints.value.first else {
            throw Failure(
                .usage, "there is no endpoint", why: "the list is empty", next: "use -u")
        }
        self.first = first
        self.clients = clients
        origin = settings.endpoints.origin
        displayHost = Self.shownHost(endpoint.url)
        cluster = Cluster(genesis: try await first.getGenesisHash())
        let expected = settings.expectedCluster ?? cluster
        guard cluster == expected else {
            throw PlanError.wrongCluster(
                expected: expected, found: cluster, operatorName: first.operatorName)
        }
        for client in clients.dropFirst() {
            try await DepositPlanner.check(client, serves: expected)
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
