import DepositContract
import SolanaCodec
import SolanaProgram
import TestSupport

/// One instruction of the deposit program on the host: its accounts before, what happened, and the
/// accounts after.
struct Stage: Sendable {
    /// Any address serves as the program's own.
    static let program: SolanaCodec.Address = "6Ckm2BrnXxsSjyG5b17kQQRjoECVrts92RKXVGT8XeqS"
    static let payer = World.payer.address
    static let treasury = World.treasury.address
    static let attacker = World.attacker.address
    static let codeBytes: [UInt8] = [0xA1, 0xB2, 0xC3, 0xD4, 0xE5, 0xF6, 0xA7, 0xB8]

    var accounts: [HostInput.AccountState]
    var data: [UInt8]

    struct Outcome {
        let code: UInt64
        let record: MockRuntime.Record
        let input: HostInput

        func amount(_ index: Int) -> UInt64 { word(64, of: index) }

        /// A number in an account's data.
        func word(_ offset: Int, of index: Int) -> UInt64 {
            withExtendedLifetime(input) { input.account(at: index)[word: offset] }
        }
    }

    func run(failure: UInt64 = 0) -> Outcome {
        let input = HostInput(
            program: SolanaProgram.Address(Self.program), accounts: accounts, data: data)
        let runtime = MockRuntime(failure: failure)
        let code = Host.$runtime.withValue(runtime) { entrypoint(input.pointer) }
        return Outcome(code: code, record: runtime.record, input: input)
    }

    // Accounts

    static func account(
        _ address: SolanaCodec.Address, owner: SolanaCodec.Address = SolanaCodec.Programs.system,
        lamports: UInt64 = 0, data: [UInt8] = [], signer: Bool = false, writable: Bool = false
    ) -> HostInput.AccountState {
        HostInput.AccountState(
            SolanaProgram.Address(address), owner: SolanaProgram.Address(owner),
            lamports: lamports, data: data, isSigner: signer, isWritable: writable)
    }

    static func tokens(
        _ address: SolanaCodec.Address, of owner: SolanaCodec.Address, _ amount: UInt64 = 0,
        mint: SolanaCodec.Address = World.usdc,
        program: SolanaCodec.Address = SolanaCodec.Programs.token
    ) -> HostInput.AccountState {
        var data = mint.bytes + owner.bytes
        data.append(integer: amount)
        data += [UInt8](repeating: 0, count: 36) + [1] + [UInt8](repeating: 0, count: 56)
        return account(address, owner: program, lamports: 2_039_280, data: data, writable: true)
    }

    static func mint(
        _ address: SolanaCodec.Address = World.usdc,
        program: SolanaCodec.Address = SolanaCodec.Programs.token
    ) -> HostInput.AccountState {
        let data = [UInt8](repeating: 0, count: 44) + [6, 1] + [UInt8](repeating: 0, count: 36)
        return account(address, owner: program, data: data)
    }

    static func depositAccount(_ balance: UInt64 = 0) -> HostInput.AccountState {
        var data: [UInt8] = [0x94, 0x25, 0xCF, 0x74, 0x3D, 0x21, 0x35, 0xB3]
        data += payer.bytes + World.usdc.bytes + codeBytes
        data.append(integer: balance)
        return account(
            depositAddress.address, owner: program, lamports: 1_503_360, data: data,
            writable: true)
    }

    static let tokenProgram = account(SolanaCodec.Programs.token)
    static let owner = account(payer, lamports: 1_000_000_000, signer: true, writable: true)

    static let depositAddress = derived([Array("deposit".utf8), codeBytes, payer.bytes])
    static let codeAddress = derived([Array("code".utf8), codeBytes])

    static func vault(of wallet: SolanaCodec.Address) -> SolanaCodec.Address {
        AssociatedTokenAccount.find(owner: wallet, mint: World.usdc).address
    }

    private static func derived(_ seeds: [[UInt8]]) -> SolanaCodec.ProgramDerivedAddress {
        do {
            return try SolanaCodec.ProgramDerivedAddress.find(seeds: seeds, program: program)
        } catch {
            preconditionFailure("no address: \(error)")
        }
    }

    // Instructions

    static func data(_ discriminator: UInt64, _ rest: [UInt8] = [], amount: UInt64? = nil)
        -> [UInt8]
    {
        var data: [UInt8] = []
        data.append(integer: discriminator)
        data += rest
        if let amount { data.append(integer: amount) }
        return data
    }

    /// `ceb7b208c4571b96`.
    static func direct(_ amount: UInt64 = 5_000_000) -> Stage {
        Stage(
            accounts: [
                tokens(World.payerUSDC, of: payer, 9_000_000), mint(),
                tokens(World.treasuryUSDC, of: treasury), account(payer, signer: true),
                tokenProgram,
            ], data: data(0x961B_57C4_08B2_B7CE, codeBytes, amount: amount))
    }

    /// `c5b1d2372ab76753`.
    static func sweep(_ amount: UInt64 = 7) -> Stage {
        let wallet = codeAddress.address
        return Stage(
            accounts: [
                account(wallet), tokens(vault(of: wallet), of: wallet, amount), mint(),
                tokens(World.treasuryUSDC, of: treasury, 1), tokenProgram,
            ], data: data(0x5367_B72A_37D2_B1C5, [1, codeAddress.bump] + codeBytes))
    }

    /// `8460936f9268033b`.
    static func sweepLamports(_ wallet: HostInput.AccountState, live: Bool) -> Stage {
        let seeds =
            live
            ? [0, depositAddress.bump] + codeBytes + payer.bytes
            : [1, codeAddress.bump] + codeBytes
        return Stage(
            accounts: [
                wallet, account(treasury, lamports: 5, writable: true),
                account(SolanaCodec.Programs.system),
            ], data: data(0x3B03_6892_6F93_6084, seeds))
    }

    /// `26d19632be751036`.
    static func initialize(lamports: UInt64 = 0) -> Stage {
        let wallet = depositAddress.address
        return Stage(
            accounts: [
                account(wallet, lamports: lamports, writable: true), mint(),
                account(vault(of: wallet), writable: true), owner, tokenProgram,
                account(SolanaCodec.Programs.associatedToken),
                account(SolanaCodec.Programs.system),
            ], data: data(0x3610_75BE_3296_D126, codeBytes))
    }

    /// `0b9c60da27a3b413`.
    static func deposit(_ amount: UInt64 = 5_000_000, balance: UInt64 = 0) -> Stage {
        let wallet = depositAddress.address
        return Stage(
            accounts: [
                depositAccount(balance), mint(), tokens(World.payerUSDC, of: payer, 9_000_000),
                tokens(vault(of: wallet), of: wallet), owner, tokenProgram,
            ], data: data(0x13B4_A327_DA60_9C0B, amount: amount))
    }

    /// `84ac183c649c8761`.
    static func close(tokens amount: UInt64 = 0) -> Stage {
        let wallet = depositAddress.address
        return Stage(
            accounts: [
                depositAccount(), mint(), tokens(vault(of: wallet), of: wallet, amount), owner,
                tokenProgram,
            ], data: data(0x6187_9C64_3C18_AC84))
    }
}
