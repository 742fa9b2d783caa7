/// The loader that owns most programs: a program's account points to another one with its code.
public enum UpgradeableLoader {
    /// Bytes before the code in a buffer.
    public static let bufferHeaderSize = 37
    /// Bytes of a program's account.
    public static let programSize = 36
    /// Bytes before the code in a program's data account.
    public static let programDataHeaderSize = 45

    /// The account that holds the code of `program`; its one seed is the program's address.
    public static func findProgramData(of program: Address) -> ProgramDerivedAddress {
        do {
            return try ProgramDerivedAddress.find(
                joined: program.bytes, program: Programs.upgradeableLoader)
        } catch {
            // One seed of 32 bytes breaks no limit, and 256 curve points in a row (2⁻²⁵⁶) cannot be
            // made without breaking SHA-256.
            preconditionFailure("no bump for a program data account")
        }
    }
}
