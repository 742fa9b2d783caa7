internal import DepositProgram
internal import SolanaCodec

/// A policy file, `l5.policy/1`: the rules, and the endpoints to ask.
public struct PolicyFile: Sendable {
    /// The rules.
    public var policy: DepositPolicy
    /// The endpoints, in the order of the file.
    public var endpoints: [Endpoint]

    /// What the `schema` member must say.
    public static let schema = "l5.policy/1"
    /// The largest file that is read, in bytes.
    public static let longest = 1_048_576

    /// Parses a policy file strictly: unknown and repeated keys are errors.
    ///
    /// `${NAME}` inside an endpoint's URL, operator or header is replaced by `environment(NAME)`.
    ///
    /// - Throws: `PolicyError`.
    public static func parse(
        _ bytes: [UInt8], environment: (String) -> String?
    ) throws(PolicyError) -> PolicyFile {
        guard bytes.count <= longest else { throw PolicyError("", "the file is too long") }
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw PolicyError("", "not JSON: \(error)")
        }
        do throws(JSONError) {
            return try parse(document.root, environment: environment)
        } catch {
            throw PolicyError(document.path(toOffset: error.offset), "\(error)")
        }
    }

    static func parse(
        _ json: JSONValue, environment: (String) -> String?
    ) throws(JSONError) -> PolicyFile {
        try json.allow([
            "schema", "genesis", "treasury", "assets", "knownAssets", "endpoints", "commitment",
            "quorum", "memoBinding", "legacyCodes", "operatorWallets", "depositAddresses",
            "programs",
        ])
        let schema = try json.required("schema")
        guard try schema.string() == Self.schema else {
            throw schema.error(.expected("the schema \(Self.schema)"))
        }
        let endpoints =
            try json.present("endpoints")?.list { endpoint throws(JSONError) in
                try Endpoint(json: endpoint, environment: environment)
            } ?? []
        return PolicyFile(policy: try DepositPolicy(json: json), endpoints: endpoints)
    }
}

extension DepositPolicy {
    /// Reads the rules; the keys have been checked.
    init(json: JSONValue) throws(JSONError) {
        let cluster = Cluster(genesis: try json.required("genesis").blockhash())
        let assetList = try json.required("assets").list { item throws(JSONError) in
            try AssetEntry(json: item, cluster: cluster)
        }
        let mints = assetList.map(\.asset.mint)
        guard !mints.isEmpty, Set(mints).count == mints.count else {
            throw try json.required("assets").error(.expected("assets, each mint once"))
        }
        self.init(
            treasury: Treasury(
                cluster: cluster, owner: try json.required("treasury").address(),
                assets: assetList.map(\.asset)))
        for entry in assetList { allowedExtensions[entry.asset.mint] = entry.extensions }
        knownAssets = Set(
            try json.present("knownAssets")?.list { mint throws(JSONError) in
                let address = try mint.address()
                if let objection = KnownMints.objection(to: address) {
                    throw mint.error(.expected("another mint: \(objection)"))
                }
                return address
            } ?? [])
        try readRules(json)
        depositAddresses = try Self.readDepositAddresses(json, legacy: acceptsLegacyCodes)
        try refuseContradictions(json)
        try readPrograms(json)
    }

    private mutating func readPrograms(_ json: JSONValue) throws(JSONError) {
        guard let list = try json.present("programs") else { return }
        for item in try list.array() {
            switch try PinnedProgram.Kind(json: item) {
            case .pinned: programs.append(try PinnedProgram(json: item))
            case .level5:
                guard level5Programs.insert(try item.required("id").address()).inserted else {
                    throw item.error(.expected("each program once"))
                }
            }
        }
        let pins = programs.map { [$0.id.description, String($0.deploySlot)] }
        guard Set(pins).count == pins.count else {
            throw list.error(.expected("each deployment once"))
        }
        guard level5Programs.isDisjoint(with: programs.map(\.id)) else {
            throw list.error(.expected("each program under one kind"))
        }
    }

    /// A wallet has one part: treasury, operator's, or deposit address.
    private func refuseContradictions(_ json: JSONValue) throws(JSONError) {
        let taken = operatorWallets.union([treasury.owner]).union(Destinations(self).accounts.keys)
        guard taken.isDisjoint(with: depositAddresses.keys) else {
            throw try json.required("depositAddresses").error(
                .expected("wallets that are neither the treasury's nor the operator's"))
        }
    }

