import DepositLayouts
import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

/// A change of an instruction that succeeds, and the error that it leads to.
struct Refusal: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let error: DepositError
    let stage: Stage

    init(
        _ name: String, _ error: DepositError, _ stage: Stage, _ change: (inout Stage) -> Void
    ) {
        var changed = stage
        change(&changed)
        testDescription = name
        self.error = error
        self.stage = changed
    }
}

@Suite struct RefusalTests {
    @Test(arguments: direct + deposits + sweeps + lifecycle)
    func `refuses with its own error, calls nothing, changes nothing`(row: Refusal) {
        let outcome = row.stage.run()
        #expect(outcome.code == UInt64(row.error.rawValue))
        #expect(outcome.record.calls.isEmpty && outcome.record.events.isEmpty)
        for (index, before) in row.stage.accounts.enumerated() {
            let after = outcome.input.state(at: index)
            #expect(after.data == before.data || after.address != before.address)
            #expect(after.lamports == before.lamports || after.address != before.address)
        }
    }

    @Test(arguments: [
        DepositInstruction.initialize, .deposit, .withdraw, .withdrawToken, .closeAccount,
    ])
    func `the rest of the existing interface is disabled`(instruction: DepositInstruction) {
        for rest in [[], [UInt8](repeating: 1, count: 16)] {
            let stage = Stage(
                accounts: Stage.deposit().accounts, data: Stage.data(instruction.rawValue, rest))
            #expect(stage.run().code == 6100)
        }
    }

    static let direct: [Refusal] = [
        Refusal("no data", .unknownInstruction, .direct()) { $0.data = [] },
        Refusal("seven bytes", .unknownInstruction, .direct()) { $0.data = Array($0.data[..<7]) },
        Refusal("another name", .unknownInstruction, .direct()) { $0.data[0] ^= 1 },
        Refusal("short data", .malformedData, .direct()) { $0.data.removeLast() },
        Refusal("long data", .malformedData, .direct()) { $0.data.append(0) },
        Refusal("four accounts", .wrongAccountCount, .direct()) { $0.accounts.removeLast() },
        Refusal("nothing", .zeroAmount, .direct(0)) { _ in },
        Refusal("no signature", .accountNotSigner, .direct()) { $0.accounts[3].isSigner = false },
        Refusal("read-only source", .accountNotWritable, .direct()) {
            $0.accounts[0].isWritable = false
        },
        Refusal("read-only treasury", .accountNotWritable, .direct()) {
            $0.accounts[2].isWritable = false
        },
        Refusal("another mint", .wrongMint, .direct()) {
            $0.accounts[1] = Stage.mint(World.usdcDevnet)
        },
        Refusal("fake token program", .wrongTokenProgram, .direct()) {
            $0.accounts[4] = Stage.account(SolanaCodec.Programs.token2022)
        },
        Refusal("another destination", .wrongTreasuryAccount, .direct()) {
            $0.accounts[2] = Stage.tokens(World.attackerUSDC, of: Stage.treasury)
        },
        Refusal("treasury account handed over", .treasuryAccountUnusable, .direct()) {
            $0.accounts[2] = Stage.tokens(World.treasuryUSDC, of: Stage.attacker)
        },
        Refusal("treasury account of another mint", .treasuryAccountUnusable, .direct()) {
            $0.accounts[2] = Stage.tokens(
                World.treasuryUSDC, of: Stage.treasury, mint: World.usdcDevnet)
        },
        Refusal("frozen treasury account", .treasuryAccountUnusable, .direct()) {
            $0.accounts[2].data[108] = 2
        },
        Refusal("closed treasury account", .treasuryAccountUnusable, .direct()) {
            $0.accounts[2] = Stage.account(World.treasuryUSDC, writable: true)
        },
        Refusal("from the treasury account", .sourceIsTreasury, .direct()) {
            $0.accounts[0] = $0.accounts[2]
        },
        Refusal("from an account of the treasury", .sourceIsTreasury, .direct()) {
            $0.accounts[0] = Stage.tokens(World.attackerUSDC, of: Stage.treasury, 9_000_000)
        },
        Refusal("the mint as source", .wrongSource, .direct()) {
            $0.accounts[0] = Stage.mint()
            $0.accounts[0].isWritable = true
            $0.accounts[1] = $0.accounts[0]
        },
        Refusal("multisig as source", .wrongSource, .direct()) {
            $0.accounts[0].data += [UInt8](repeating: 1, count: 190)
        },
        Refusal("uninitialised source", .wrongSource, .direct()) { $0.accounts[0].data[108] = 0 },
        Refusal("source of another program", .wrongSource, .direct()) {
            $0.accounts[0].owner = SolanaProgram.Address(Stage.attacker)
        },
    ]

