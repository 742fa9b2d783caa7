import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// `deposit_direct` of the operator's program: the data of the transfer's own caller names the code.
@Suite struct `Direct deposits` {
    /// PAYER's own call, with its transfer; T gained `amount`.
    private func paid(
        _ scene: Scene, _ instructions: [Instruction], at index: Int = 0, depth: Int? = 2,
        transfer: Instruction? = nil, amount: UInt64 = Scene.fiveUSDC
    ) throws -> Synthetic {
        var fake = try Synthetic(scene, instructions)
        fake.accounts = try PaperProgram.accounts()
        fake.calls(index, [(transfer ?? scene.pay(amount), depth)])
        fake.paid(amount, from: scene.P, of: scene.payer.address)
        fake.holds(scene.T, scene.treasury.address, 0, amount)
        return fake
    }

    @Test func `A34 the code of the data is credited with the transfer that was made`()
        async throws
    {
        let scene = try await Scene.make().pinned()
        let fake = try paid(scene, [scene.direct()])
        let decision = try await scene.accepts(
            fake.signature, [Credited("0.0")], over: fake.transport)
        #expect(decision.credits[0].attribution == "deposit_direct")
        #expect(decision.credits[0].fact.payer == scene.payer.address)
        #expect(decision.credits[0].sourceOwner == scene.payer.address)
    }

