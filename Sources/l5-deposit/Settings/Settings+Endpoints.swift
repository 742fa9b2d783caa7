#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

extension Settings {
    /// The endpoints, and the moniker that named them.
    static func endpoints(
        _ options: GlobalOptions, _ policy: PolicyFile?, _ file: SolanaConfig,
        _ headers: [(name: String, value: String)]
    ) throws -> (Setting<[Endpoint]>, moniker: String?) {
        let text: Setting<String>
        if let value = options.url {
            text = Setting(value, .flag("-u"))
        } else if let value = SystemFile.environment("L5_RPC_URL") {
            text = Setting(value, .environment("L5_RPC_URL"))
        } else if let policy, !policy.endpoints.isEmpty {
            var endpoints = policy.endpoints
            // One operator's credential is nothing for another one.
            guard headers.isEmpty || endpoints.count == 1 else {
                throw Failure(
                    .usage, "--header does not say for which endpoint it is",
                    why: "the policy has \(endpoints.count) endpoints",
                    next: "write the headers into the policy file, or use -u")
            }
            endpoints[0].headers += headers
            return (Setting(endpoints, .policy), nil)
        } else if let value = file.url {
            text = Setting(value, .file)
        } else {
            text = Setting("mainnet-beta", .usual)
        }
        let known = url(of: text.value)
        let endpoint = Endpoint(
            url: known ?? text.value, operatorName: "endpoint", headers: headers)
        return (Setting([endpoint], text.origin), known == nil ? nil : text.value)
    }

    /// The public endpoint that a moniker stands for.
    static func url(of moniker: String) -> String? {
        switch moniker {
        case "m", "mainnet-beta": "https://api.mainnet-beta.solana.com"
        case "t", "testnet": "https://api.testnet.solana.com"
        case "d", "devnet": "https://api.devnet.solana.com"
        case "l", "localhost": "http://localhost:8899"
        default: nil
        }
    }

    /// The cluster that a moniker stands for.
    static func cluster(_ moniker: String) -> Cluster? {
        switch moniker {
        case "m", "mainnet-beta": .mainnet
        case "t", "testnet": .testnet
        case "d", "devnet": .devnet
        default: nil
        }
    }

    /// `Name: value`.
    static func header(_ text: String) throws -> (name: String, value: String) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
            // The text may be a credential: it is not repeated.
            throw Failure(
                .usage, "a --header is malformed", why: "it has no name and colon",
                next: "write --header 'Name: value'")
        }
        let value = text[text.index(after: colon)...].drop { $0 == " " }
        return (String(text[..<colon]), String(value))
    }

    /// Whether a URL holds more than scheme, host and port: then it may be a credential.
    static func mayHoldCredential(_ url: String) -> Bool {
        guard let start = url.firstRange(of: "://")?.upperBound else {
            // No moniker and no URL: who knows what it is.
            return self.url(of: url) == nil
        }
        let rest = url[start...]
        if rest.contains("@") || rest.contains("?") { return true }
        return rest.firstIndex(of: "/").map { rest.index(after: $0) != rest.endIndex } ?? false
    }
}
#endif
