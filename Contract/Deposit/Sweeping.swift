import DepositLayouts
import SolanaProgram

/// The three instructions that anybody may call for a vault: they begin alike, with the address
/// that owns it, which then signs.
///
/// Shape: kind `u8` | bump `u8` | code 8 | owner 32 if the kind is `depositAccount`, from byte 8 of
/// the data on. Any bump that gives an address is taken: its vaults have no other exit either.
@inline(never)
func runSweep(_ instruction: DepositInstruction, _ call: Call) -> UInt64 {
    outcome { () throws(ProgramError) in
        let data = call.data
        try require(call.accounts.count >= 3, .wrongAccountCount)
        try require(data.count >= 10, .malformedData)
        guard let kind = VaultKind(rawValue: data[byte: 8]) else {
            throw ProgramError(.malformedData)
        }
        let ofDeposit = kind == .depositAccount
        try require(data.count == (ofDeposit ? 50 : 18), .malformedData)
        // A code's address has no owner among its seeds; no bytes hash like no seed.
        let seeds = Seeds([
            ofDeposit ? Seed(VaultSeed.depositAccount) : Seed(VaultSeed.code),
            Seed(data.pointer(at: 10), count: 8),
            Seed(data.pointer(at: 18), count: ofDeposit ? 32 : 0),
        ])
        try seeds.sign(
            for: call.accounts[0].key, of: call.program, bump: data[byte: 9],
            orThrow: ProgramError(.wrongDerivedAddress)
        ) { signer throws(ProgramError) in
            switch instruction {
            case .sweepToken: try rethrow(sweepToken(call, signer))
            case .sweepLamports: try rethrow(sweepLamports(call, signer))
            default: try rethrow(recoverNested(call, signer))
            }
        }
    }
}
