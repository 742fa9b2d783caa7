/// The data of a token account.
///
/// Shape, 165 bytes, little-endian: mint 32 | owner 32 | amount `u64` | delegate 4 + 32 |
/// state `u8` | rent reserve of wrapped SOL 4 + 8 | delegated amount `u64` |
/// close authority 4 + 32. Four bytes before an optional value are 1 or 0; after 0 the value's bytes
/// mean nothing. A Token-2022 account may go on with `u8` account type 2 and its extensions.
///
/// Source: solana-program/token, interface/src/state; token-2022, interface/src/extension/mod.rs.
public struct TokenAccountState: Hashable, Sendable {
    /// What the account may do.
    public enum Status: UInt8, Hashable, Sendable {
        /// Nothing yet.
        case uninitialized = 0
        /// Everything.
        case initialized = 1
        /// Nothing until it is thawed.
        case frozen = 2
    }

    /// The mint of its tokens.
    public var mint: Address
    /// Its owner.
    public var owner: Address
    /// How much it holds.
    public var amount: TokenAmount
    /// Who may move tokens besides the owner.
    public var delegate: Address?
    /// What it may do.
    public var status: Status
    /// For wrapped SOL, the lamports that are rent and not tokens.
    public var nativeReserve: Lamports?
    /// How much the delegate may still move.
    public var delegatedAmount: TokenAmount
    /// Who may close it besides the owner.
    public var closeAuthority: Address?
    /// Its Token-2022 extensions, in order.
    public var extensions: [TokenExtension]

    /// Decodes the data of an account that one of the token programs owns.
    ///
    /// - Throws: `TokenStateError` for any data that is no token account.
    public init(decoding data: [UInt8]) throws(TokenStateError) {
        guard data.count >= Self.size, data.count != TokenExtension.multisigSize else {
            throw .invalidLength(data.count)
        }
        var input = StateReader(data)
        mint = input.address()
        owner = input.address()
        amount = TokenAmount(input.integer())
        delegate = try input.optional { $0.address() }
        let rawStatus = input.byte()
        guard let status = Status(rawValue: rawStatus) else {
            throw .invalidAccountState(rawStatus)
        }
        self.status = status
        nativeReserve = try input.optional { Lamports($0.integer()) }
        delegatedAmount = TokenAmount(input.integer())
        closeAuthority = try input.optional { $0.address() }
        extensions = try TokenExtension.list(in: data, type: .account)
    }

    /// The length without extensions.
    public static let size = 165

    /// The value of the extension of this kind.
    public func value(of type: ExtensionType) -> [UInt8]? {
        extensions.first { $0.type == type }?.value
    }
}
