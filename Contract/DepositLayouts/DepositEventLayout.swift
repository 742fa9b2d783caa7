/// The events that the program logs (`Program data:`), in the way of Anchor clients.
///
/// Each begins with eight bytes, sha256("event:" + name)[..8], here as a little-endian `u64`; all
/// numbers are little-endian, nothing is padded.
public enum DepositEventLayout {
    /// `DepositEvent`, by depositToken: owner 32 | mint 32 | code 8 | amount `u64` | balance `u64`.
    public static let depositEvent: UInt64 = 0x906B_8E1F_533D_F878
    /// Bytes of a `DepositEvent`.
    public static let depositEventLength = 96

    /// `DepositReceived`, by depositDirect: version `u8` | code 8 | payer 32 | source 32 |
    /// amount `u64`. Mint and treasury are constants of the build.
    public static let depositReceived: UInt64 = 0x76B9_2040_3F98_D009
    /// Bytes of a `DepositReceived`.
    public static let depositReceivedLength = 89
    /// The only version there is.
    public static let depositReceivedVersion: UInt8 = 1

    /// `SweepEvent`, by sweepToken: code 8 | vault 32 | amount `u64`. The vault may be of any mint, and
    /// the amount is what left it: the event proves nothing.
    public static let sweepEvent: UInt64 = 0xDD22_F369_D838_5170
    /// Bytes of a `SweepEvent`.
    public static let sweepEventLength = 56
}
