/// Where the fields of a deposit account stand in its data.
///
/// Shape: discriminator `9425cf743d2135b3` | owner 32 | mint 32 | code 8 | balance `u64`; 88 bytes,
/// every field 8-aligned. The balance is what was deposited since the account was opened.
public enum DepositAccountLayout {
    /// The first eight bytes as a little-endian `u64`: sha256("account:DepositAccount")[..8].
    public static let discriminator: UInt64 = 0xB335_213D_74CF_2594
    /// Bytes before the owner.
    public static let owner = 8
    /// Bytes before the mint.
    public static let mint = 40
    /// Bytes before the code.
    public static let code = 72
    /// Bytes before the balance.
    public static let balance = 80
    /// Bytes in all.
    public static let length = 88
}
