/// A mint: a view of its data, which are of the right form.
///
/// Shape: authority `u32`, 32 | supply `u64` | decimals `u8` at 44 | initialised `u8` | freeze
/// authority `u32`, 32; 82 bytes. Source: `spl-token-interface`, `state`.
public struct Mint {
    let account: Account

    /// The view; `nil` unless `program`, one of the two, has an initialised mint there.
    @inline(__always)
    public init?(_ account: Account, of program: Account) {
        guard isTokenState(account, program, 82, 1), account[byte: 45] != 0 else { return nil }
        self.account = account
    }

    /// A view of what the caller knows to be a mint.
    @inline(__always)
    public init(checked account: Account) {
        self.account = account
    }

    /// Decimal places: 10^decimals base units are one token.
    @inline(__always)
    public var decimals: UInt8 { account[byte: 44] }
}

/// Whether an account of a token program has state of a kind.
///
/// The Token program tells its states apart by their length: 82 mint, 165 account, 355 multisig.
/// Token-2022 may add a byte at 165, 1 mint or 2 account, and extensions, but never so that the
/// length is a multisig's. Source: `spl-token-2022-interface`, `extension`.
@inline(__always)
func hasTokenState(_ account: Account, in program: Address, length: Int, kind: UInt8) -> Bool {
    if account.length == length { return true }
    return program == Programs.token2022 && account.length > 165 && account.length != 355
        && account[byte: 165] == kind
}

@inline(never)
func isTokenState(_ account: Account, _ program: Account, _ length: Int, _ kind: UInt8) -> Bool {
    areSame(account.ownerKey, program.key)
        && hasTokenState(account, in: program.address, length: length, kind: kind)
}
