import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Groups C and D of the case catalogue: the wrong token, or the wrong account.
@Suite struct `Wrong asset or destination` {
    @Test func `C01 a mint that calls itself USDC is refused`() async throws {
        let scene = try await Scene.make()
        let fake = try scene.spare("mint").address
        try await scene.mint(fake, to: scene.payer)
        let source = scene.account(scene.payer, mint: fake)
        let destination = scene.account(scene.treasury, mint: fake)
        let signature = try await scene.land([
            scene.open(scene.treasury.address, mint: fake), scene.memo(),
            scene.pay(from: source, to: destination, mint: fake, with: [scene.ref(Scene.c1)]),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .mintNotAllowed, .asset)
    }

    @Test func `C01 the wrong mint beside the right one takes nothing from it`() async throws {
        let scene = try await Scene.make()
        let fake = try scene.spare("mint").address
        try await scene.mint(fake, to: scene.payer)
        let signature = try await scene.land([
            scene.open(scene.treasury.address, mint: fake), scene.memo(),
            scene.pay(
                from: scene.account(scene.payer, mint: fake),
                to: scene.account(scene.treasury, mint: fake), mint: fake),
            scene.pay(1_000_000),
        ])
        try await scene.accepts(signature, [Credited("3", Scene.c1, 1_000_000)])
    }

    @Test func `C09 decimals that the mint does not have cannot have succeeded`() async throws {
        let scene = try await Scene.make()
        var transfer = scene.transfer()
        transfer.kind = .checked(mint: World.usdc, decimals: 9)
        let signature = try await scene.land([
            scene.memo(), TokenInstruction.transfer(transfer).call,
        ])
        try await scene.refuses(signature, .transactionFailed)
        let transport = Tampering(scene.chain.transport) { method, answer in
            answer.change("result") { result in
                result.changeEach("value") { $0["err"] = Null.value }
                result.change("meta") { meta in
                    meta["err"] = Null.value
                    meta.changeEach("postTokenBalances") { balance in
                        guard balance["owner"] as? String == scene.treasury.address.description
                        else { return }
                        balance.change("uiTokenAmount") { $0["amount"] = "5000000" }
                    }
                }
            }
        }
        try await scene.refuses(signature, .rpcInconsistent, .asset, over: transport)
    }

    @Test func `C08 a transfer of another program is none of the token program`() async throws {
        let scene = try await Scene.make()
        var call = scene.pay()
        call.program = Synthetic.program
        var fake = try Synthetic(scene, [scene.memo(), call])
        fake.holds(scene.P, scene.payer.address, 20_000_000, 20_000_000)
        fake.holds(scene.T, scene.treasury.address, 0, 0)
        try await scene.refuses(
            fake.signature, .wrongTokenProgram, .asset, over: fake.transport)
    }

    @Test func `C11 USDT waits where it is known, and is refused where it is not`() async throws {
        var scene = try await Scene.make()
        try await scene.chain.mint(20_000_000, of: Scene.usdt, to: scene.payer.address)
        let signature = try await scene.land([
            scene.open(scene.treasury.address, mint: Scene.usdt), scene.memo(),
            scene.pay(
                from: scene.account(scene.payer, mint: Scene.usdt),
                to: scene.account(scene.treasury, mint: Scene.usdt), mint: Scene.usdt),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .mintNotAllowed, .asset)
        scene.policy.knownAssets = [Scene.usdt]
        try await scene.refuses(
            signature, .assetNotEnabled, .asset,
            reviews: [Waiting("2", .assetNotEnabled, Scene.fiveUSDC)])
    }

    @Test func `D01 a payment to somebody else is refused`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.open(scene.victim.address), scene.memo(),
            scene.pay(to: scene.account(scene.victim), with: [scene.ref(Scene.c1)]),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .wrongDestination, .destination)
    }

    @Test func `D02 another account of the treasury waits`() async throws {
        let scene = try await Scene.make()
        let other = try scene.spare("other")
        let signature = try await scene.land(
            scene.newAccount(other, owner: scene.treasury.address) + [
                scene.memo(), scene.pay(to: other.address),
            ], by: [scene.payer, other])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .noncanonicalAccount, .destination,
            reviews: [Waiting("3", .noncanonicalAccount, Scene.fiveUSDC)])
    }

    @Test func `tokens that are minted to another account of the treasury wait`() async throws {
        let scene = try await Scene.make()
        let other = try scene.spare("other")
        let minting = TokenMinting(
            mint: World.usdc, account: other.address, mintAuthority: Scene.issuer.address,
            amount: TokenAmount(7))
        let signature = try await scene.land(
            scene.newAccount(other, owner: scene.treasury.address) + [
                TokenInstruction.mintTo(minting).call
            ], by: [scene.payer, other, Scene.issuer])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .mintedNotTransferred, .hostileOperations,
            reviews: [Waiting("2", .mintedNotTransferred, 7)])
    }

    @Test func `D03 the associated account of T waits`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.open(scene.T), scene.memo(), scene.pay(to: scene.account(of: scene.T)),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .nestedAssociatedAccount, .destination,
            reviews: [Waiting("2", .nestedAssociatedAccount, Scene.fiveUSDC)])
    }

    @Test func `D05 naming the treasury beside something else pays nothing`() async throws {
        let scene = try await Scene.make()
        var memo = scene.memo(program: Programs.memoV1)
        memo.accounts = [
            AccountMeta(scene.treasury.address), AccountMeta(scene.T), AccountMeta(World.usdc),
        ]
        let signature = try await scene.land([
            memo, scene.lamports(1_000_000, to: scene.attacker.address),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .noMatchingTransfer, .destination)
    }

    @Test func `D06 a look-alike of the treasury is somebody else`() async throws {
        let scene = try await Scene.make()
        var bytes = scene.treasury.address.bytes
        bytes[16] ^= 1
        let lookAlike = try #require(Address(bytes: bytes))
        let signature = try await scene.land([
            scene.open(lookAlike), scene.memo(), scene.pay(to: scene.account(of: lookAlike)),
        ])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .wrongDestination, .destination)
    }

    @Test(arguments: ["preTokenBalances", "postTokenBalances"])
    func `D09 T with another owner waits`(table: String) async throws {
        let scene = try await Scene.make("D09 \(table)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { meta in
                meta.changeEach(table) { balance in
                    if balance["owner"] as? String == scene.treasury.address.description {
                        balance["owner"] = scene.attacker.address.description
                    }
                }
            }
        }
        try await scene.refuses(
            signature, .ownerMismatch, .destination,
            reviews: [Waiting("1", .ownerMismatch, Scene.fiveUSDC)], over: transport)
    }
}

extension Scene {
    /// Makes `mint` a mint of 6 decimals, and mints 20 of it to an owner's associated account.
    func mint(_ mint: Address, to owner: Keypair) async throws {
        // Mint authority, supply, decimals, initialised, freeze authority.
        let authority: [UInt8] = [1, 0, 0, 0] + Self.issuer.address.bytes
        try await chain.setAccount(
            mint, owner: Programs.token,
            data: authority + Array(repeating: 0, count: 8) + [6, 1] + authority)
        try await chain.mint(20_000_000, of: mint, to: owner.address)
    }
}
