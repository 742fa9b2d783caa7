/// The cluster's time.
///
/// Shape: slot `u64` | start of the epoch `i64` | epoch `u64` | leader epoch `u64` | time `i64`.
public struct Clock {
    /// The slot that executes.
    public let slot: UInt64
    /// Its epoch.
    public let epoch: UInt64
    /// Seconds since 1970, as the stake sees them.
    public let time: Int64

    /// Reads the sysvar.
    ///
    /// - Throws: `unsupportedSysvar`.
    @inline(__always)
    public init() throws(ProgramError) {
        var sysvar: InlineArray<5, UInt64> = [0, 0, 0, 0, 0]
        let code = withUnsafeMutablePointer(to: &sysvar) { sol_get_clock_sysvar($0) }
        guard code == 0 else { throw .unsupportedSysvar }
        slot = sysvar[0]
        epoch = sysvar[2]
        time = Int64(bitPattern: sysvar[4])
    }
}