    private mutating func readRules(_ json: JSONValue) throws(JSONError) {
        if let value = try json.present("commitment") {
            commitment = try value.commitment()
            guard commitment != .processed else {
                throw value.error(.expected("finalized or confirmed"))
            }
        }
        quorum = try json.present("quorum").map { value throws(JSONError) in
            try Quorum(json: value)
        }
        if let value = try json.present("memoBinding") {
            guard let binding = MemoBinding(rawValue: try value.string()) else {
                throw value.error(.expected("message or signer"))
            }
            memoBinding = binding
        }
        acceptsLegacyCodes = try json.present("legacyCodes")?.bool() ?? false
        operatorWallets = Set(
            try json.present("operatorWallets")?.list { wallet throws(JSONError) in
                try wallet.address()
            } ?? [])
    }

    private static func readDepositAddresses(
        _ json: JSONValue, legacy: Bool
    ) throws(JSONError) -> [Address: DepositCode] {
        var addresses: [Address: DepositCode] = [:]
        guard let list = try json.present("depositAddresses") else { return addresses }
        for item in try list.array() {
            try item.allow(["address", "code"])
            let code = try item.required("code")
            guard let parsed = DepositCode(parsing: try code.string(), allowingLegacy: legacy)
            else { throw code.error(.expected("a deposit code of 16 hexadecimal digits")) }
            let address = try item.required("address").address()
            guard addresses.updateValue(parsed, forKey: address) == nil else {
                throw item.error(.expected("each deposit address once"))
            }
        }
        return addresses
    }
}

/// One element of `assets`.
private struct AssetEntry {
    var asset: Asset
    var extensions: Set<ExtensionType>

    init(json: JSONValue, cluster: Cluster) throws(JSONError) {
        try json.allow([
            "symbol", "mint", "tokenProgram", "decimals", "minimum", "allowedExtensions",
        ])
        let program = try json.required("tokenProgram")
        let tokenProgram = try program.address()
        guard Programs.isToken(tokenProgram) else {
            throw program.error(.expected("the Token or the Token-2022 program"))
        }
        asset = Asset(
            symbol: try json.required("symbol").string(),
            mint: try json.required("mint").address(), tokenProgram: tokenProgram,
            decimals: try json.required("decimals").integer(),
            minimum: try json.present("minimum")?.digitString() ?? 1)
        if let objection = KnownMints.objection(to: asset, on: cluster) {
            throw json.error(.expected("another asset: \(objection)"))
        }
        extensions = Set(
            try json.present("allowedExtensions")?.list { item throws(JSONError) in
                guard let type = ExtensionType(named: try item.string()) else {
                    throw item.error(.expected("the name of a Token-2022 extension"))
                }
                return type
            } ?? [])
    }
}

extension DepositPolicy.Quorum {
    fileprivate init(json: JSONValue) throws(JSONError) {
        try json.allow(["above", "operators", "singleOperatorCap"])
        self.init(
            above: try json.required("above").digitString(),
            operators: try json.required("operators").integer())
        guard operators >= 2 else {
            throw try json.required("operators").error(.expected("2 operators or more"))
        }
        guard let cap = try json.present("singleOperatorCap") else { return }
        try cap.allow(["perCode", "total"])
        capPerCode = try cap.present("perCode")?.digitString()
        capTotal = try cap.present("total")?.digitString()
    }
}

extension DepositPolicy.PinnedProgram {
    /// What an element of `programs` is.
    enum Kind: String {
        /// The operator's own program, with its pin.
        case pinned = "l5-deposit"
        /// The Level5 program, which is only recognised: its address is enough, and a pin beside it
        /// changes nothing.
        case level5

        fileprivate init(json: JSONValue) throws(JSONError) {
            try json.allow(["id", "kind", "hash", "deploySlot", "upgradeAuthority"])
            let kind = try json.required("kind")
            guard let known = Self(rawValue: try kind.string()) else {
                throw kind.error(.expected("the kind l5-deposit or level5"))
            }
            self = known
        }
    }

    fileprivate init(json: JSONValue) throws(JSONError) {
        let hash = try json.required("hash")
        guard let bytes = Hexadecimal.decode(try hash.string()), let fixed = FixedBytes<32>(bytes)
        else { throw hash.error(.expected("a SHA-256 of 64 hexadecimal digits")) }
        self.init(
            id: try json.required("id").address(), hash: fixed,
            deploySlot: try json.required("deploySlot").uint64(),
            upgradeAuthority: try json.present("upgradeAuthority")?.address())
    }
}

extension JSONValue {
    /// A string with `${NAME}` replaced by `environment(NAME)`, which must be set.
    package func expandingEnvironment(
        _ environment: (String) -> String?
    ) throws(JSONError) -> String {
        try EnvironmentText.expand(self, environment)
    }

    /// Refuses members other than `names`, and any of them twice.
    package func allow(_ names: Set<String>) throws(JSONError) {
        var seen: Set<String> = []
        for (key, value) in try object() {
            guard names.contains(key) else {
                throw value.error(.expected("no member of this name"))
            }
            guard seen.insert(key).inserted else { throw value.error(.duplicateKey(key)) }
        }
    }
}
