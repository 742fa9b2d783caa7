import DepositLayouts
import Foundation
import SolanaCodec
import SolanaProgram
import TestSupport
import Testing

@Suite struct InstructionTests {
    @Test func `a direct deposit moves the amount and says so`() {
        let outcome = Stage.direct().run()
        #expect(outcome.code == 0)
        #expect(outcome.amount(0) == 4_000_000)
        #expect(outcome.amount(2) == 5_000_000)
        let transfer = TokenTransfer(
            .checked(mint: World.usdc, decimals: 6), source: World.payerUSDC,
            destination: World.treasuryUSDC, authority: Stage.payer,
            amount: TokenAmount(5_000_000))
        #expect(outcome.record.calls == [transfer.instruction(program: SolanaCodec.Programs.token)])
        #expect(outcome.record.signers.isEmpty)
        var event: [UInt8] = [0x09, 0xD0, 0x98, 0x3F, 0x40, 0x20, 0xB9, 0x76, 1]
        event += Stage.codeBytes + Stage.payer.bytes + World.payerUSDC.bytes
        event.append(integer: UInt64(5_000_000))
        #expect(outcome.record.events == [event])
    }

    @Test func `further accounts of a direct deposit mean nothing`() {
        var stage = Stage.direct()
        for index in 0..<20 {
            stage.accounts.append(
                Stage.account(index.isMultiple(of: 2) ? Stage.attacker : Stage.payer))
        }
        #expect(stage.run().amount(2) == 5_000_000)
    }

    @Test func `a failure of the token program is handed on`() {
        #expect(Stage.direct().run(failure: 17).code == 17)
        #expect(Stage.deposit().run(failure: 1).code == 1)
    }

    @Test func `a sweep moves the whole vault, signed by the code's address`() {
        let outcome = Stage.sweep(7).run()
        #expect(outcome.code == 0)
        #expect(outcome.amount(1) == 0)
        #expect(outcome.amount(3) == 8)
        // The empty third seed hashes like no seed.
        let signer = outcome.record.signers.first.map { $0.flatMap(\.self) }
        #expect(signer == Array("code".utf8) + Stage.codeBytes + [Stage.codeAddress.bump])
        var event: [UInt8] = [0x70, 0x51, 0x38, 0xD8, 0x69, 0xF3, 0x22, 0xDD]
        event += Stage.codeBytes + Stage.vault(of: Stage.codeAddress.address).bytes
        event.append(integer: UInt64(7))
        #expect(outcome.record.events == [event])
    }

    @Test func `a sweep of the build's mint takes no further accounts, which were references`() {
        var stage = Stage.sweep()
        stage.accounts.append(Stage.account(Stage.attacker))
        let outcome = stage.run()
        #expect(outcome.code == UInt64(DepositError.wrongAccountCount.rawValue))
        #expect(outcome.record.calls.isEmpty)
    }

    @Test func `lamports of a code go to the treasury, those of a live account stay`() {
        let code = Stage.account(Stage.codeAddress.address, lamports: 77, writable: true)
        #expect(Stage.sweepLamports(code, live: false).run().input.state(at: 1).lamports == 82)
        var live = Stage.depositAccount()
        live.lamports += 1000
        let outcome = Stage.sweepLamports(live, live: true).run()
        #expect(outcome.code == UInt64(DepositError.nothingToSweep.rawValue))
        #expect(outcome.input.state(at: 1).lamports == 5)
    }

    @Test func `a vault's lamports beyond its rent are asked of the token program`() {
        let wallet = Stage.codeAddress.address
        var stage = Stage.sweepLamports(Stage.account(wallet, writable: true), live: false)
        stage.accounts += [
            Stage.tokens(Stage.vault(of: wallet), of: wallet), Stage.tokenProgram,
        ]
        let calls = stage.run().record.calls
        #expect(calls.map(\.data) == [[38]])
        #expect(
            calls.first?.accounts == [
                AccountMeta(Stage.vault(of: wallet), .writable),
                AccountMeta(Stage.treasury, .writable), AccountMeta(wallet, .readonlySigner),
            ])
    }

    @Test(arguments: [UInt64(0), 1, 1_503_360, 5_000_000])
    func `opens an account that may have lamports before`(lamports: UInt64) throws {
        let outcome = Stage.initialize(lamports: lamports).run()
        #expect(outcome.code == 0)
        let account = outcome.input.state(at: 0)
        #expect(account.lamports == max(lamports, 1_503_360))
        #expect(account.owner.codec == Stage.program)
        // The golden account with a balance of 5 USDC, before that deposit.
        let golden = try #require(
            Data(
                base64Encoded: "lCXPdD0hNbOKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+"
                    + "2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11hobLD1OX2p7hAS0wAAAAAAA=="))
        #expect(account.data == Array(golden[..<80]) + [UInt8](repeating: 0, count: 8))
    }

    @Test func `a deposit grows the balance and logs the existing program's event`() throws {
        let outcome = Stage.deposit().run()
        #expect(outcome.code == 0)
        #expect(outcome.amount(3) == 5_000_000)
        let golden = try #require(
            Data(
                base64Encoded: "ePg9Ux+Oa5CKiOPddAnxlf1S2y08ul1yymcJvx2UEhvzdIgBtA9vXMb6evO+"
                    + "2606PWXzaqvJdDGxu+TC0vbg5HymAgNFL11hobLD1OX2p7hAS0wAAAAAAEBLTAAAAAAA"))
        #expect(outcome.record.events == [Array(golden)])
        #expect(outcome.word(80, of: 0) == 5_000_000)
    }

    @Test func `closing gives the owner all lamports`() {
        let outcome = Stage.close().run()
        #expect(outcome.code == 0)
        let account = outcome.input.state(at: 0)
        #expect(account.lamports == 0 && account.data.isEmpty)
        #expect(account.owner == SolanaProgram.Programs.system)
        #expect(outcome.input.state(at: 3).lamports == 1_000_000_000 + 1_503_360 + 2_039_280)

        var stage = Stage.close()
        stage.accounts[0].lamports += 890_880
        let input = stage.run().input
        #expect(input.state(at: 0).lamports == 0)
        #expect(input.state(at: 3).lamports == 1_000_000_000 + 1_503_360 + 2_039_280 + 890_880)
    }

    @Test func `what was closed can be opened again in the same transaction`() {
        let closed = Stage.close().run().input.state(at: 0)
        var stage = Stage.initialize()
        stage.accounts[0].lamports = closed.lamports
        stage.accounts[0].data = closed.data
        stage.accounts[0].owner = closed.owner
        #expect(stage.run().code == 0)
    }
}
