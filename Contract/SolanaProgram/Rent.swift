/// What an account must hold to stay.
public enum Rent {
    /// Lamports for an account with `length` bytes of data.
    ///
    /// Shape of the sysvar: lamports a byte and year `u64` | years `f64` | `u8`. The VM has no
    /// floating point, and the years have only ever been 2, or 1 since they are folded into the
    /// price (SIMD-0194); so the bits are compared.
    ///
    /// - Throws: `unsupportedSysvar` for other years, or a price over `u32`.
    @inline(never)
    public static func minimum(length: UInt32) throws(ProgramError) -> UInt64 {
        var sysvar: InlineArray<3, UInt64> = [0, 0, 0]
        let code = withUnsafeMutablePointer(to: &sysvar) { sol_get_rent_sysvar($0) }
        guard code == 0, sysvar[0] >> 32 == 0 else { throw .unsupportedSysvar }
        // Each account has 128 bytes of its own. Data end at 10 MiB, so nothing comes near 2^64.
        let price = sysvar[0] &* (128 &+ UInt64(length))
        switch sysvar[1] {
        case 0x4000_0000_0000_0000: return price &* 2
        case 0x3FF0_0000_0000_0000: return price
        default: throw .unsupportedSysvar
        }
    }
}
