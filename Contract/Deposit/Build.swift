import SolanaProgram

/// What one operator's build of the program is made for: nobody can change it on the chain.
///
/// These are the constants of the test build; `Scripts/build-program` writes this file anew from
/// the operator's. Addresses are their 32 bytes as four little-endian words.
enum Build {
    /// `9hSR6S7WPtxmTojgo6GG3k4yDPecgJY292j7xrsUGWBu`: who owns what is deposited.
    static let treasury = Address(
        0x5F177DA80E773981, 0xCC7E4CC36654A356, 0xA237EEB4918A8DCB, 0x94B3C98F5B0FF65D)
    /// `ASZ2TDDNJG2n42TxAezqNNzwWipykHrENDKMCoLKgzup`: its associated account of the mint.
    static let treasuryTokenAccount = Address(
        0x2AF9418BD3E9448C, 0x4524103B400433A4, 0x0C917DCB898FDCB7, 0x137E7AFE4F4B352D)
    /// `EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v`: the token that is taken.
    static let mint = Address(
        0x3AADDBBEF37AFAC6, 0x3174C9AB6AF3653D, 0xE4E0F6D2C2E4BBB1, 0x615D2F450302A67C)
    /// `TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA`: the program that owns the mint.
    static let tokenProgram = Programs.token
    /// Decimal places of the mint.
    static let decimals: UInt8 = 6
    /// The least amount of a deposit, in base units.
    static let minimum: UInt64 = 1
    /// Token-2022 extensions of the mint that are allowed beside those of `MintExtensions`: bit n
    /// is extension type n.
    static let allowedExtensions: UInt64 = 0
}
