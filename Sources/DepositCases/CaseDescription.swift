internal import DepositProgram
public import DepositVerifier
public import SolanaCodec

/// What a case is about, and what is asked: `case.json`.
public struct CaseDescription: Sendable {
    /// What `schema` must say.
    public static let schema = "l5.case/1"

    /// Its number in the catalogue, such as `A08`.
    public var id: String
    /// Which of several situations of one number.
    public var variant: String?
    /// What it is about.
    public var title: String
    /// Whether it was executed or edited.
    public var kind: Kind
    /// The transaction in the catalogue's notation.
    public var build: String
    /// What was changed in the recording.
    public var edited: String?
    /// The case that differs from this one in one respect and must be accepted.
    public var twinOf: String?
    /// Where and when it was recorded; a case that was has no other answers than the recorded ones.
    public var recorded: Recorded?
    /// What is asked, one after another.
    public var asks: [Ask]
    /// Changes of the policy: a merge patch.
    var config: JSONValue?
    /// Books of its own instead of the common ones.
    var ledgerBefore: JSONValue?

    /// The circumstances of a recording.
    public struct Recorded: Hashable, Sendable {
        /// The cluster's genesis hash.
        public var genesis: Blockhash
        /// The day, as the recorder's clock had it. Decides nothing.
        public var date: String
    }

    /// How a case came to be.
    public enum Kind: String, Hashable, Sendable {
        /// Executed on a chain and recorded.
        case executed = "X"
        /// Edited from a recording.
        case edited = "S"
    }

    /// One question to the verifier.
    public struct Ask: Hashable, Sendable {
        /// Which transaction.
        public var signature: Signature
        /// The code that the asker says is the deposit's.
        public var code: String?
        /// A claim of money that carries no code.
        public var claim: WalletClaim?
        /// The last height at which the transaction could land.
        public var lastValidBlockHeight: UInt64?
    }

    init(json: JSONValue) throws(JSONError) {
        try json.check(
            schema: Self.schema,
            [
                "id", "variant", "title", "kind", "build", "edited", "twinOf", "config",
                "ledger_before", "asks", "recorded",
            ])
        id = try json.required("id").string()
        variant = try json.present("variant")?.string()
        title = try json.required("title").string()
        let kind = try json.required("kind")
        guard let known = Kind(rawValue: try kind.string()) else {
            throw kind.error(.expected("the kind X or S"))
        }
        self.kind = known
        build = try json.required("build").string()
        edited = try json.present("edited")?.string()
        twinOf = try json.present("twinOf")?.string()
        config = try json.present("config")
        ledgerBefore = try json.present("ledger_before")
        recorded = try json.present("recorded").map { recorded throws(JSONError) in
            try recorded.allow(["genesis", "date"])
            return Recorded(
                genesis: try recorded.required("genesis").blockhash(),
                date: try recorded.required("date").string())
        }
        asks = try json.required("asks").list { ask throws(JSONError) in try Ask(json: ask) }
        guard !asks.isEmpty else { throw json.error(.expected("an ask")) }
    }
}

extension CaseDescription.Ask {
    fileprivate init(json: JSONValue) throws(JSONError) {
        try json.allow(["signature", "code", "claim", "lastValidBlockHeight"])
        signature = try json.required("signature").signature()
        code = try json.present("code")?.string()
        lastValidBlockHeight = try json.present("lastValidBlockHeight")?.uint64()
        claim = try json.present("claim").map { claim throws(JSONError) in
            try claim.allow(["account", "signature", "gateway"])
            return WalletClaim(
                account: try claim.required("account").string(),
                signature: try claim.required("signature").signature(),
                gateway: try claim.required("gateway").string())
        }
    }
}
