/// The addresses of the programs that a program calls.
///
/// Source: the base58 names in the comments of each.
public enum Programs {
    /// `11111111111111111111111111111111`.
    public static let system = Address(0, 0, 0, 0)
    /// `TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA`.
    public static let token = Address(
        0x93A1_65D7_E1F6_DD06, 0xAC79_EBCE_46E1_CBD9, 0x9137_5B5F_ED85_B41C, 0xA900_FF7E_85F5_8C3A)
    /// `TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb`.
    public static let token2022 = Address(
        0xDE8F_75EE_E1F6_DD06, 0xDACD_6CE4_BC5D_4218, 0x270D_B983_4DFC_1AB6, 0xFC8B_A1D8_28F9_BDFE)
    /// `ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL`.
    public static let associatedToken = Address(
        0xF189_244E_8F25_978C, 0x830D_8E14_2910_3DBB, 0x8410_FFDA_9913_5A0B, 0x59F8_E9DB_D87B_8E04)
}
