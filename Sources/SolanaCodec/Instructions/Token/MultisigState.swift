/// The data of a multisignature account of the token programs.
///
/// Shape, 355 bytes: how many must sign `u8` | members `u8` | initialised `u8` | 11 addresses of 32
/// bytes, those beyond the members 0.
///
/// Source: solana-program/token, interface/src/state, `Multisig`.
public struct MultisigState: Hashable, Sendable {
    /// How many members must sign; the program lets it be more than there are, and then nobody can.
    public var requiredSigners: UInt8
    /// Who may sign, in order; a member may stand there twice and counts twice.
    public var members: [Address]
    /// Whether the account has become a multisignature account.
    public var isInitialized: Bool

    /// The length, which no mint and no token account has.
    public static let size = TokenExtension.multisigSize
    /// The most members.
    public static let mostMembers = 11

    /// Decodes the data of an account that one of the token programs owns.
    ///
    /// - Throws: `TokenStateError` for any data that is no multisignature account.
    public init(decoding data: [UInt8]) throws(TokenStateError) {
        guard data.count == Self.size else { throw .invalidLength(data.count) }
        var input = StateReader(data)
        requiredSigners = input.byte()
        let count = input.byte()
        let flag = input.byte()
        guard flag <= 1 else { throw .invalidInitializedFlag(flag) }
        isInitialized = flag == 1
        let allowed = (isInitialized ? 1 : 0)...Self.mostMembers
        guard allowed.contains(Int(requiredSigners)), allowed.contains(Int(count)) else {
            throw .invalidMultisig(required: requiredSigners, members: count)
        }
        members = (0..<count).map { _ in input.address() }
        guard data.dropFirst(3 + 32 * Int(count)).allSatisfy({ $0 == 0 }) else {
            throw .nonzeroPadding
        }
    }
}
