import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group I of the case catalogue: whose a deposit without a code is.
@Suite struct `Claims of deposits without a code` {
    @Test func `I04 who names a stranger's deposit his own must bring a claim`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let claimed = try await scene.verifier(gateway: Scene.host).verify(
            signature, claim: Verifier.Claim(code: Scene.c1))
        #expect(claimed.verdict == .review)
        #expect(claimed.finding == Finding(.claimRequired, .claim))
        let waiting = [Waiting("0", .claimRequired, Scene.fiveUSDC)]
        #expect(claimed.reviews.map(Waiting.init) == waiting)
        #expect(try await scene.balances().isEmpty)
        // Nobody says whose it is.
        try await scene.refuses(signature, .unattributed, .claim)
    }

    @Test func `I05 the authority's signature credits the account, once`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        #expect(try await scene.verify(signature, nil).finding?.reason == .unattributed)
        let claim = try scene.claim(signature)
        let first = try await scene.verify(signature, claim)
        #expect(first.verdict == .accept && first.finding == nil)
        #expect(first.credits.map(Credited.init) == [Credited("0")])
        #expect(first.credits.map(\.attribution) == ["claim"])
        #expect(first.credits.map(\.isNew) == [true])
        #expect(first.reviews.isEmpty)
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
        for again in [claim, nil] {
            let decision = try await scene.verify(signature, again)
            #expect(decision.verdict == .duplicate)
            #expect(decision.credits.map(Credited.init) == [Credited("0")])
        }
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
        #expect(try await scene.ledger.verifyIntegrity().isEmpty)
    }

    @Test func `I05 a claim may be signed as text or in an envelope of every layout`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let rows = try Oracle.run(
            [
                World.mainnetGenesis, signature.description, "0", World.code1, Scene.host,
                scene.payer.address.description,
            ], script: "claims")
        #expect(rows.count == 6)
        let verifier = try await scene.verifier(hasLedger: false, gateway: Scene.host)
        for row in rows {
            let row = try JSONObject(parsing: Array(row.utf8))
            let bytes = try #require(Hexadecimal.decode(row["bytes"] as? String ?? "?"))
            var claim = WalletClaim(
                account: World.code1, signature: try scene.payer.sign(bytes),
                gateway: Scene.host)
            let decision = try await verifier.verify(
                signature, claim: Verifier.Claim(wallet: claim))
            #expect(decision.verdict == .accept, "\(row["layout"] ?? "")")
            #expect(decision.credits.map(Credited.init) == [Credited("0")])
            claim.signature = try scene.payer.sign(bytes + [0])
            let other = try await verifier.verify(
                signature, claim: Verifier.Claim(wallet: claim))
            #expect(other.finding?.reason == .claimInvalid)
        }
        // As our own command makes it.
        let deposit = DepositID(
            genesis: Scene.genesis, signature: signature, path: EventPath(outer: 0))
        let own = try WalletClaim(
            account: World.code1, gateway: Scene.host, deposit: deposit, signer: scene.payer)
        let decision = try await verifier.verify(signature, claim: Verifier.Claim(wallet: own))
        #expect(decision.verdict == .accept)
        #expect(
            try WalletClaim.text(account: "agt_1", gateway: Scene.host, deposit: deposit)
                == Scene.claimText(signature))
        // Without books nobody knows an agent.
        let agent = try await verifier.verify(
            signature, claim: Verifier.Claim(wallet: try scene.claim(signature)))
        #expect(agent.finding == Finding(.unknownCode, .claim))
    }

    @Test func `I05 an agent is credited under his oldest active code, a code under itself`()
        async throws
    {
        let scene = try await Scene.make()
        try await scene.ledger.add(Scene.l1, agent: "agt_1", references: [])
        let first = try await scene.land([scene.pay(1_000_001)])
        let oldest = try await scene.verify(first, try scene.claim(first))
        #expect(oldest.credits.map(\.fact.code) == [Scene.c1])
        try await scene.ledger.close(Scene.c1)
        let second = try await scene.land([scene.pay(1_000_002)])
        let next = try await scene.verify(second, try scene.claim(second))
        #expect(next.credits.map(\.fact.code) == [Scene.l1])
        let third = try await scene.land([scene.pay(1_000_003)])
        // In any case, as codes are written.
        let named = try await scene.verify(
            third, try scene.claim(third, account: World.code2.lowercased()))
        #expect(named.credits.map(\.fact.code) == [Scene.c2])
        #expect(try await scene.balances() == ["agt_1": 2_000_003, "agt_2": 1_000_003])
    }

    @Test func `I05 an account that nobody has, or that is closed, waits for a person`()
        async throws
    {
        let scene = try await Scene.make()
        try await scene.ledger.add(Scene.l1, agent: "agt_9", references: [])
        try await scene.ledger.close(Scene.l1)
        let signature = try await scene.land([scene.pay()])
        for (account, reason) in [
            ("agt_8", Reason.unknownCode), ("0011223344556677", .unknownCode),
            ("agt_9", .codeInactive), ("4131423243334434", .codeInactive),
        ] {
            try await scene.refuses(
                scene.claim(signature, account: account), of: signature, reason, account)
        }
        // It was signed for somebody who was not there; for one who is, it may be signed again.
        #expect(
            try await scene.verify(signature, try scene.claim(signature)).verdict == .accept)
    }

    @Test func `I05 the minimum holds for what is claimed`() async throws {
        var scene = try await Scene.make()
        scene.policy.treasury.assets[0].minimum = 6_000_000
        let signature = try await scene.land([scene.pay()])
        try await scene.refuses(scene.claim(signature), of: signature, .belowMinimum)
    }

    @Test func `I06 the fee payer cannot claim`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [scene.pay()], by: [scene.relayer, scene.payer])
        try await scene.refuses(
            scene.claim(signature, by: scene.relayer), of: signature, .claimWrongSigner)
        let decision = try await scene.verify(signature, try scene.claim(signature))
        #expect(decision.verdict == .accept)
    }

    @Test func `I06 a source's owner cannot claim what his delegate moved`() async throws {
        let scene = try await Scene.make()
        let approval = TokenInstruction.approve(
            TokenApproval(
                source: scene.P, delegate: scene.delegate.address, owner: scene.payer.address,
                amount: TokenAmount(Scene.fiveUSDC)))
        try await scene.expectLanded(scene.land([approval.call]))
        let signature = try await scene.land(
            [scene.pay(by: scene.delegate)], by: [scene.relayer, scene.delegate])
        try await scene.refuses(
            scene.claim(signature, by: scene.payer), of: signature, .claimWrongSigner)
        let decision = try await scene.verify(
            signature, try scene.claim(signature, by: scene.delegate))
        #expect(decision.verdict == .accept)
        #expect(decision.credits.map(\.fact.payer) == [scene.delegate.address])
    }

    @Test func `I08 of two valid claims the first wins`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let first = try await scene.verify(signature, try scene.claim(signature))
        #expect(first.verdict == .accept)
        let second = try await scene.verify(
            signature, try scene.claim(signature, account: "agt_2"))
        #expect(second.verdict == .reject)
        #expect(second.finding == Finding(.alreadyClaimed, .once))
        // The same agent under his code is the same account; a signature is still needed.
        let code = try await scene.verify(
            signature, try scene.claim(signature, account: World.code1))
        #expect(code.verdict == .duplicate)
        let forged = try await scene.verify(
            signature, try scene.claim(signature, account: "agt_1", by: scene.attacker))
        #expect(forged.finding == Finding(.claimInvalid, .claim))
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `O15 of claims at the same time exactly one is credited`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let answers = try await withThrowingTaskGroup(of: (Int, Decision).self) { group in
            for index in 0..<24 {
                let account = ["agt_1", "agt_2", nil][index % 3]
                let claim = try account.map { try scene.claim(signature, account: $0) }
                group.addTask { (index % 3, try await scene.verify(signature, claim)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let balances = try await scene.balances()
        #expect(Array(balances.values) == [Scene.fiveUSDC])
        let winner = balances["agt_1"] == nil ? 1 : 0
        var verdicts: [Verdict: Int] = [:]
        for (claimant, decision) in answers where claimant == winner {
            verdicts[decision.verdict, default: 0] += 1
            #expect(decision.finding == nil)
        }
        #expect(verdicts == [.accept: 1, .duplicate: 7])
        for (claimant, decision) in answers where claimant == 1 - winner {
            #expect(decision.finding == Finding(.alreadyClaimed, .once))
            #expect(decision.credits.allSatisfy { !$0.isNew })
        }
        // Who asked before the credit was told to wait; nobody was credited by asking.
        for (claimant, decision) in answers where claimant == 2 {
            #expect([.review, .duplicate].contains(decision.verdict))
        }
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
        #expect(try await scene.ledger.verifyIntegrity().isEmpty)
    }
}
