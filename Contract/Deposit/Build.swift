import SolanaProgram

/// What one operator's build of the program is made for: nobody can change it on the chain.
///
/// Written by `l5-deposit program constants`; `Scripts/build-program` compiles it in place of the
/// test build's. Addresses are their 32 bytes as four little-endian words.
enum Build {
    /// `9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu`: who owns what is deposited.
    static let treasury = Address(
        0x5F17_7DA8_0E77_3981, 0xCC7E_4CC3_6654_A356, 0xA237_EEB4_918A_8DCB, 0x94B3_C98F_5B0F_F65D)
    /// `ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup`: its associated account of the mint.
    static let treasuryTokenAccount = Address(
        0x2AF9_418B_D3E9_448C, 0x4524_103B_4004_33A4, 0x0C91_7DCB_898F_DCB7, 0x137E_7AFE_4F4B_352D)
    /// `EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v`: the token that is taken.
    static let mint = Address(
        0x3AAD_DBBE_F37A_FAC6, 0x3174_C9AB_6AF3_653D, 0xE4E0_F6D2_C2E4_BBB1, 0x615D_2F45_0302_A67C)
    /// `TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA`: the program that owns the mint.
    static let tokenProgram = Address(
        0x93A1_65D7_E1F6_DD06, 0xAC79_EBCE_46E1_CBD9, 0x9137_5B5F_ED85_B41C, 0xA900_FF7E_85F5_8C3A)
    /// Decimal places of the mint.
    static let decimals: UInt8 = 6
    /// The least amount of a deposit, in base units.
    static let minimum: UInt64 = 1
    /// Token-2022 extensions of the mint that are allowed beside those of `MintExtensions`: bit n
    /// is extension type n. Here: none.
    static let allowedExtensions: UInt64 = 0
}
