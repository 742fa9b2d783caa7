import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// How somebody might get another's money credited to a code of his own by calling the operator's
/// program beside it. C2 is his code; ESCROW is a token account whose owner signs only inside a
/// program, as a crank's or a smart wallet's does.
@Suite struct `Attacks beside a direct deposit` {
    static let crank = Address(FixedBytes(repeating: 0x59))

    private struct Stage {
        let scene: Scene
        let pda, escrow: Address

        init(_ name: String = #function) async throws {
            scene = try await Scene.make(name).pinned()
            pda = scene.victim.address
            escrow = scene.account(scene.victim)
        }

        /// His own deposit of one base unit.
        var bait: Instruction {
            scene.direct(Scene.c2, 1, from: scene.A, by: scene.attacker.address)
        }
        var baitTransfer: Instruction {
            scene.move(1, from: scene.A, by: scene.attacker.address)
        }
        var prize: Instruction { scene.move(1_000, from: escrow, by: pda) }
        var crank: Instruction {
            Instruction(
                program: `Attacks beside a direct deposit`.crank, accounts: prize.accounts,
                data: [2])
        }

        /// X makes these calls; T gains 1,001.
        func made(
            _ calls: [(Instruction, height: Int?)], then others: [Instruction] = [],
            by signers: [Keypair]? = nil
        ) throws -> Synthetic {
            var fake = try Synthetic(scene, through: calls, then: others, by: signers)
            fake.paid(1, from: scene.A, of: scene.attacker.address)
            fake.paid(1_000, from: escrow, of: pda)
            fake.holds(scene.T, scene.treasury.address, 0, 1_001)
            return fake
        }
    }

    /// Where the 1,000 of the crank stand relative to the bait, and what they wait for.
    enum Nesting: String, CaseIterable, Sendable {
        case after, before, below, sibling, batched
    }

    @Test(arguments: Nesting.allCases)
    func `O04 only the transfer that the program itself made is the code's`(
        nesting: Nesting
    ) async throws {
        let stage = try await Stage("O04 \(nesting)")
        let bait = [(stage.bait, height: Int?(2)), (stage.baitTransfer, 3)]
        let prize: [(Instruction, height: Int?)]
        switch nesting {
        case .after, .before: prize = [(stage.crank, 2), (stage.prize, 3)]
        // Under the program's own call, one level deeper.
        case .below: prize = [(stage.crank, 3), (stage.prize, 4)]
        case .sibling: prize = [(stage.prize, 2)]
        case .batched:
            let transfer = TokenTransfer(
                .checked(mint: World.usdc, decimals: 6), source: stage.escrow,
                destination: stage.scene.T, authority: stage.pda, amount: TokenAmount(1_000))
            prize = [(try stage.scene.batch(.transfer(transfer)), 2)]
        }
        let calls = nesting == .before ? prize + bait : bait + prize
        let fake = try stage.made(calls)
        let decision = try await stage.scene.verifier(fake.transport).verify(fake.signature)
        #expect(decision.verdict == .accept)
        let paths: [Nesting: (String, String)] = [
            .before: ("0.3", "0.1"), .sibling: ("0.1", "0.2"), .batched: ("0.1", "0.2.b0"),
        ]
        let (credited, waiting) = paths[nesting] ?? ("0.1", "0.3")
        #expect(decision.credits.map(Credited.init) == [Credited(credited, Scene.c2, 1)])
        #expect(decision.reviews.map(Waiting.init) == [Waiting(waiting, .unattributed, 1_000)])
        #expect(decision.reviews[0].code == nil)
        #expect(try await stage.scene.balances() == ["agt_2": 1])
    }

