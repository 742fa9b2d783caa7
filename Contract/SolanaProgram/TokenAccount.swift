/// A token account: a view of its data, which are of the right form.
///
/// Shape: mint 32 | owner 32 | amount `u64` | delegate `u32`, 32 | state `u8` at 108 | … 165 bytes.
/// Token-2022 may add byte 2 at 165 and extensions. A mint has 82 bytes, or byte 1 at 165; a
/// multisig has 355. Source: `spl-token-interface`, `spl-token-2022-interface`, `state`.
public struct TokenAccount {
    let account: Account

    /// The view; `nil` unless `program`, one of the two, owns an initialised token account there.
    @inline(__always)
    public init?(_ account: Account, of program: Address) {
        guard account.owner == program else { return nil }
        if account.length != 165 {
            guard program == Programs.token2022, account.length > 165, account.length != 355,
                account[byte: 165] == 2
            else { return nil }
        }
        guard account[byte: 108] != 0 else { return nil }
        self.account = account
    }

    /// The token.
    @inline(__always)
    public var mint: Address { account[address: 0] }
    /// Who may move the tokens.
    @inline(__always)
    public var owner: Address { account[address: 32] }
    /// Base units.
    @inline(__always)
    public var amount: UInt64 { account[word: 64] }
    /// Whether the mint's freeze authority stopped it.
    @inline(__always)
    public var isFrozen: Bool { account[byte: 108] == 2 }
}
