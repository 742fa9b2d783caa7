import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group A, continued: several transfers, several memos, unusual senders.
@Suite struct `Accepted deposits of unusual shape` {
    @Test func `A15 a smart wallet's transfer is credited by its reference`() async throws {
        let scene = try await Scene.make()
        let vault = scene.victim.address
        var fake = try Synthetic(
            scene,
            [
                Instruction(
                    program: Synthetic.program,
                    accounts: [
                        AccountMeta(scene.account(of: vault), .writable),
                        AccountMeta(World.usdc), AccountMeta(scene.T, .writable),
                        AccountMeta(vault), scene.ref(Scene.c1), AccountMeta(Programs.token),
                    ], data: [1])
            ])
        fake.holds(scene.account(of: vault), vault, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 7, 7 + Scene.fiveUSDC)
        fake.calls(
            0,
            [
                (
                    scene.pay(
                        from: scene.account(of: vault), by: scene.victim,
                        with: [scene.ref(Scene.c1)]), 2
                )
            ])
        let decision = try await scene.accepts(
            fake.signature, [Credited("0.0")], over: fake.transport)
        #expect(decision.credits[0].fact.payer == vault)
    }

    @Test func `A17 of a batch inside a program only the child that pays T counts`() async throws {
        let scene = try await Scene.make()
        var fake = try Synthetic(
            scene,
            [
                scene.memo(),
                Instruction(
                    program: Synthetic.program,
                    accounts: [
                        AccountMeta(scene.P, .writable), AccountMeta(World.usdc),
                        AccountMeta(scene.T, .writable), AccountMeta(scene.A, .writable),
                        AccountMeta(scene.payer.address, .readonlySigner),
                        AccountMeta(Programs.token),
                    ], data: [1]),
            ])
        fake.holds(scene.P, scene.payer.address, 10_000_000, 3_000_000)
        fake.holds(scene.A, scene.attacker.address, 0, 2_000_000)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        let batch = try scene.batch(
            .transfer(scene.transfer()), .transfer(scene.transfer(2_000_000, to: scene.A)))
        fake.calls(1, [(batch, 2)])
        try await scene.accepts(fake.signature, [Credited("1.0.b0")], over: fake.transport)
    }

