import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group H of the case catalogue: whose deposit it is.
@Suite struct Attribution {
    @Test func `H01 a deposit without memo and reference waits`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        try await scene.refuses(
            signature, .unattributed, reviews: [Waiting("0", .unattributed, Scene.fiveUSDC)])
    }

    @Test func `H02 a code that the books do not know waits`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo("deposit:99AABBCCDDEEFF00"), scene.pay(),
        ])
        let decision = try await scene.refuses(
            signature, .unknownCode, reviews: [Waiting("1", .unknownCode, Scene.fiveUSDC)])
        #expect(decision.reviews[0].code?.description == "99AABBCCDDEEFF00")
    }

    @Test func `H03 memos of two codes are ambiguous`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.memo("deposit:1122334455667788"), scene.pay(),
        ])
        try await scene.refuses(
            signature, .ambiguousCode, .oneCode,
            reviews: [Waiting("2", .ambiguousCode, Scene.fiveUSDC)])
    }

    @Test func `H04 a memo and a reference of two codes are ambiguous`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.pay(with: [scene.ref(Scene.c2)]),
        ])
        try await scene.refuses(signature, .ambiguousCode, .oneCode)
    }

    @Test(arguments: [
        "please not A1B2C3D4E5F6A7B8 but 1122334455667788", "deposit: A1B2C3D4E5F6A7B8",
        "code A1B2C3D4E5F6A7B8", "deposit:deposit:A1B2C3D4E5F6A7B8", "A1B2C3D4E5F6A7B8.",
        "0xA1B2C3D4E5F6A7B8", "\"A1B2C3D4E5F6A7B8\"", "A1B2C3D4", "A1B2C3D4E5F6A7B8A1",
        "deposit:", "deposit:A1B2C3D4 E5F6A7B8",
    ])
    func `H05 only a whole memo is a code`(text: String) async throws {
        let scene = try await Scene.make("H05 \(text)")
        let signature = try await scene.land([scene.memo(text), scene.pay()])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .unattributed)
    }

    @Test(arguments: [
        "Ａ1B2C3D4E5F6A7B8", "А1B2C3D4E5F6A7B8", "A1B2C3D4E5F6A7B８", "A1B2C3D4E5F6A7B8\0",
        "\0A1B2C3D4E5F6A7B8", "\u{A0}A1B2C3D4E5F6A7B8", "A1B2C3D4E5F6A7B8\u{2028}",
        "A1B2C3D4E5F6A7B8\u{0B}", "deposit：A1B2C3D4E5F6A7B8", "\u{FEFF}A1B2C3D4E5F6A7B8",
        "A1B2C3D4E5F6A7B٨",
    ])
    func `H06 characters that only look like a code are none`(text: String) async throws {
        let scene = try await Scene.make("H06 \(text.unicodeScalars.map(\.value))")
        let signature = try await scene.land([scene.memo(text), scene.pay()])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .unattributed)
    }

    @Test(arguments: [[0xFF] + Array("A1B2C3D4E5F6A7B8".utf8), [0xA1, 0xB2, 0xC3, 0xD4, 0xE5]])
    func `H06 a memo that is no UTF-8 is no code`(bytes: [UInt8]) async throws {
        let scene = try await Scene.make("H06 \(bytes)")
        var fake = try Synthetic(scene, [Memo(bytes: bytes).instruction, scene.pay()])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        try await scene.refuses(fake.signature, .unattributed, over: fake.transport)
    }

    @Test func `H08 a code with one character wrong waits as unknown`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo("A1B2C3D4E5F6A7B9"), scene.pay()])
        try await scene.refuses(signature, .unknownCode)
    }

    @Test func `H09 a memo beside a smart wallet's transfer speaks for nobody`() async throws {
        let scene = try await Scene.make()
        let vault = scene.victim.address
        let source = scene.account(scene.victim)
        var fake = try Synthetic(
            scene,
            [
                Synthetic.call([
                    AccountMeta(source, .writable), AccountMeta(World.usdc),
                    AccountMeta(scene.T, .writable), AccountMeta(vault),
                    AccountMeta(Programs.token),
                ]), scene.memo("deposit:1122334455667788", [scene.attacker]),
            ], by: [scene.attacker])
        fake.holds(source, vault, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        fake.calls(0, [(scene.pay(from: source, by: scene.victim), 2)])
        try await scene.refuses(
            fake.signature, .unboundMemo, .binding,
            reviews: [Waiting("0.0", .unboundMemo, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `H10 a memo that another instruction's program wrote is unrelated`() async throws {
        let scene = try await Scene.make()
        var fake = try Synthetic(
            scene, [Synthetic.call([AccountMeta(Programs.memoV3)]), scene.pay()])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        fake.calls(0, [(scene.memo(), 2)])
        try await scene.refuses(
            fake.signature, .unattributed,
            reviews: [Waiting("1", .unattributed, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test func `H11 a program that only behaves like memo is not memo`() async throws {
        let scene = try await Scene.make()
        let memo = try #require(
            try await scene.chain.client.getAccountInfo(
                Programs.memoV3, commitment: .finalized
            ).value)
        let lookAlike = try scene.spare("memo").address
        try await scene.chain.setAccount(
            lookAlike, owner: memo.owner, data: memo.data, executable: true)
        let signature = try await scene.land([scene.memo(program: lookAlike), scene.pay()])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .unattributed)
    }

    @Test func `H12 memo v3 fails without the signature of an account that it names`()
        async throws
    {
        let scene = try await Scene.make()
        var memo = scene.memo()
        memo.accounts = [AccountMeta(scene.victim.address)]
        let signature = try await scene.land([memo, scene.pay()])
        try await scene.refuses(signature, .transactionFailed, .execution)
    }

    @Test func `H12 memo v1 does not fail, and only the message's header proves a signer`()
        async throws
    {
        var scene = try await Scene.make()
        var memo = scene.memo(program: Programs.memoV1)
        memo.accounts = [AccountMeta(scene.victim.address)]
        let signature = try await scene.land([memo, scene.pay()])
        try await scene.expectLanded(signature)
        let signing = scene.policy
        scene.policy.memoBinding = .signer
        try await scene.refuses(signature, .unattributed)
        scene.policy = signing
        let decision = try await scene.verifier().verify(signature)
        #expect(decision.verdict == .accept)
        #expect(decision.credits.map(Credited.init) == [Credited("1")])
    }

    @Test func `H13 a reference beside anything but the transfer is none`() async throws {
        let scene = try await Scene.make()
        var memo = scene.memo("hello", program: Programs.memoV1)
        memo.accounts = [scene.ref(Scene.c1)]
        var lamports = scene.lamports(1, to: scene.attacker.address)
        lamports.accounts.append(scene.ref(Scene.c1))
        let signature = try await scene.land([memo, lamports, scene.pay()])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .unattributed)
    }

    @Test func `H14 references of two codes are ambiguous`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.pay(with: [scene.ref(Scene.c1), scene.ref(Scene.c2)])
        ])
        try await scene.refuses(signature, .ambiguousCode, .oneCode)
    }

    @Test func `H14 unknown accounts beside a reference are ignored`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.pay(with: [
                AccountMeta(scene.victim.address), scene.ref(Scene.c1), scene.ref(Scene.c1),
            ])
        ])
        try await scene.accepts(signature, [Credited("0")])
    }

    @Test func `H16 whoever pays with C1 pays agt_1, and nothing is bound to him`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [scene.memo(), scene.pay(1_000_000, from: scene.A, by: scene.attacker)],
            by: [scene.attacker])
        let decision = try await scene.accepts(signature, [Credited("1", Scene.c1, 1_000_000)])
        #expect(decision.credits[0].fact.payer == scene.attacker.address)
        let codes = try await scene.ledger.codes()
        #expect(
            codes == [
                CodeRecord(code: Scene.c1, agent: "agt_1", isActive: true),
                CodeRecord(code: Scene.c2, agent: "agt_2", isActive: true),
            ])
        let own = try await scene.land([scene.memo(), scene.pay()])
        try await scene.accepts(own, [Credited("1")], balances: ["agt_1": 6_000_000])
    }

    @Test func `H17 a closed code's deposit waits`() async throws {
        let scene = try await Scene.make()
        try await scene.ledger.close(Scene.c1)
        let signature = try await scene.land([
            scene.memo(), scene.pay(with: [scene.ref(Scene.c1)]),
        ])
        let decision = try await scene.refuses(
            signature, .codeInactive, .codeState,
            reviews: [Waiting("1", .codeInactive, Scene.fiveUSDC)])
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test(arguments: [49, 550, 900])
    func `H19 a long memo is no code, whatever it holds`(blanks: Int) async throws {
        let scene = try await Scene.make("H19 \(blanks)")
        let text = "A1B2C3D4E5F6A7B8" + String(repeating: " ", count: blanks)
        let signature = try await scene.land([scene.memo(text), scene.pay()])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .unattributed)
    }

    @Test func `H19 the longest memo that is looked at has 64 bytes`() async throws {
        let scene = try await Scene.make()
        let text = "A1B2C3D4E5F6A7B8" + String(repeating: " ", count: 48)
        let signature = try await scene.land([scene.memo(text), scene.pay()])
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `H19 a memo of two thousand bytes in a v1 transaction is no code`() async throws {
        let scene = try await Scene.make()
        let text = "A1B2C3D4E5F6A7B8" + String(repeating: " ", count: 2_000)
        let signature = try await scene.land(
            [scene.memo(text), scene.pay()], version: .v1,
            config: TransactionConfig(
                priorityFee: 0, computeUnitLimit: 200_000, loadedAccountsDataSizeLimit: 1_000_000))
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .unattributed)
    }

    @Test func `O01 a memo of a program that did not make the transfer itself is unbound`()
        async throws
    {
        let scene = try await Scene.make()
        let fake = try scene.crank(heights: [2, 2, 3])
        try await scene.refuses(
            fake.signature, .unboundMemo, .binding,
            reviews: [Waiting("0.2", .unboundMemo, 100)], over: fake.transport)
    }

    @Test func `O01 a memo beside the transfer, of the same caller, is bound`() async throws {
        let scene = try await Scene.make()
        let fake = try scene.crank(heights: [2, 2, 2])
        try await scene.accepts(
            fake.signature, [Credited("0.2", Scene.c2, 100)], over: fake.transport)
    }

    @Test func `O05 where nobody recorded the depths, no memo is bound`() async throws {
        let scene = try await Scene.make()
        let fake = try scene.crank(heights: [nil, nil, nil])
        try await scene.refuses(
            fake.signature, .unattributed,
            reviews: [Waiting("0.2", .unattributed, 100)], over: fake.transport)
    }

    @Test func `O06 a smart wallet's reference counts, its executor's memo does not`()
        async throws
    {
        let scene = try await Scene.make()
        let (vault, source) = (scene.victim.address, scene.account(scene.victim))
        var fake = try Synthetic(
            scene,
            [
                scene.memo("deposit:1122334455667788", [scene.attacker]),
                Synthetic.call([
                    AccountMeta(source, .writable), AccountMeta(World.usdc),
                    AccountMeta(scene.T, .writable), AccountMeta(vault), scene.ref(Scene.c1),
                    AccountMeta(Programs.token),
                ]),
            ], by: [scene.attacker])
        fake.holds(source, vault, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        fake.calls(
            1, [(scene.pay(from: source, by: scene.victim, with: [scene.ref(Scene.c1)]), 2)])
        try await scene.accepts(fake.signature, [Credited("1.0")], over: fake.transport)
    }

    @Test func `O09 a memo does not speak for a multisig of which one member did not sign`()
        async throws
    {
        let scene = try await Scene.make()
        let (multisig, source) = (try scene.spare("multisig"), scene.account(scene.victim))
        let wallet = scene.delegate.address
        let transfer = scene.pay(
            from: source, by: multisig,
            with: [AccountMeta(scene.relayer.address, .readonlySigner), AccountMeta(wallet)])
        var fake = try Synthetic(
            scene,
            [
                scene.memo(),
                Synthetic.call(transfer.accounts + [AccountMeta(Programs.token)]),
            ], by: [scene.payer, scene.relayer])
        fake.holds(source, multisig.address, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        fake.calls(1, [(transfer, 2)])
        try await scene.refuses(fake.signature, .unboundMemo, over: fake.transport)
    }

    @Test func `O10 a reference after a batch's children belongs to none of them`() async throws {
        let scene = try await Scene.make()
        var batch = try scene.batch(.transfer(scene.transfer()))
        batch.accounts.append(scene.ref(Scene.c1))
        let signature = try await scene.land([batch])
        try await scene.expectLanded(signature)
        let decision = try await scene.refuses(
            signature, .unattributed, reviews: [Waiting("0.b0", .unattributed, Scene.fiveUSDC)])
        #expect(decision.flags == ["batch_trailing_accounts"])
    }

    @Test func `O10 a reference among a child's own accounts is the child's`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            try scene.batch(.transfer(scene.transfer(with: [scene.ref(Scene.c1)])))
        ])
        try await scene.accepts(signature, [Credited("0.b0")])
    }

    @Test func `O17 a deposit address of C1 and a memo of C2 are ambiguous`() async throws {
        var scene = try await Scene.make()
        scene.policy.depositAddresses = [scene.victim.address: Scene.c1]
        let signature = try await scene.land([
            scene.open(scene.victim.address), scene.memo("deposit:1122334455667788"),
            scene.pay(to: scene.account(scene.victim)),
        ])
        try await scene.refuses(signature, .ambiguousCode, .oneCode)
    }
}

extension Synthetic {
    /// A call of the unknown program.
    static func call(_ accounts: [AccountMeta]) -> Instruction {
        Instruction(program: program, accounts: accounts, data: [1])
    }
}

extension Scene {
    /// `X{M(C2), crank{TC(escrow → T, 100, PDA)}}`, the depths as given.
    func crank(heights: [Int?]) throws -> Synthetic {
        let (authority, escrow) = (victim, account(victim))
        let crank = Address(FixedBytes(repeating: 0x59))
        let pays = [
            AccountMeta(escrow, .writable), AccountMeta(World.usdc), AccountMeta(T, .writable),
            AccountMeta(authority.address), AccountMeta(Programs.token),
        ]
        var fake = try Synthetic(
            self,
            [Synthetic.call(pays + [AccountMeta(Programs.memoV3), AccountMeta(crank)])],
            by: [attacker])
        fake.holds(escrow, authority.address, 1_000, 900)
        fake.holds(T, treasury.address, 0, 100)
        fake.calls(
            0,
            [
                (memo("deposit:1122334455667788"), heights[0]),
                (Instruction(program: crank, accounts: pays, data: [2]), heights[1]),
                (pay(100, from: escrow, by: authority), heights[2]),
            ])
        return fake
    }
}