    @Test func `A34 without books any code counts, as it does in a memo`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try paid(scene, [scene.direct()])
        let decision = try await scene.verifier(fake.transport, hasLedger: false)
            .verify(fake.signature)
        #expect(decision.verdict == .accept)
        #expect(decision.credits.map(Credited.init) == [Credited("0.0")])
    }

    @Test func `A34 zeros behind the program's bytes change nothing`() async throws {
        let scene = try await Scene.make().pinned()
        var fake = try paid(scene, [scene.direct()])
        fake.accounts = try PaperProgram.accounts(padding: 4_096)
        try await scene.accepts(fake.signature, [Credited("0.0")], over: fake.transport)
    }

    @Test func `L15 a program may deposit from an address of its own, at any depth`() async throws {
        let scene = try await Scene.make().pinned()
        let (wallet, source) = (scene.victim.address, scene.account(scene.victim))
        for depth in [2, 3] {
            let forwarding = Instruction(
                program: Address(FixedBytes(repeating: 0x59)),
                accounts: scene.direct(from: source, by: wallet).accounts, data: [3])
            var fake = try Synthetic(
                scene,
                through: (depth == 3 ? [(forwarding, 2)] : []) + [
                    (scene.direct(Scene.c2, from: source, by: wallet), depth),
                    (scene.move(Scene.fiveUSDC, from: source, by: wallet), depth + 1),
                ])
            fake.paid(Scene.fiveUSDC, from: source, of: wallet)
            fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
            let decision = try await scene.verifier(fake.transport, hasLedger: false)
                .verify(fake.signature)
            #expect(decision.credits.map(Credited.init) == [Credited("0.\(depth - 1)", Scene.c2)])
        }
    }

    @Test func `two calls in one transaction are two deposits`() async throws {
        let scene = try await Scene.make().pinned()
        var both = try Synthetic(scene, [scene.direct(), scene.direct(Scene.c2, 2_000_000)])
        both.accounts = try PaperProgram.accounts()
        both.calls(0, [(scene.pay(5_000_000), 2)])
        both.calls(1, [(scene.pay(2_000_000), 2)])
        both.holds(scene.P, scene.payer.address, 9_000_000, 2_000_000)
        both.holds(scene.T, scene.treasury.address, 0, 7_000_000)
        try await scene.accepts(
            both.signature, [Credited("0.0"), Credited("1.0", Scene.c2, 2_000_000)],
            over: both.transport)
    }

    @Test func `a program that nobody pinned names no code`() async throws {
        let pinned = try await Scene.make().pinned()
        let clone = Address(FixedBytes(repeating: 0x4D))
        let other = try paid(pinned, [pinned.direct(program: clone)])
        try await pinned.refuses(
            other.signature, .unattributed, .claim,
            reviews: [Waiting("0.0", .unattributed, Scene.fiveUSDC)], over: other.transport)
        let scene = try await Scene.make("nobody pinned")
        let fake = try paid(scene, [scene.direct()])
        try await scene.refuses(fake.signature, .unattributed, .claim, over: fake.transport)
    }

    @Test(arguments: ["amount", "source", "destination", "authority", "mint", "token program"])
    func `data that describes another transfer than was made waits`(part: String) async throws {
        let scene = try await Scene.make("mismatch \(part)").pinned()
        let stranger = scene.victim.address
        let call =
            switch part {
            case "amount": scene.direct(Scene.c1, Scene.fiveUSDC + 1)
            case "source": scene.direct(from: scene.account(scene.victim))
            case "destination": scene.direct(to: scene.account(scene.victim))
            case "authority": scene.direct(by: stranger)
            case "mint": scene.direct(mint: Scene.usdt)
            default: scene.direct(tokenProgram: Programs.token2022)
            }
        let fake = try paid(
            scene,
            [call, scene.memo("hello")] + [
                // Names what the call does not.
                Synthetic.call(scene.pay().accounts + [AccountMeta(Programs.token)])
            ])
        let decision = try await scene.refuses(
            fake.signature, .eventMismatch, .programs,
            reviews: [Waiting("0.0", .eventMismatch, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `a call that made two transfers is not the program's`() async throws {
        let scene = try await Scene.make().pinned()
        var fake = try Synthetic(scene, [scene.direct(Scene.c1, 2_000_000)])
        fake.accounts = try PaperProgram.accounts()
        fake.calls(0, [(scene.pay(2_000_000), 2), (scene.pay(2_000_000), 2)])
        fake.holds(scene.P, scene.payer.address, 9_000_000, 5_000_000)
        fake.holds(scene.T, scene.treasury.address, 0, 4_000_000)
        try await scene.refuses(
            fake.signature, .eventMismatch, .programs,
            reviews: [
                Waiting("0.0", .eventMismatch, 2_000_000),
                Waiting("0.1", .eventMismatch, 2_000_000),
            ], over: fake.transport)
    }

    @Test func `a batch in the place of the transfer is not the program's`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try paid(
            scene, [scene.direct()], transfer: try scene.batch(.transfer(scene.transfer())))
        try await scene.refuses(
            fake.signature, .eventMismatch, .programs,
            reviews: [Waiting("0.0.b0", .eventMismatch, Scene.fiveUSDC)], over: fake.transport)
    }

    @Test(arguments: [0, 8, 16, 23])
    func `data that the program does not take names no code`(length: Int) async throws {
        let scene = try await Scene.make("length \(length)").pinned()
        var short = scene.direct()
        short.data.removeLast(24 - length)
        let cut = try paid(scene, [short])
        try await scene.refuses(cut.signature, .unattributed, .claim, over: cut.transport)
        var long = scene.direct()
        long.data.append(0)
        let grown = try paid(scene, [long])
        let decision = try await scene.verifier(grown.transport).verify(grown.signature)
        #expect(decision.finding?.reason == .unattributed)
    }

    @Test func `an unknown code and a closed code wait, and a person sees them`() async throws {
        let scene = try await Scene.make().pinned()
        let unknown = try paid(
            scene, [scene.memo("1122334455667788"), scene.direct(Scene.l1)], at: 1)
        let ambiguous = try await scene.verifier(unknown.transport).verify(unknown.signature)
        #expect(ambiguous.finding == Finding(.ambiguousCode, .oneCode))
        let alone = try paid(scene, [scene.direct(Scene.l1)])
        let decision = try await scene.verifier(alone.transport).verify(alone.signature)
        #expect(decision.finding == Finding(.unknownCode, .oneCode))
        #expect(decision.reviews.map(\.code) == [Scene.l1])
        try await scene.ledger.close(Scene.c1)
        let closed = try paid(scene, [scene.direct()])
        let late = try await scene.verifier(closed.transport).verify(closed.signature)
        #expect(late.finding == Finding(.codeInactive, .codeState))
        #expect(late.reviews.map(\.code) == [Scene.c1])
    }

    @Test func `a memo that its authority signed must name the same code`() async throws {
        let scene = try await Scene.make().pinned()
        let same = try paid(scene, [scene.memo(), scene.direct()], at: 1)
        try await scene.accepts(same.signature, [Credited("1.0")], over: same.transport)
        let other = try paid(
            scene, [scene.memo("deposit:1122334455667788"), scene.direct()], at: 1)
        let decision = try await scene.verifier(other.transport).verify(other.signature)
        #expect(decision.finding == Finding(.ambiguousCode, .oneCode))
    }

    @Test func `further accounts of the call bind nothing`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try paid(scene, [scene.direct(with: [scene.ref(Scene.c2)])])
        try await scene.accepts(fake.signature, [Credited("0.0")], over: fake.transport)
    }

    @Test func `the operator's own money is no deposit by this way either`() async throws {
        var scene = try await Scene.make().pinned()
        scene.policy.operatorWallets = [scene.payer.address]
        let fake = try paid(scene, [scene.direct()])
        try await scene.refuses(
            fake.signature, .internalSource, .foreignSource, over: fake.transport)
    }

    @Test func `less than the minimum waits, whatever the program's own minimum is`() async throws {
        var scene = try await Scene.make().pinned()
        scene.policy.treasury.assets[0].minimum = Scene.fiveUSDC + 1
        let fake = try paid(scene, [scene.direct()])
        try await scene.refuses(fake.signature, .belowMinimum, .amounts, over: fake.transport)
    }
}
