internal import DepositLayouts
internal import DepositProgram
internal import SolanaCodec

/// A call of a deposit program, as far as a verdict depends on it.
struct DepositCall: Hashable, Sendable {
    /// The program that was called.
    var program: Address
    /// Which instruction.
    private var kind: DepositInstruction
    /// What a depositDirect says; `nil` for any other call, and for one that the program would not
    /// have carried out.
    var direct: Direct?
    /// The address that a sweeping call's seeds lead to.
    var vaultAuthority: Address?

    /// What a depositDirect says.
    struct Direct: Hashable, Sendable {
        var code: DepositCode
        var amount: UInt64
        var source, mint, treasuryAccount, authority, tokenProgram: Address
    }

    /// `nil` if the data names no instruction of a deposit program.
    init?(_ instruction: Instruction) {
        var input = instruction.data.span
        guard let number: UInt64 = try? input.readInteger(),
            let kind = DepositInstruction(rawValue: number)
        else { return nil }
        (program, self.kind) = (instruction.program, kind)
        switch kind {
        case .depositDirect: direct = Direct(&input, instruction.accounts.map(\.address))
        case .sweepToken, .sweepLamports, .recoverNested:
            vaultAuthority = Self.vaultAuthority(&input, program: instruction.program)
        default: break
        }
    }

    var isDepositDirect: Bool { kind == .depositDirect }
    /// Whether it says that tokens are deposited.
    var isDeposit: Bool { kind == .depositDirect || kind == .depositToken }
    /// Whether it moves a vault's tokens to the treasury.
    var isSweep: Bool { kind == .sweepToken }

    private static func vaultAuthority(
        _ input: inout Span<UInt8>, program: Address
    ) -> Address? {
        guard let kind = (try? input.readByte()).flatMap(VaultKind.init),
            let bump = try? input.readByte(), let code = try? input.readBytes(count: 8)
        else { return nil }
        switch kind {
        case .code:
            return try? ProgramDerivedAddress.create(
                seeds: [Array("\(VaultSeed.code)".utf8), code, [bump]], program: program)
        case .depositAccount:
            guard let owner = try? input.readBytes(count: 32) else { return nil }
            return try? ProgramDerivedAddress.create(
                seeds: [Array("\(VaultSeed.depositAccount)".utf8), code, owner, [bump]],
                program: program)
        }
    }
}

extension DepositCall.Direct {
    fileprivate init?(_ input: inout Span<UInt8>, _ accounts: [Address]) {
        guard let code = (try? input.readBytes(count: 8)).flatMap({ DepositCode(bytes: $0) }),
            let amount: UInt64 = try? input.readInteger(), input.isEmpty, accounts.count >= 5
        else { return nil }
        self.init(
            code: code, amount: amount, source: accounts[0], mint: accounts[1],
            treasuryAccount: accounts[2], authority: accounts[3], tokenProgram: accounts[4])
    }
}