    @Test func `where nobody recorded the depths, no data is bound`() async throws {
        let stage = try await Stage()
        let fake = try stage.made([
            (stage.bait, nil), (stage.baitTransfer, nil), (stage.crank, nil), (stage.prize, nil),
        ])
        let decision = try await stage.scene.verifier(fake.transport).verify(fake.signature)
        #expect(decision.verdict == .review && decision.credits.isEmpty)
        #expect(
            decision.reviews.map(Waiting.init) == [
                Waiting("0.1", .unattributed, 1), Waiting("0.3", .unattributed, 1_000),
            ])
    }

    @Test(arguments: [[2, 4, 2, 3], [3, 4, 2, 3], [1, 2, 2, 3], [2, 3, 2, 0]])
    func `depths that no calls can have decide nothing`(heights: [Int]) async throws {
        let stage = try await Stage("depths \(heights)")
        let fake = try stage.made([
            (stage.bait, heights[0]), (stage.baitTransfer, heights[1]),
            (stage.crank, heights[2]), (stage.prize, heights[3]),
        ])
        try await stage.scene.refuses(
            fake.signature, .rpcInconsistent, .walk, over: fake.transport)
    }

    @Test func `a batch's echo under the program's call is no second transfer of it`() async throws
    {
        let stage = try await Stage()
        // A node that repeats children shows the crank's batch once more; it never stands under the
        // program's transfer, and a node that says so is not believed to show a transfer.
        let fake = try stage.made([
            (stage.bait, 2), (stage.baitTransfer, 3), (stage.prize, 4), (stage.crank, 2),
            (stage.prize, 3),
        ])
        let decision = try await stage.scene.verifier(fake.transport).verify(fake.signature)
        #expect(decision.credits.map(Credited.init) == [Credited("0.1", Scene.c2, 1)])
        #expect(decision.reviews.map(Waiting.init) == [Waiting("0.3", .unattributed, 1_000)])
    }

    @Test func `the victim's own transfer and memo in the same transaction stay the victim's`()
        async throws
    {
        let stage = try await Stage()
        let scene = stage.scene
        var fake = try Synthetic(
            scene, through: [(stage.bait, 2), (stage.baitTransfer, 3)],
            then: [scene.memo(), scene.pay()], by: [scene.payer, scene.attacker])
        fake.paid(1, from: scene.A, of: scene.attacker.address)
        fake.paid(Scene.fiveUSDC, from: scene.P, of: scene.payer.address)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC + 1)
        let decision = try await scene.verifier(fake.transport).verify(fake.signature)
        // The memo is signed by both, and the attacker's own deposit names another code.
        #expect(decision.credits.map(Credited.init) == [Credited("2")])
        #expect(decision.reviews.map(Waiting.init) == [Waiting("0.1", .ambiguousCode, 1)])
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `the memo of whoever sends a smart wallet's deposit takes no part`() async throws {
        let stage = try await Stage()
        let scene = stage.scene
        let call = scene.direct(Scene.c1, 1_000, from: stage.escrow, by: stage.pda)
        var fake = try Synthetic(
            scene,
            through: [
                (scene.memo("deposit:1122334455667788"), 2), (call, 2), (stage.prize, 3),
            ], then: [scene.memo("deposit:1122334455667788", [scene.attacker])])
        fake.paid(1_000, from: stage.escrow, of: stage.pda)
        fake.holds(scene.T, scene.treasury.address, 0, 1_000)
        try await scene.accepts(
            fake.signature, [Credited("0.2", Scene.c1, 1_000)], over: fake.transport)
    }

    @Test func `a program with the same layout around another's transfer names nobody`()
        async throws
    {
        let stage = try await Stage()
        let scene = stage.scene
        let clone = scene.direct(
            Scene.c2, 1_000, from: stage.escrow, by: stage.pda,
            program: Address(FixedBytes(repeating: 0x4D)))
        var fake = try Synthetic(scene, through: [(clone, 2), (stage.prize, 3)])
        fake.paid(1_000, from: stage.escrow, of: stage.pda)
        fake.holds(scene.T, scene.treasury.address, 0, 1_000)
        try await scene.refuses(
            fake.signature, .unattributed, .claim,
            reviews: [Waiting("0.1", .unattributed, 1_000)], over: fake.transport)
    }

    /// DepositReceived of C2 and 1,000 base units, as the program writes it.
    private static func event(_ stage: Stage) -> String {
        let bytes =
            [0x09, 0xD0, 0x98, 0x3F, 0x40, 0x20, 0xB9, 0x76, 1] + Scene.c2.bytes
            + stage.pda.bytes + stage.escrow.bytes + PaperProgram.littleEndian(1_000)
        return "Program data: " + Base64.encode(bytes)
    }

    @Test func `L10, L29 a forged event credits nobody, wherever it is logged`() async throws {
        let stage = try await Stage()
        for frame in [Synthetic.program, PaperProgram.address] {
            var fake = try stage.made([
                (stage.bait, 2), (stage.baitTransfer, 3), (stage.crank, 2), (stage.prize, 3),
            ])
            fake.logs = [
                "Program \(frame) invoke [1]", Self.event(stage), "Program \(frame) success",
            ]
            let decision = try await stage.scene.verifier(fake.transport, hasLedger: false)
                .verify(fake.signature)
            #expect(decision.credits.map(Credited.init) == [Credited("0.1", Scene.c2, 1)])
            #expect(decision.reviews.map(Waiting.init) == [Waiting("0.3", .unattributed, 1_000)])
        }
        let silent = Synthetic.call([
            AccountMeta(stage.escrow, .writable), AccountMeta(stage.scene.T, .writable),
        ])
        var alone = try Synthetic(stage.scene, [silent])
        alone.logs = [
            "Program \(PaperProgram.address) invoke [1]", Self.event(stage),
            "Program \(PaperProgram.address) success",
        ]
        try await stage.scene.refuses(
            alone.signature, .noMatchingTransfer, .destination, over: alone.transport)
    }

    @Test(arguments: [[], ["Log truncated"]])
    func `L11 logs that are cut or missing change nothing`(logs: [String]) async throws {
        let stage = try await Stage("L11 \(logs)")
        var fake = try stage.made([
            (stage.bait, 2), (stage.baitTransfer, 3), (stage.crank, 2), (stage.prize, 3),
        ])
        fake.logs = logs
        let decision = try await stage.scene.verifier(fake.transport).verify(fake.signature)
        #expect(decision.credits.map(Credited.init) == [Credited("0.1", Scene.c2, 1)])
    }

    @Test func `L12 a call that moved nothing is no deposit`() async throws {
        let stage = try await Stage()
        var fake = try Synthetic(stage.scene, through: [(stage.bait, 2)])
        fake.logs = [Self.event(stage)]
        try await stage.scene.refuses(
            fake.signature, .noTokenTransfer, .programs, over: fake.transport)
    }

    @Test(arguments: [true, false])
    func `L09 a clone's deposit into a vault of its own is nothing to us`(
        isOursPinned: Bool
    ) async throws {
        let stage = try await Stage("L09 \(isOursPinned)")
        var scene = stage.scene
        if !isOursPinned { scene.policy.programs = [] }
        let vault = scene.account(of: stage.pda)
        let call = Instruction(
            program: Address(FixedBytes(repeating: 0x4D)),
            accounts: [
                AccountMeta(stage.pda, .writable), AccountMeta(World.usdc),
                AccountMeta(scene.P, .writable), AccountMeta(vault, .writable),
                AccountMeta(scene.payer.address, .writableSigner), AccountMeta(Programs.token),
            ],
            data: [0x0B, 0x9C, 0x60, 0xDA, 0x27, 0xA3, 0xB4, 0x13]
                + PaperProgram.littleEndian(Scene.fiveUSDC))
        var fake = try Synthetic(scene, [call])
        fake.calls(0, [(scene.pay(to: vault), 2)])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(vault, stage.pda, 0, Scene.fiveUSDC)
        try await scene.refuses(fake.signature, .unknownProgram, .programs, over: fake.transport)
    }
}