    static let deposits: [Refusal] = [
        Refusal("short data", .malformedData, .deposit()) { $0.data.removeLast() },
        Refusal("a seventh account", .wrongAccountCount, .deposit()) {
            $0.accounts.append(Stage.tokenProgram)
        },
        Refusal("nothing", .zeroAmount, .deposit(0)) { _ in },
        Refusal("no signature", .accountNotSigner, .deposit()) { $0.accounts[4].isSigner = false },
        Refusal("another's account", .wrongOwner, .deposit()) {
            $0.accounts[4] = Stage.account(Stage.attacker, signer: true)
        },
        Refusal("an account of another program", .wrongDepositAccount, .deposit()) {
            $0.accounts[0].owner = SolanaProgram.Address(Stage.attacker)
        },
        Refusal("another kind of account", .wrongDepositAccount, .deposit()) {
            $0.accounts[0].data[0] ^= 1
        },
        Refusal("a longer account", .wrongDepositAccount, .deposit()) {
            $0.accounts[0].data.append(0)
        },
        Refusal("an account of an earlier mint", .wrongMint, .deposit()) {
            $0.accounts[0].data[40] ^= 1
        },
        Refusal("vault as source", .duplicateAccount, .deposit()) {
            $0.accounts[2] = $0.accounts[3]
        },
        Refusal("another account of the vault's owner", .wrongVault, .deposit()) {
            $0.accounts[3] = Stage.tokens(World.attackerUSDC, of: Stage.depositAddress.address)
        },
        Refusal("vault that does not exist", .wrongVault, .deposit()) {
            $0.accounts[3].owner = SolanaProgram.Programs.system
            $0.accounts[3].data = []
        },
        Refusal("overflow", .balanceOverflow, .deposit(2, balance: .max - 1)) { _ in },
    ]

    static let sweeps: [Refusal] = [
        Refusal("unknown kind", .malformedData, .sweep()) { $0.data[8] = 2 },
        Refusal("kind of the other length", .malformedData, .sweep()) { $0.data[8] = 0 },
        Refusal("another bump", .wrongDerivedAddress, .sweep()) { $0.data[9] &-= 1 },
        Refusal("another code", .wrongDerivedAddress, .sweep()) { $0.data[10] ^= 1 },
        Refusal("an empty vault", .nothingToSweep, .sweep(0)) { _ in },
        Refusal("a stranger as destination", .wrongTreasuryAccount, .sweep()) {
            $0.accounts[3] = Stage.tokens(World.attackerUSDC, of: Stage.attacker)
        },
        Refusal("a stranger's vault", .wrongVault, .sweep()) {
            $0.accounts[1] = Stage.tokens(World.attackerUSDC, of: Stage.attacker, 5)
        },
        Refusal("a fake token program", .wrongTokenProgram, .sweep()) {
            $0.accounts[4] = Stage.account(Stage.attacker)
        },
        Refusal("a foreign mint to a stranger", .wrongTreasuryAccount, .sweep()) {
            let wallet = Stage.codeAddress.address
            $0.accounts[1] = Stage.tokens(World.attackerUSDC, of: wallet, 5, mint: World.usdcDevnet)
            $0.accounts[2] = Stage.mint(World.usdcDevnet)
        },
        Refusal(
            "lamports to a stranger", .wrongTreasury,
            .sweepLamports(
                Stage.account(Stage.codeAddress.address, lamports: 9, writable: true), live: false)
        ) { $0.accounts[1] = Stage.account(Stage.attacker, writable: true) },
    ]

    static let lifecycle: [Refusal] = [
        Refusal("opened twice", .alreadyInitialized, .initialize()) {
            $0.accounts[0] = Stage.depositAccount()
        },
        Refusal("another owner's address", .wrongDerivedAddress, .initialize()) {
            $0.accounts[3] = Stage.account(Stage.attacker, signer: true, writable: true)
        },
        Refusal("a stranger's vault", .wrongVault, .initialize()) {
            $0.accounts[2] = Stage.account(World.attackerUSDC, writable: true)
        },
        Refusal("a fake system program", .wrongSystemProgram, .initialize()) {
            $0.accounts[6] = Stage.account(Stage.attacker)
        },
        Refusal("a fake associated program", .wrongAssociatedTokenProgram, .initialize()) {
            $0.accounts[5] = Stage.account(Stage.attacker)
        },
        Refusal("closing a full vault", .vaultNotEmpty, .close(tokens: 1)) { _ in },
        Refusal("closing another's account", .wrongOwner, .close()) {
            $0.accounts[3] = Stage.account(Stage.attacker, signer: true, writable: true)
        },
    ]
}
