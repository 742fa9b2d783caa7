import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group F of the case catalogue: money that comes and goes, or is shown more than once.
@Suite struct `Netting and repetition` {
    @Test(arguments: [5_000_000, 4_000_000] as [UInt64], [false, true])
    func `F01, F02 and F05 money that goes back waits`(
        back: UInt64, inBatch: Bool
    ) async throws {
        let scene = try await Scene.make("F01 \(back) \(inBatch)")
        let steps: [TokenInstruction] = [
            .transfer(scene.transfer()),
            .transfer(scene.transfer(back, from: scene.T, to: scene.P, by: scene.treasury)),
        ]
        let calls =
            inBatch
            ? [try TokenBatch(steps).instruction(program: Programs.token)] : steps.map(\.call)
        let signature = try await scene.land(
            [scene.memo()] + calls, by: [scene.payer, scene.treasury])
        try await scene.expectLanded(signature)
        // What a person sees is what stayed.
        try await scene.refuses(
            signature, .outflow,
            reviews: [Waiting(inBatch ? "1.b0" : "1", .outflow, Scene.fiveUSDC - back)])
    }

    @Test func `F03 a transfer from T to itself is refused`() async throws {
        let scene = try await Scene.make()
        try await scene.chain.mint(Scene.fiveUSDC, of: World.usdc, to: scene.treasury.address)
        let signature = try await scene.land(
            [
                scene.memo(),
                scene.pay(from: scene.T, by: scene.treasury, with: [scene.ref(Scene.c1)]),
            ], by: [scene.payer, scene.treasury])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .selfTransfer, .foreignSource)
    }

    @Test func `F03 a transfer to itself adds nothing to a deposit beside it`() async throws {
        let scene = try await Scene.make()
        try await scene.chain.mint(Scene.fiveUSDC, of: World.usdc, to: scene.treasury.address)
        let signature = try await scene.land(
            [
                scene.memo(), scene.pay(1_000_000),
                scene.pay(from: scene.T, by: scene.treasury),
            ], by: [scene.payer, scene.treasury])
        let decision = try await scene.verifier().verify(signature)
        let credited = decision.credits.map(\.fact.amount).reduce(0, +)
        #expect(credited == (decision.verdict == .accept ? 1_000_000 : 0))
        #expect(decision.verdict == .accept || decision.verdict == .review)
    }

    @Test(arguments: [true, false])
    func `F04 money of the operator's own wallets waits`(isHot: Bool) async throws {
        var scene = try await Scene.make("F04 \(isHot)")
        scene.policy.operatorWallets = [scene.hot.address]
        let owner = isHot ? scene.hot : scene.treasury
        var source = scene.account(scene.hot)
        try await scene.chain.mint(Scene.fiveUSDC, of: World.usdc, to: scene.hot.address)
        if !isHot {
            // An account of the treasury that is not its associated one.
            let other = try scene.spare("other")
            let opened = try await scene.land(
                scene.newAccount(other, owner: scene.treasury.address) + [
                    scene.pay(to: other.address)
                ], by: [scene.payer, other])
            try await scene.expectLanded(opened)
            source = other.address
        }
        let signature = try await scene.land(
            [scene.memo(), scene.pay(from: source, by: owner)], by: [scene.payer, owner])
        try await scene.expectLanded(signature)
        try await scene.refuses(
            signature, .internalSource, .foreignSource,
            reviews: [Waiting("1", .internalSource, Scene.fiveUSDC)])
    }

    @Test func `F04 money that a hot wallet moves as a delegate waits too`() async throws {
        var scene = try await Scene.make()
        scene.policy.operatorWallets = [scene.hot.address]
        let signature = try await scene.land(
            [
                TokenInstruction.approve(
                    TokenApproval(
                        source: scene.P, delegate: scene.hot.address,
                        owner: scene.payer.address, amount: TokenAmount(Scene.fiveUSDC))
                ).call, scene.memo(), scene.pay(by: scene.hot),
            ], by: [scene.payer, scene.hot])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .internalSource, .foreignSource)
    }

    @Test func `F07 a sweep from a deposit address is no new deposit`() async throws {
        var scene = try await Scene.make()
        scene.policy.depositAddresses = [scene.victim.address: Scene.c1]
        let vault = scene.account(scene.victim)
        let deposit = try await scene.land([
            scene.open(scene.victim.address), scene.pay(to: vault),
        ])
        let decision = try await scene.accepts(deposit, [Credited("1")])
        #expect(decision.credits[0].attribution == "deposit_address")
        let sweep = try await scene.land(
            [scene.memo(), scene.pay(from: vault, by: scene.victim)],
            by: [scene.payer, scene.victim])
        try await scene.expectLanded(sweep)
        let swept = try await scene.verifier().verify(sweep)
        #expect(swept.verdict == .reject && swept.finding?.reason == .internalSweep)
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `F08 of a split payment only our part counts`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            scene.memo(), scene.pay(3_000_000), scene.pay(2_000_000, to: scene.A),
        ])
        try await scene.accepts(signature, [Credited("1", Scene.c1, 3_000_000)])
    }

    @Test func `F09 twenty small transfers are twenty events`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [scene.memo()] + Array(repeating: scene.pay(250_000), count: 20))
        try await scene.accepts(
            signature, (1...20).map { Credited("\($0)", Scene.c1, 250_000) },
            balances: ["agt_1": 5_000_000])
    }

    @Test(arguments: [4_000_000, 6_000_000] as [UInt64])
    func `F10 balances that do not show what the instructions say wait`(
        delta: UInt64
    ) async throws {
        let scene = try await Scene.make("F10 \(delta)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { meta in
                meta.changeEach("postTokenBalances") { balance in
                    guard balance["owner"] as? String == scene.treasury.address.description
                    else { return }
                    balance.change("uiTokenAmount") { $0["amount"] = String(delta) }
                }
            }
        }
        try await scene.refuses(
            signature, .balanceMismatch, .conservation,
            reviews: [Waiting("1", .balanceMismatch, Scene.fiveUSDC)], over: transport)
    }

    @Test func `F10 a missing balance before counts as nothing only for a new account`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { meta in
                let balances = meta["preTokenBalances"] as? [JSONObject] ?? []
                meta["preTokenBalances"] = balances.filter {
                    $0["owner"] as? String != scene.treasury.address.description
                }
            }
        }
        try await scene.refuses(signature, .balanceMismatch, .conservation, over: transport)
    }

    @Test func `F11 two transfers whose sum no balance can hold wait`() async throws {
        let scene = try await Scene.make()
        let half: UInt64 = 1 << 63
        var fake = try Synthetic(
            scene, [scene.memo(), scene.pay(half), scene.pay(half, from: scene.A)])
        fake.holds(scene.P, scene.payer.address, half, 0)
        fake.holds(scene.A, scene.payer.address, half, 0)
        fake.holds(scene.T, scene.treasury.address, 0, 0)
        let decision = try await scene.refuses(
            fake.signature, .overflow, .amounts, over: fake.transport)
        #expect(decision.reviews.count == 2)
    }

    @Test(arguments: [2, nil] as [Int?])
    func `F12 a transfer that a node repeats as an inner one is credited once`(
        height: Int?
    ) async throws {
        let scene = try await Scene.make("F12 \(height ?? 0)")
        let transaction = try await scene.sign([scene.memo(), scene.pay()])
        let signature = try await scene.chain.land(transaction.encoded)
        let call = transaction.message.instructions[1]
        let echo = Echo(call.programIndex, call.accountIndices, call.data, height)
        let transport = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") {
                $0["innerInstructions"] = [
                    ["index": 1, "instructions": [echo.json]] as JSONObject
                ]
            }
        }
        try await scene.accepts(signature, [Credited("1")], over: transport)
        // And by a node that does not repeat it.
        let again = try await scene.verifier().verify(signature)
        #expect(again.verdict == .duplicate)
    }

    @Test(arguments: [2, nil] as [Int?], [true, false])
    func `F13 and O14 a batch that some nodes expand is credited once, under equal paths`(
        height: Int?, expandedFirst: Bool
    ) async throws {
        let scene = try await Scene.make("F13 \(height ?? 0) \(expandedFirst)")
        let transaction = try await scene.sign([
            scene.memo(),
            try scene.batch(
                .transfer(scene.transfer(2_000_000)),
                .transfer(scene.transfer(1_000_000, to: scene.A)),
                .transfer(scene.transfer(3_000_000))),
        ])
        let signature = try await scene.chain.land(transaction.encoded)
        let call = transaction.message.instructions[1]
        let echoes = [2_000_000, 1_000_000, 3_000_000].enumerated().map { index, amount in
            var data: [UInt8] = [12]
            data += (0..<8).map { UInt8(truncatingIfNeeded: UInt64(amount) >> (8 * UInt64($0))) }
            return Echo(
                call.programIndex, Array(call.accountIndices[index * 4..<index * 4 + 4]),
                data + [6], height)
        }
        let expanding = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") {
                $0["innerInstructions"] = [
                    ["index": 1, "instructions": echoes.map(\.json)] as JSONObject
                ]
            }
        }
        let credits = [
            Credited("1.b0", Scene.c1, 2_000_000), Credited("1.b2", Scene.c1, 3_000_000),
        ]
        let plain: any RPCTransport = scene.chain.transport
        try await scene.accepts(
            signature, credits, over: expandedFirst ? expanding : plain)
        let other = try await scene.verifier(expandedFirst ? plain : expanding).verify(signature)
        #expect(other.verdict == .duplicate)
        #expect(other.credits.map(Credited.init) == credits)
        #expect(try await scene.balances() == ["agt_1": 5_000_000])
    }

    @Test func `F13 an echo between other calls does not shift their paths`() async throws {
        let scene = try await Scene.make()
        let program = Instruction(
            program: Synthetic.program,
            accounts: [
                AccountMeta(scene.P, .writable), AccountMeta(World.usdc),
                AccountMeta(scene.T, .writable), AccountMeta(scene.payer.address, .readonlySigner),
                AccountMeta(Programs.token),
            ], data: [1])
        for expands in [false, true] {
            var fake = try Synthetic(scene, [scene.memo(), program])
            fake.holds(scene.P, scene.payer.address, 9_000_000, 2_000_000)
            fake.holds(scene.T, scene.treasury.address, 0, 7_000_000)
            let batch = try scene.batch(.transfer(scene.transfer(3_000_000)))
            var calls: [(Instruction, height: Int?)] = [(batch, 2)]
            if expands { calls.append((scene.pay(3_000_000), 3)) }
            calls.append((scene.pay(4_000_000), 2))
            fake.calls(1, calls)
            let decision = try await scene.verifier(fake.transport).verify(fake.signature)
            #expect(decision.verdict == (expands ? .duplicate : .accept))
            #expect(
                decision.credits.map(Credited.init) == [
                    Credited("1.0.b0", Scene.c1, 3_000_000), Credited("1.1", Scene.c1, 4_000_000),
                ])
        }
        #expect(try await scene.balances() == ["agt_1": 7_000_000])
    }

    @Test func `O19 a payout is no deposit`() async throws {
        let scene = try await Scene.make()
        try await scene.chain.mint(Scene.fiveUSDC, of: World.usdc, to: scene.treasury.address)
        let signature = try await scene.land(
            [
                scene.memo(),
                scene.pay(
                    from: scene.T, to: scene.P, by: scene.treasury, with: [scene.ref(Scene.c1)]),
            ], by: [scene.payer, scene.treasury])
        try await scene.expectLanded(signature)
        try await scene.refuses(signature, .noMatchingTransfer)
    }
}

/// An inner instruction as a node shows it.
struct Echo: Sendable {
    private let program: UInt8
    private let accounts: [UInt8]
    private let data: [UInt8]
    private let height: Int?

    init(_ program: UInt8, _ accounts: [UInt8], _ data: [UInt8], _ height: Int?) {
        (self.program, self.accounts, self.data, self.height) = (program, accounts, data, height)
    }

    var json: JSONObject {
        [
            "programIdIndex": Int(program), "accounts": accounts.map { Int($0) },
            "data": Base58.encode(data), "stackHeight": height.map { $0 as Any } ?? Null.value,
        ]
    }
}
