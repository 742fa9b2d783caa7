/// A token account: a view of its data, which are of the right form.
///
/// Shape: mint 32 | owner 32 | amount `u64` | delegate `u32`, 32 | state `u8` at 108 | … 165 bytes.
/// Source: `spl-token-interface`, `state`.
public struct TokenAccount {
    let account: Account

    /// The view; `nil` unless `program`, one of the two, has an initialised token account there.
    ///
    /// With a constant this is compiled for the one program only.
    @inline(__always)
    public init?(_ account: Account, of program: Address) {
        guard account.owner == program,
            hasTokenState(account, in: program, length: 165, kind: 2), account[byte: 108] != 0
        else { return nil }
        self.account = account
    }

    /// The same for a program that is known when the program runs; smaller, and a little slower.
    @inline(__always)
    public init?(_ account: Account, of program: Account) {
        guard isTokenState(account, program, 165, 2), account[byte: 108] != 0 else { return nil }
        self.account = account
    }

    /// The token.
    @inline(__always)
    public var mint: Address { mintKey.pointee }
    /// Where the mint stands in memory.
    @inline(__always)
    public var mintKey: UnsafePointer<Address> { account.key(at: 0) }
    /// Who may move the tokens.
    @inline(__always)
    public var owner: Address { ownerKey.pointee }
    /// Where the owner stands in memory.
    @inline(__always)
    public var ownerKey: UnsafePointer<Address> { account.key(at: 32) }
    /// Base units.
    @inline(__always)
    public var amount: UInt64 { account[word: 64] }
    /// Whether the mint's freeze authority stopped it.
    @inline(__always)
    public var isFrozen: Bool { account[byte: 108] == 2 }
}
