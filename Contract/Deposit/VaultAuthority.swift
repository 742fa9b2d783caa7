import DepositLayouts
import SolanaProgram

/// The address that owns a vault, as the sweeping instructions name it.
///
/// Shape: kind `u8` | bump `u8` | code 8 | owner 32 if the kind is `depositAccount`, from byte 8 of
/// the data on. Any bump that gives an address is taken: its vaults have no other exit either.
struct VaultAuthority {
    let seeds: Seeds<3>
    let bump: UInt8
    /// The code as a little-endian `u64`.
    let code: UInt64

    /// Reads the seeds and holds the account to them.
    ///
    /// - Throws: `malformedData`, `wrongDerivedAddress`.
    @inline(__always)
    init(_ account: Account, _ call: Call) throws(ProgramError) {
        let data = call.data
        try require(data.count >= 10, .malformedData)
        guard let kind = VaultKind(rawValue: data[byte: 8]) else {
            throw ProgramError(.malformedData)
        }
        let ofDeposit = kind == .depositAccount
        try require(data.count == (ofDeposit ? 50 : 18), .malformedData)
        // A code's address has no owner among its seeds; no bytes hash like no seed.
        seeds = Seeds([
            ofDeposit ? Seed(VaultSeed.depositAccount) : Seed(VaultSeed.code),
            Seed(data.pointer(at: 10), count: 8),
            Seed(data.pointer(at: 18), count: ofDeposit ? 32 : 0),
        ])
        bump = data[byte: 9]
        code = data[word: 10]
        try require(
            seeds.lead(to: account.key, bump: bump, for: call.program), .wrongDerivedAddress)
    }
}
