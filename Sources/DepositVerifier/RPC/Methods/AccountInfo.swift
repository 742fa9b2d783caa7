public import SolanaCodec

/// An account as the chain stores it.
public struct AccountInfo: Hashable, Sendable {
    /// The program that may change it.
    public var owner: Address
    /// Its lamports.
    public var lamports: Lamports
    /// Its data.
    public var data: [UInt8]
    /// Whether it is a program.
    public var isExecutable: Bool

    /// An account from its parts.
    public init(owner: Address, lamports: Lamports, data: [UInt8], isExecutable: Bool) {
        self.owner = owner
        self.lamports = lamports
        self.data = data
        self.isExecutable = isExecutable
    }
}

extension AccountInfo {
    init(json: JSONValue) throws(JSONError) {
        owner = try json.required("owner").address()
        lamports = Lamports(try json.required("lamports").uint64())
        data = try json.required("data").base64Pair()
        isExecutable = try json.required("executable").bool()
    }

    /// `null`, or an account.
    static func optional(json: JSONValue) throws(JSONError) -> AccountInfo? {
        json.isNull ? nil : try AccountInfo(json: json)
    }
}
