public import SolanaCodec

/// A wallet's claim as a depositor hands it to a gateway, `l5.claim/1`.
///
/// Shape: `account`, `gateway`, `transaction`, `transfer`, `cluster`, `signature`, `signer`, all of
/// them texts. What was signed is `WalletClaim.text`; account, gateway and signature are the claim,
/// and the rest says what it is about.
public struct ClaimFile: Hashable, Sendable {
    /// The claim.
    public var claim: WalletClaim
    /// The transfer that it is about.
    public var deposit: DepositID
    /// Who signed.
    public var signer: Address

    /// What the `schema` member must say.
    public static let schema = "l5.claim/1"
    /// The largest file that is read, in bytes.
    public static let longest = 65_536

    /// A file's content.
    public init(claim: WalletClaim, deposit: DepositID, signer: Address) {
        self.claim = claim
        self.deposit = deposit
        self.signer = signer
    }

    /// Parses a file strictly: unknown and repeated keys are errors.
    ///
    /// - Throws: `JSONError`.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        let json = try JSONDocument(parsing: bytes).root
        try json.allow([
            "schema", "account", "gateway", "transaction", "transfer", "cluster", "signature",
            "signer",
        ])
        let (schema, path) = (try json.required("schema"), try json.required("transfer"))
        guard try schema.string() == Self.schema else {
            throw schema.error(.expected("the schema \(Self.schema)"))
        }
        guard let transfer = EventPath(try path.string()) else {
            throw path.error(.expected("an event path"))
        }
        claim = WalletClaim(
            account: try json.required("account").string(),
            signature: try json.required("signature").signature(),
            gateway: try json.required("gateway").string())
        deposit = DepositID(
            genesis: try json.required("cluster").blockhash(),
            signature: try json.required("transaction").signature(), path: transfer)
        signer = try json.required("signer").address()
    }

    /// The file's members.
    public var json: JSONOutput {
        .object([
            ("schema", .string(Self.schema)), ("account", .string(claim.account)),
            ("gateway", .string(claim.gateway)),
            ("transaction", .string(deposit.signature.description)),
            ("transfer", .string(deposit.path.description)),
            ("cluster", .string(deposit.genesis.description)),
            ("signature", .string(claim.signature.description)),
            ("signer", .string(signer.description)),
        ])
    }
}