    @Test func `A21 a durable nonce transaction is a deposit like any other`() async throws {
        let scene = try await Scene.make()
        let nonce = try scene.spare("nonce")
        let opened = try await scene.land(
            [
                SystemInstruction.createAccount(
                    source: scene.payer.address, newAccount: nonce.address,
                    lamports: Lamports(2_000_000), space: 80, owner: Programs.system
                ).instruction,
                SystemInstruction.initializeNonce(
                    nonceAccount: nonce.address, nonceAuthority: scene.payer.address
                ).instruction,
            ], by: [scene.payer, nonce])
        try await scene.expectLanded(opened)
        let account = try #require(
            try await scene.chain.client.getAccountInfo(nonce.address, commitment: .finalized).value
        )
        // Nonce data: u32 version | u32 state | authority 32 | durable nonce 32 | fee u64.
        let value = try #require(Blockhash(bytes: account.data[40..<72]))
        try await scene.chain.advance(1)
        let transaction = try await scene.sign(
            [
                SystemInstruction.advanceNonce(
                    nonceAccount: nonce.address, nonceAuthority: scene.payer.address
                ).instruction, scene.memo(), scene.pay(),
            ], blockhash: value)
        let signature = try await scene.chain.land(transaction.encoded)
        try await scene.accepts(signature, [Credited("2")])
    }

    @Test func `A22 two transfers under one memo are two events of one code`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.pay(2_000_000), scene.pay(3_000_000),
        ])
        try await scene.accepts(
            signature,
            [Credited("1", Scene.c1, 2_000_000), Credited("2", Scene.c1, 3_000_000)],
            balances: ["agt_1": 5_000_000])
    }

    @Test func `A23 each transfer is credited to the code of its own reference`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.pay(2_000_000, with: [scene.ref(Scene.c1)]),
            scene.pay(3_000_000, with: [scene.ref(Scene.c2)]),
        ])
        try await scene.accepts(
            signature,
            [Credited("0", Scene.c1, 2_000_000), Credited("1", Scene.c2, 3_000_000)],
            balances: ["agt_1": 2_000_000, "agt_2": 3_000_000])
    }

    @Test func `A24 a second memo without a code does not disturb`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.memo("thanks"), scene.pay()])
        try await scene.accepts(signature, [Credited("2")])
    }

    @Test func `A25 the same memo twice credits once`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.memo(), scene.pay()])
        try await scene.accepts(signature, [Credited("2")])
    }

    @Test(arguments: [
        "a1b2c3d4e5f6a7b8", "A1B2C3D4E5F6A7B8", "level5:A1B2C3D4E5F6A7B8",
        "deposit:a1b2C3d4e5F6a7b8", "DEPOSIT:A1B2C3D4E5F6A7B8", "Level5:a1b2c3d4e5f6a7b8",
        "  deposit:A1B2C3D4E5F6A7B8\r\n", "\tA1B2C3D4E5F6A7B8 ",
    ])
    func `A26 the memo's case, prefix and surrounding blanks do not matter`(
        text: String
    ) async throws {
        let scene = try await Scene.make("A26 \(text)")
        let signature = try await scene.land([scene.memo(text), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `A27 a legacy code counts where the policy allows it, and only there`() async throws
    {
        var scene = try await Scene.make()
        try await scene.ledger.add(Scene.l1, agent: "agt_3", references: [])
        let signature = try await scene.land([scene.memo("A1B2C3D4"), scene.pay()])
        let strict = try await scene.verifier(hasLedger: false).verify(signature)
        #expect(strict.finding?.reason == .unattributed)
        scene.policy.acceptsLegacyCodes = true
        try await scene.accepts(signature, [Credited("1", Scene.l1)])
    }

    @Test func `A31 a payment to somebody else in the same transaction is not ours`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.pay(), scene.pay(1_000_000, to: scene.A),
        ])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `A36 a second deposit under the same code is a top-up`() async throws {
        let scene = try await Scene.make()
        let first = try await scene.land([scene.memo(), scene.pay()])
        try await scene.accepts(first, [Credited("1")])
        let second = try await scene.land([scene.memo(), scene.pay(1_000_000)])
        try await scene.accepts(
            second, [Credited("1", Scene.c1, 1_000_000)], balances: ["agt_1": 6_000_000])
    }

    @Test func `O07 lamports sent to T before it exists do not matter`() async throws {
        let scene = try await Scene.make(opensTreasury: false)
        try await scene.chain.setAccount(scene.T, lamports: 1_000_000)
        let signature = try await scene.land([
            scene.memo(), scene.open(scene.treasury.address), scene.pay(),
        ])
        try await scene.accepts(signature, [Credited("2")])
    }

    @Test func `O08 the source may be made, used and closed in the transaction`() async throws {
        let scene = try await Scene.make()
        let temporary = try scene.spare("temporary")
        var out = scene.transfer(from: temporary.address)
        out.kind = .plain
        let signature = try await scene.land(
            scene.newAccount(temporary, owner: scene.payer.address) + [
                scene.memo(), scene.pay(to: temporary.address),
                TokenInstruction.transfer(out).call,
                TokenInstruction.closeAccount(
                    TokenClosing(
                        account: temporary.address, destination: scene.payer.address,
                        owner: scene.payer.address)
                ).call,
            ], by: [scene.payer, temporary])
        let decision = try await scene.accepts(signature, [Credited("4")])
        #expect(decision.credits[0].sourceOwner == scene.payer.address)
    }

    @Test func `O09 a memo speaks for a multisig whose members all sign the message`() async throws
    {
        let scene = try await Scene.make()
        let (multisig, source) = try await scene.openMultisig([scene.relayer, scene.delegate])
        let members = [scene.relayer, scene.delegate].map {
            AccountMeta($0.address, .readonlySigner)
        }
        let signature = try await scene.land(
            [scene.memo(), scene.pay(from: source, by: multisig, with: members)],
            by: [scene.payer, scene.relayer, scene.delegate])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test(arguments: [true, false])
    func `O18 treasury or hot wallet may pay the fee`(treasury: Bool) async throws {
        var scene = try await Scene.make("O18 \(treasury)")
        scene.policy.operatorWallets = [scene.hot.address]
        let signature = try await scene.land(
            [scene.memo(), scene.pay()],
            by: [treasury ? scene.treasury : scene.hot, scene.payer])
        try await scene.accepts(signature, [Credited("1")])
    }
}
