import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group B of the case catalogue: what looks like money and is none.
@Suite struct `Not money` {
    @Test func `B01 a transfer without enough balance failed`() async throws {
        let scene = try await Scene.make()
        let request = DepositRequest(
            treasury: scene.policy.treasury, asset: Scene.usdc, code: Scene.c1,
            amount: 20_000_001, authority: scene.payer.address)
        var transaction = try await DepositTransaction.build(
            request, version: .legacy, recentBlockhash: scene.chain.blockhash(),
            budget: ComputeBudget(unitLimit: 40_000, unitPrice: 10_000))
        try transaction.sign(with: [scene.payer])
        let signature = try await scene.chain.land(transaction.encoded)
        let answer = try await scene.chain.client.getTransaction(signature, commitment: .finalized)
        #expect(answer?.meta?.errJSON == #"{"InstructionError":[4,{"Custom":1}]}"#)
        try await scene.refuses(signature, .transactionFailed, .execution)
    }

    @Test func `B02 a transfer that succeeded in a transaction that failed is none`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.pay(),
            scene.lamports(.max / 2, to: scene.attacker.address),
        ])
        try await scene.refuses(signature, .transactionFailed, .execution)
    }

    @Test func `B03 a transaction in a block that was never executed is none`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport) { method, answer in
            if method == "getSignatureStatuses" {
                answer.change("result") { result in
                    result.changeEach("value") { $0["err"] = "InvalidAccountForFee" }
                }
            }
            guard method == "getTransaction" else { return }
            answer.change("result") { result in
                result.change("meta") { meta in
                    meta["err"] = "InvalidAccountForFee"
                    meta["logMessages"] = [String]()
                    meta["postBalances"] = meta["preBalances"]
                    meta["postTokenBalances"] = meta["preTokenBalances"]
                    meta["innerInstructions"] = [JSONObject]()
                }
            }
        }
        try await scene.refuses(signature, .transactionNotExecuted, .execution, over: transport)
    }

    @Test func `B04 without meta nothing is decided`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") {
            $0["meta"] = Null.value
        }
        try await scene.refuses(signature, .missingMeta, over: transport)
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test(arguments: ["getTransaction", "getSignatureStatuses"])
    func `B05 an error that only one of two answers names decides nothing`(
        liar: String
    ) async throws {
        let scene = try await Scene.make("B05 \(liar)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, liar) { result in
            result.change("meta") { $0["err"] = "AccountInUse" }
            result.changeEach("value") { $0["err"] = "AccountInUse" }
        }
        try await scene.refuses(signature, .rpcInconsistent, over: transport)
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `B06 a signature that nobody has seen stays pending`() async throws {
        let scene = try await Scene.make()
        let transaction = try await scene.sign([scene.memo(), scene.pay()])
        try await scene.refuses(transaction.signature, .notFound, .execution)
        try await scene.chain.land(transaction.encoded)
        try await scene.accepts(transaction.signature, [Credited("1")])
    }

    @Test func `B08 a transfer of nothing is refused`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay(0)])
        try await scene.refuses(signature, .zeroAmount)
    }

    @Test func `B09 a deposit below the minimum waits`() async throws {
        var scene = try await Scene.make()
        scene.policy.treasury.assets[0].minimum = 10_000
        let dust = try await scene.land([scene.memo(), scene.pay(9_999)])
        try await scene.refuses(
            dust, .belowMinimum, .amounts, reviews: [Waiting("1", .belowMinimum, 9_999)])
        let other = try await scene.land([scene.memo(), scene.pay(4_000), scene.pay(6_000)])
        let decision = try await scene.verifier().verify(other)
        #expect(decision.verdict == .accept)
        #expect(try await scene.balances() == ["agt_1": 10_000])
    }

    @Test func `B10 SOL to the treasury is refused, and waits where SOL is known`() async throws {
        var scene = try await Scene.make()
        let signature = try await scene.land([
            scene.lamports(1_000_000_000, to: scene.treasury.address), scene.memo(),
        ])
        try await scene.refuses(signature, .noMatchingTransfer)
        scene.policy.knownAssets = [Programs.system]
        try await scene.refuses(
            signature, .assetNotEnabled, .asset,
            reviews: [Waiting("0", .assetNotEnabled, 1_000_000_000)])
    }

    @Test func `B11 lamports on the token account are no deposit`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.lamports(1_000_000_000, to: scene.T),
        ])
        try await scene.refuses(signature, .noMatchingTransfer)
    }

    @Test func `B12 wrapped SOL waits where it is known, and is refused where it is not`()
        async throws
    {
        var scene = try await Scene.make()
        let wrapped: Address = "So11111111111111111111111111111111111111112"
        let source = scene.account(scene.payer, mint: wrapped)
        var transfer = scene.transfer(
            1_000_000_000, from: source, to: scene.account(scene.treasury, mint: wrapped))
        transfer.kind = .checked(mint: wrapped, decimals: 9)
        let signature = try await scene.land([
            scene.open(scene.payer.address, mint: wrapped),
            scene.lamports(1_000_000_000, to: source),
            TokenInstruction.prepare(TokenAccountPreparation(.syncNative, account: source)).call,
            scene.open(scene.treasury.address, mint: wrapped), scene.memo(),
            TokenInstruction.transfer(transfer).call,
        ])
        try await scene.expectLanded(signature)
        // SOL and wrapped SOL are two assets.
        scene.policy.knownAssets = [Programs.system]
        try await scene.refuses(signature, .mintNotAllowed, .asset)
        scene.policy.knownAssets = [wrapped]
        try await scene.refuses(
            signature, .assetNotEnabled, .asset,
            reviews: [Waiting("5", .assetNotEnabled, 1_000_000_000)])
    }

    @Test func `B13 the rent of a new treasury account is no deposit`() async throws {
        let scene = try await Scene.make(opensTreasury: false)
        let signature = try await scene.land([
            scene.memo(), scene.open(scene.treasury.address),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .noMatchingTransfer)
    }

    @Test func `B14 the rent of a closed account is no deposit`() async throws {
        let scene = try await Scene.make()
        let spare = try scene.spare("spare")
        let signature = try await scene.land(
            scene.newAccount(spare, owner: scene.payer.address) + [
                scene.memo(),
                TokenInstruction.closeAccount(
                    TokenClosing(
                        account: spare.address, destination: scene.treasury.address,
                        owner: scene.payer.address)
                ).call,
            ], by: [scene.payer, spare])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .noMatchingTransfer)
    }

    @Test func `B17 tokens minted to T wait: nobody paid them`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [
                scene.memo(),
                TokenInstruction.mintTo(
                    TokenMinting(
                        mint: World.usdc, account: scene.T, mintAuthority: Scene.issuer.address,
                        amount: TokenAmount(Scene.fiveUSDC))
                ).call,
            ], by: [scene.payer, Scene.issuer])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .mintedNotTransferred,
            reviews: [Waiting("1", .mintedNotTransferred, Scene.fiveUSDC)])
    }

    @Test func `B18 a payment that only a memo tells of is none`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.memo("paid 5 USDC to \(scene.treasury.address)"),
            scene.memo("transferChecked \(scene.P) \(scene.T) 5000000"),
        ])
        try await scene.refuses(signature, .noMatchingTransfer)
    }

    @Test func `B19 an allowance is no payment`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(),
            TokenInstruction.approve(
                TokenApproval(
                    source: scene.P, delegate: scene.treasury.address,
                    owner: scene.payer.address, amount: TokenAmount(Scene.fiveUSDC))
            ).call,
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .noMatchingTransfer)
    }
}
