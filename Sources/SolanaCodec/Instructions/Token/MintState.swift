/// The data of a mint.
///
/// Shape, 82 bytes, little-endian: mint authority 4 + 32 | supply `u64` | decimals `u8` |
/// initialised `u8` | freeze authority 4 + 32. Four bytes before an optional value are 1 or 0; after
/// 0 the value's bytes mean nothing. A Token-2022 mint may go on with zeros up to 165 bytes, `u8`
/// account type 1, and its extensions.
///
/// Source: solana-program/token, interface/src/state; token-2022, interface/src/extension/mod.rs.
public struct MintState: Hashable, Sendable {
    /// Who may mint; `nil` if the supply is fixed.
    public var mintAuthority: Address?
    /// How much there is.
    public var supply: TokenAmount
    /// Digits after the decimal point.
    public var decimals: UInt8
    /// Whether the account has become a mint.
    public var isInitialized: Bool
    /// Who may freeze accounts.
    public var freezeAuthority: Address?
    /// Its Token-2022 extensions, in order.
    public var extensions: [TokenExtension]

    /// Decodes the data of an account that one of the token programs owns.
    ///
    /// - Throws: `TokenStateError` for any data that is no mint.
    public init(decoding data: [UInt8]) throws(TokenStateError) {
        guard data.count == Self.size || data.count > TokenAccountState.size,
            data.count != TokenExtension.multisigSize
        else { throw .invalidLength(data.count) }
        var input = StateReader(data)
        mintAuthority = try input.optional { $0.address() }
        supply = TokenAmount(input.integer())
        decimals = input.byte()
        switch input.byte() {
        case 0: isInitialized = false
        case 1: isInitialized = true
        case let flag: throw .invalidInitializedFlag(flag)
        }
        freezeAuthority = try input.optional { $0.address() }
        guard
            data.dropFirst(Self.size).prefix(TokenAccountState.size - Self.size)
                .allSatisfy({ $0 == 0 })
        else { throw .nonzeroPadding }
        extensions = try TokenExtension.list(in: data, type: .mint)
    }

    /// The length without extensions.
    public static let size = 82

    /// The value of the extension of this kind.
    public func value(of type: ExtensionType) -> [UInt8]? {
        extensions.first { $0.type == type }?.value
    }
}
