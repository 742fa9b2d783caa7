import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// R21: what `null` means, and what an endpoint that knows too little is worth.
@Suite struct `Endpoints that know nothing` {
    /// A node that knows no transaction.
    static func ignorant(_ base: any RPCTransport) -> Tampering {
        Tampering(base) { method, answer in
            if method == "getTransaction" { answer["result"] = Null.value }
            if method == "getSignatureStatuses" {
                answer.change("result") { $0["value"] = [Null.value] }
            }
        }
    }

    @Test func `J08 and J09 who does not know a transaction is passed over`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let lagging = Operator("lagging", Self.ignorant(scene.chain.transport))
        let other = Operator("other", scene.chain.transport)
        let alone = try await scene.verifier(over: [lagging]).verify(signature)
        #expect(alone.finding == Finding(.notFound, .execution) && alone.verdict == .pending)
        let both = try await scene.verifier(over: [lagging, other]).verify(signature)
        #expect(both.verdict == .accept && both.operators == ["other"])
    }

    @Test func `what nobody knows is pending, however many are asked`() async throws {
        let scene = try await Scene.make()
        let unsent = try await scene.sign([scene.memo(), scene.pay()]).signature
        let endpoints = ["a", "b", "c"].map { Operator($0, scene.chain.transport) }
        let decision = try await scene.verifier(over: endpoints).verify(unsent)
        #expect(decision.finding == Finding(.notFound, .execution))
        #expect(endpoints.allSatisfy { $0.count("getSignatureStatuses") == 1 })
    }

    /// Nodes that have, or remember, or understand too little; and what they are told to be alone.
    static let useless: [(name: String, reason: Reason, node: @Sendable (Scene) -> Tampering)] = [
        (
            "pruned", .historyUnavailable,
            { scene in
                Tampering(scene.chain.transport) { method, answer in
                    if method == "getTransaction" { answer["result"] = Null.value }
                    if method == "getFirstAvailableBlock" { answer["result"] = 900_000_000 }
                }
            }
        ),
        (
            "half a step behind", .behind,
            { scene in
                Tampering(scene.chain.transport) { method, answer in
                    if method == "getTransaction" { answer["result"] = Null.value }
                }
            }
        ),
        (
            "without recording", .missingInnerInstructions,
            { scene in
                Tampering(scene.chain.transport, "getTransaction") { result in
                    result.change("meta") { $0["innerInstructions"] = Null.value }
                }
            }
        ),
        (
            "without meta", .missingMeta,
            { scene in
                Tampering(scene.chain.transport, "getTransaction") { $0["meta"] = Null.value }
            }
        ),
        (
            "too old", .unsupportedVersion,
            { scene in
                Tampering(scene.chain.transport) { method, answer in
                    guard method == "getTransaction" else { return }
                    answer["result"] = nil
                    answer["error"] = ["code": -32_015, "message": "version"] as JSONObject
                }
            }
        ),
        (
            "not final yet", .awaitingFinality,
            { scene in
                Tampering(scene.chain.transport, "getSignatureStatuses") { result in
                    result.changeEach("value") { $0["confirmationStatus"] = "confirmed" }
                }
            }
        ),
        (
            "forging the transaction", .rpcInconsistent,
            { scene in
                Tampering(scene.chain.transport, "getTransaction") { answer in
                    guard var pair = answer["transaction"] as? [String],
                        var bytes = Base64.decode(pair[0])
                    else { return }
                    bytes[bytes.count - 3] ^= 1
                    pair[0] = Base64.encode(bytes)
                    answer["transaction"] = pair
                }
            }
        ),
        (
            "wrong about decimals", .rpcInconsistent,
            { scene in
                Tampering(scene.chain.transport, "getTransaction") { result in
                    result.change("meta") { meta in
                        for table in ["preTokenBalances", "postTokenBalances"] {
                            meta.changeEach(table) { balance in
                                balance.change("uiTokenAmount") { $0["decimals"] = 9 }
                            }
                        }
                    }
                }
            }
        ),
        (
            "contradicting itself", .rpcInconsistent,
            { scene in
                Tampering(scene.chain.transport, "getSignatureStatuses") { result in
                    result.changeEach("value") { $0["slot"] = 1 }
                }
            }
        ),
    ]

    @Test(arguments: useless.indices)
    func `J10 and J11 an endpoint that is of no use is passed over`(index: Int) async throws {
        let (name, reason, node) = Self.useless[index]
        let scene = try await Scene.make("useless \(name)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let useless = Operator("useless", node(scene))
        let alone = try await scene.verifier(over: [useless]).verify(signature)
        #expect(alone.finding?.reason == reason, "\(name)")
        let other = Operator("other", scene.chain.transport)
        let both = try await scene.verifier(over: [useless, other]).verify(signature)
        #expect(both.verdict == .accept && both.operators == ["other"], "\(name)")
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    // MARK: Expiry

    @Test func `B06 two endpoints past the last height tell that it has expired`() async throws {
        let scene = try await Scene.make()
        let unsent = try await scene.sign([scene.memo(), scene.pay()]).signature
        try await scene.chain.advance(2)
        let endpoints = ["a", "b"].map { Operator($0, scene.chain.transport) }
        let claim = Verifier.Claim(lastValidBlockHeight: BlockHeight(1))
        let verifier = try await scene.verifier(over: endpoints)
        let expired = try await verifier.verify(unsent, claim: claim)
        #expect(expired.finding == Finding(.expired, .execution) && expired.verdict == .reject)
        // By the signature alone, or before that height, nobody can tell.
        let later = Verifier.Claim(lastValidBlockHeight: BlockHeight(900_000_000))
        for open in [Verifier.Claim(), later] {
            let decision = try await verifier.verify(unsent, claim: open)
            #expect(decision.finding == Finding(.notFound, .execution))
        }
        let one = try await scene.verifier(over: [endpoints[0], endpoints[0]])
        #expect(try await one.verify(unsent, claim: claim).finding?.reason == .notFound)
        endpoints[1].fail(.away)
        #expect(try await verifier.verify(unsent, claim: claim).finding?.reason == .notFound)
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
    }

    @Test func `an answer from before the last height proves no expiry`() async throws {
        let scene = try await Scene.make()
        let unsent = try await scene.sign([scene.memo(), scene.pay()]).signature
        try await scene.chain.advance(2)
        let stale = Tampering(scene.chain.transport, "getSignatureStatuses") { result in
            result.change("context") { $0["slot"] = 1 }
        }
        let endpoints = [Operator("a", scene.chain.transport), Operator("b", stale)]
        let decision = try await scene.verifier(over: endpoints).verify(
            unsent, claim: Verifier.Claim(lastValidBlockHeight: BlockHeight(1)))
        #expect(decision.finding == Finding(.notFound, .execution))
    }
}
