import DepositProgram
import SolanaCodec
import TestSupport
import Testing

@testable import DepositVerifier

/// What a Token-2022 fee makes of a transfer, with a mint that takes 4 %: made-up answers.
@Suite struct `Account movement` {
    private static let (treasury, payer) = (World.treasuryUSDC, World.payerUSDC)
    private static let asset = Asset(
        symbol: "PYUSD", mint: World.pyusd, tokenProgram: Programs.token2022, decimals: 6)

    /// A view of transfers to the treasury's account, which then holds `after` more than 100.
    private static func movement(
        _ transfers: [(TokenTransfer.Kind, UInt64)], after: UInt64
    ) throws -> AccountMovement? {
        let instructions = transfers.map { kind, amount in
            TokenTransfer(
                kind, source: payer, destination: treasury, authority: World.payer.address,
                amount: TokenAmount(amount)
            ).instruction(program: Programs.token2022)
        }
        let transaction = try Transaction(
            Message.compile(
                instructions, payer: World.payer.address,
                recentBlockhash: Blockhash(FixedBytes(repeating: 7)), version: .legacy))
        let accounts = try #require(
            transaction.message.accounts(loaded: LoadedAddresses()))
        func holds(_ amount: UInt64) -> TokenBalance {
            TokenBalance(
                accountIndex: 1, mint: World.pyusd, owner: World.treasury.address,
                programID: Programs.token2022, amount: amount, decimals: 6)
        }
        let view = TransactionView(
            transaction: transaction, objection: nil, slot: 9, accounts: accounts,
            frames: instructions.enumerated().map { index, instruction in
                Frame(
                    path: EventPath(outer: index), instruction: instruction, parent: .transaction)
            },
            before: [treasury: holds(100)], after: [treasury: holds(100 + after)],
            lamportsBefore: [:], logs: [], flags: [])
        // Shape: token-2022, transfer_fee: two authorities, withheld, and two fees of 18 bytes.
        let fee: [UInt8] = [UInt8](repeating: 0, count: 72) + Array(repeating: 0, count: 36)
        var surroundings = Surroundings()
        surroundings.mints[World.pyusd] = try MintState(
            decoding: DoctorSamples.mint([(1, fee)]))
        let judge = Judge(
            DepositPolicy(
                treasury: Treasury(
                    cluster: .mainnet, owner: World.treasury.address, assets: [asset])))
        return try AccountMovement(
            of: treasury, asset, in: view, surroundings, judge, operators: 2)
    }

    private static let checked = TokenTransfer.Kind.checked(mint: World.pyusd, decimals: 6)

    @Test func `a single transfer brings what the balance shows`() throws {
        // 4 % of 358,800, as a recorded transaction shows.
        let movement = try #require(
            try Self.movement([(Self.checked, 358_800)], after: 344_448))
        #expect(movement.receipts.map(\.amount) == [344_448])
        #expect(movement.change == 344_448 && movement.payments.isEmpty)
        #expect(movement.unexplained == 0 && movement.operators == 2)
    }

    @Test func `a stated fee is taken off`() throws {
        let withFee = TokenTransfer.Kind.checkedWithFee(
            mint: World.pyusd, decimals: 6, fee: TokenAmount(40))
        let movement = try #require(
            try Self.movement([(withFee, 1_000), (withFee, 500)], after: 1_420))
        #expect(movement.receipts.map(\.amount) == [960, 460])
        #expect(movement.receipts.map(\.kept) == [960, 460] && movement.payments.isEmpty)
    }

    @Test func `of two whose fees nobody states the balance shows the sum`() throws {
        let movement = try #require(
            try Self.movement([(Self.checked, 1_000), (Self.checked, 500)], after: 1_440))
        // The books hold what the calls say; in the account is less.
        #expect(movement.receipts.map(\.amount) == [1_000, 500])
        #expect(movement.receipts.map(\.kept) == [1_000, 440] && movement.payments.isEmpty)
    }

    @Test func `what no call explains is a gain or a loss of its own`() throws {
        let withFee = TokenTransfer.Kind.checkedWithFee(
            mint: World.pyusd, decimals: 6, fee: TokenAmount(0))
        let gain = try #require(try Self.movement([(withFee, 5)], after: 7))
        #expect(gain.unexplained == 2 && gain.receipts.map(\.amount) == [5])
        let loss = try #require(try Self.movement([(withFee, 5)], after: 2))
        #expect(loss.unexplained == 0 && loss.payments.map(\.amount) == [3])
    }
}
