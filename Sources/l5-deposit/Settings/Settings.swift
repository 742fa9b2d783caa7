#if CLI
import DepositProgram
import DepositVerifier
import SolanaCodec

/// What a command runs with: flags over environment over policy over `config.yml` over defaults.
struct Settings: Sendable {
    var endpoints: Setting<[Endpoint]>
    var keypair: Setting<String>?
    /// Whether seed phrases are not checked.
    var takesAnyPhrase: Bool
    var commitment: Setting<Commitment>
    /// The cluster that a moniker names or a policy pins.
    var expectedCluster: Cluster?
    var policy: DepositPolicy?
    var policyPath: Setting<String>?
    var treasury: Setting<Address>?
    var timeout: Duration

    /// Whether the policy takes codes of an earlier grammar.
    var acceptsLegacyCodes: Bool { policy?.acceptsLegacyCodes ?? false }

    /// The largest sum of seconds that a wait may take: a day.
    static let longestTimeout: UInt32 = 86_400

    init(_ options: GlobalOptions) throws {
        let file = try Self.solanaConfig(options.config)
        let loaded = try Self.policyFile(options.policy)
        policyPath = loaded?.path
        policy = loaded?.file.policy
        let seconds = options.rpcTimeout
        guard (1...Self.longestTimeout).contains(seconds) else {
            throw Failure(
                .usage, "--rpc-timeout is out of range", why: "\(seconds) seconds",
                next: "use 1 to \(Self.longestTimeout)")
        }
        timeout = .seconds(seconds)
        commitment = try Self.commitment(options, file)
        keypair = Self.keypair(options, file)
        takesAnyPhrase = options.takesAnyPhrase
        treasury = try Self.treasury(options, policy)
        let headers = try options.headers.map(Self.header)
        let (endpoints, moniker) = try Self.endpoints(options, loaded?.file, file, headers)
        self.endpoints = endpoints
        let named = moniker.flatMap(Self.cluster)
        if let policy, let named, policy.treasury.cluster != named {
            throw Failure(
                plan: .wrongCluster(
                    expected: policy.treasury.cluster, found: named, operatorName: moniker ?? ""))
        }
        expectedCluster = policy?.treasury.cluster ?? named
    }

    // MARK: Files

    /// The rules alone, for a command that asks nobody.
    ///
    /// - Throws: `Failure`.
    static func policy(_ options: GlobalOptions) throws -> DepositPolicy? {
        try policyFile(options.policy)?.file.policy
    }

    private static func solanaConfig(_ flag: String?) throws -> SolanaConfig {
        let home = SystemFile.environment("HOME").map { "\($0)/.config/solana/cli/config.yml" }
        guard let path = flag ?? home else { return SolanaConfig() }
        do {
            guard let bytes = try SystemFile.read(path, limit: SolanaConfig.longest) else {
                return SolanaConfig()
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw ConfigError(line: 1)
            }
            return try SolanaConfig(parsing: text)
        } catch let error as ConfigError {
            throw Failure(
                .usage, "the Solana configuration cannot be read",
                why: "\(Failure.quote(path)), line \(error.line)",
                next: "mend it with `solana config set`, or name another file with -C")
        } catch let error as SystemError {
            throw Failure(
                .usage, "the Solana configuration cannot be read",
                why: "\(Failure.quote(path)): \(error.text)", next: "name another file with -C")
        }
    }

    private static func policyFile(
        _ flag: String?
    ) throws -> (path: Setting<String>, file: PolicyFile)? {
        let usual = SystemFile.folder("XDG_CONFIG_HOME", below: ".config")
            .map { Setting("\($0)/l5-deposit/policy.json", .usual) }
        guard let path = flag.map({ Setting($0, .flag("--policy")) }) ?? usual else { return nil }
        let name = Failure.quote(path.value)
        do {
            guard let bytes = try SystemFile.read(path.value, limit: PolicyFile.longest) else {
                guard flag != nil else { return nil }
                throw Failure(
                    .usage, "the policy file does not exist", why: name,
                    next: "check --policy")
            }
            return (path, try PolicyFile.parse(bytes, environment: SystemFile.environment))
        } catch let error as SystemError {
            throw Failure(
                .usage, "the policy file cannot be read", why: "\(name): \(error.text)",
                next: "check its permissions")
        } catch let error as PolicyError {
            let place = error.path.isEmpty ? "" : " at \(Failure.quote(error.path))"
            throw Failure(
                .usage, "the policy file is not valid",
                why: "\(name)\(place): \(Failure.quote(error.reason))", next: "mend the file")
        }
    }

    // MARK: Values

    private static func commitment(
        _ options: GlobalOptions, _ file: SolanaConfig
    ) throws -> Setting<Commitment> {
        if let value = options.commitment.flatMap({ Commitment(rawValue: $0.rawValue) }) {
            return Setting(value, .flag("--commitment"))
        }
        let text: Setting<String>
        if let value = SystemFile.environment("L5_COMMITMENT") {
            text = Setting(value, .environment("L5_COMMITMENT"))
        } else if let value = file.commitment {
            text = Setting(value, .file)
        } else {
            return Setting(.confirmed, .usual)
        }
        guard let value = Commitment(rawValue: text.value) else {
            throw Failure(
                .usage, "the commitment is not known",
                why: "\(Failure.argument(text.value)) (\(text.origin))",
                next: "use processed, confirmed or finalized")
        }
        return Setting(value, text.origin)
    }

    private static func keypair(
        _ options: GlobalOptions, _ file: SolanaConfig
    ) -> Setting<String>? {
        if let value = options.keypair { return Setting(value, .flag("-k")) }
        if let value = SystemFile.environment("L5_KEYPAIR") {
            return Setting(value, .environment("L5_KEYPAIR"))
        }
        if let value = file.keypairPath { return Setting(value, .file) }
        return SystemFile.environment("HOME").map {
            Setting("\($0)/.config/solana/id.json", .usual)
        }
    }

    private static func treasury(
        _ options: GlobalOptions, _ policy: DepositPolicy?
    ) throws -> Setting<Address>? {
        let text =
            options.treasury.map { Setting($0, .flag("--treasury")) }
            ?? SystemFile.environment("L5_TREASURY").map {
                Setting($0, .environment("L5_TREASURY"))
            }
        guard let text else { return policy.map { Setting($0.treasury.owner, .policy) } }
        guard let address = Address(text.value) else {
            throw Failure(
                .usage, "the treasury is no address", why: Failure.argument(text.value),
                next: "give the base58 address of a wallet")
        }
        if let pinned = policy?.treasury.owner, pinned != address {
            throw Failure(
                .network, "the treasury is not the one of the policy",
                why: "\(address) (\(text.origin)), the policy says \(pinned)",
                next: "leave --treasury out, or use another --policy", code: "wrongTreasury")
        }
        return Setting(address, text.origin)
    }
}
#endif
