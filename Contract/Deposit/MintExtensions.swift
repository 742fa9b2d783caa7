import DepositLayouts
import SolanaProgram

/// Extensions of Token-2022 mints that neither change what arrives nor call another program.
///
/// 3 mint close authority, 4 confidential transfers, 6 default account state, 10 interest-bearing,
/// 12 permanent delegate, 16 confidential fees, 18 and 19 metadata, 20–23 groups, 24 confidential
/// minting, 25 scaled amounts, 26 pausable. Not among them: 1 transfer fee, 9 non-transferable, 14
/// transfer hook, and whatever a later Token-2022 brings.
/// Source: `spl-token-2022-interface`, `ExtensionType`.
private let harmlessExtensions: UInt64 =
    1 << 3 | 1 << 4 | 1 << 6 | 1 << 10 | 1 << 12 | 1 << 16 | 0b1111_1111 << 18 | 1 << 26

/// Refuses a Token-2022 mint with an extension that neither the list above nor the build allows.
///
/// Shape: the mint 82 bytes | zeros to 165 | `u8` 1 | entries of `u16` type, `u16` length, data; type
/// 0 or the end of the data ends them.
func requireAllowedExtensions(_ mint: Account) throws(ProgramError) {
    let allowed = harmlessExtensions | Build.allowedExtensions
    var place = 166
    while place &+ 4 <= mint.length {
        let type = UInt64(mint[byte: place]) | UInt64(mint[byte: place &+ 1]) &<< 8
        if type == 0 { return }
        try require(type < 64 && allowed &>> type & 1 == 1, .extensionNotAllowed)
        place &+= 4 &+ Int(mint[byte: place &+ 2]) &+ Int(mint[byte: place &+ 3]) &<< 8
    }
}
