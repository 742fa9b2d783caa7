import DepositProgram
import DepositVerifier
import SolanaCodec
import TestSupport
import Testing

/// Group J of the case catalogue: nodes that are behind, forgetful, broken or lying.
@Suite struct `Finality and answers` {
    @Test(arguments: ["processed", "confirmed"])
    func `J01 and J02 before finality nothing is decided, success or failure`(
        commitment: String
    ) async throws {
        let scene = try await Scene.make("J01 \(commitment)")
        let good = try await scene.land([scene.memo(), scene.pay()])
        let failed = try await scene.land([scene.memo(), scene.pay(90_000_000)])
        let transport = Tampering(scene.chain.transport, "getSignatureStatuses") { result in
            result.changeEach("value") { status in
                status["confirmationStatus"] = commitment
                status["confirmations"] = commitment == "processed" ? 0 : 3
            }
        }
        for signature in [good, failed] {
            let decision = try await scene.refuses(
                signature, .awaitingFinality, .finality, over: transport)
            #expect(decision.commitment?.rawValue == commitment)
        }
        // O11 and J03: the same signatures, once final.
        try await scene.accepts(good, [Credited("1")])
        let final = try await scene.verifier().verify(failed)
        #expect(final.finding == Finding(.transactionFailed, .execution))
    }

    @Test func `J03 and J29 a final deposit is credited whatever the clocks say`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") {
            $0["blockTime"] = -3_600
        }
        let decision = try await scene.accepts(signature, [Credited("1")], over: transport)
        #expect(decision.blockTime == -3_600)
    }

    @Test func `J07 what was confirmed and disappears is not found, and nothing was posted`()
        async throws
    {
        let scene = try await Scene.make()
        let transaction = try await scene.sign([scene.memo(), scene.pay()])
        let seen = Scripted([
            "getGenesisHash": .result("\"\(World.mainnetGenesis)\""),
            "getSignatureStatuses": .result(
                """
                {"context":{"slot":9},"value":[{"slot":8,"confirmations":2,"err":null,\
                "confirmationStatus":"confirmed"}]}
                """),
        ])
        try await scene.refuses(transaction.signature, .awaitingFinality, over: seen)
        try await scene.refuses(transaction.signature, .notFound)
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
    }

    @Test func `J08 a node that does not know a transaction yet decides nothing`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let lagging = Tampering(scene.chain.transport) { method, answer in
            if method == "getTransaction" { answer["result"] = Null.value }
            if method == "getSignatureStatuses" {
                answer.change("result") { $0["value"] = [Null.value] }
            }
        }
        try await scene.refuses(signature, .notFound, over: lagging)
        let half = Tampering(scene.chain.transport) { method, answer in
            if method == "getTransaction" { answer["result"] = Null.value }
        }
        try await scene.refuses(signature, .behind, over: half)
        let other = Tampering(scene.chain.transport, "getSignatureStatuses") {
            $0["value"] = [Null.value]
        }
        let decision = try await scene.verifier(other).verify(signature)
        #expect(decision.verdict == .pending && decision.credits.isEmpty)
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `J10 a node that has thrown the history away cannot tell`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let pruned = Tampering(scene.chain.transport) { method, answer in
            if method == "getTransaction" { answer["result"] = Null.value }
            if method == "getFirstAvailableBlock" { answer["result"] = 900_000_000 }
        }
        try await scene.refuses(signature, .historyUnavailable, over: pruned)
    }

    @Test(arguments: 0..<8)
    func `J11 a message that its signers did not sign is a lie of the node`(
        bit: Int
    ) async throws {
        let scene = try await Scene.make("J11 \(bit)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let forged = Tampering(scene.chain.transport, "getTransaction") { answer in
            guard var pair = answer["transaction"] as? [String],
                var bytes = Base64.decode(pair[0])
            else { return }
            // The last bytes are the transfer's amount and decimals.
            bytes[bytes.count - 2 - bit] ^= 1 << UInt8(bit)
            pair[0] = Base64.encode(bytes)
            answer["transaction"] = pair
        }
        try await scene.refuses(signature, .rpcInconsistent, .identity, over: forged)
    }

    @Test func `J13 another transaction than the one that was asked for decides nothing`()
        async throws
    {
        let scene = try await Scene.make()
        let asked = try await scene.land([scene.memo(), scene.pay(1_000_000)])
        let other = try await scene.land([scene.memo(), scene.pay()])
        let recording = RecordingTransport(scene.chain.transport)
        _ = try await scene.verifier(recording, hasLedger: false).verify(other)
        let answers = recording.exchanges.compactMap(\.answer)
        let text = try #require(
            try answers.compactMap { try JSONObject(parsing: $0)["result"] as? JSONObject }
                .first { $0["transaction"] != nil }?.text())
        let lying = Tampering(scene.chain.transport) { method, answer in
            guard method == "getTransaction" else { return }
            answer["result"] = try? JSONObject(parsing: Array(text.utf8))
        }
        try await scene.refuses(asked, .rpcInconsistent, .identity, over: lying)
    }

    @Test(
        arguments: [
            (-32_015, .unsupportedVersion), (-32_007, .behind), (-32_009, .behind),
            (-32_004, .behind), (-32_005, .behind), (-32_014, .behind), (-32_016, .behind),
        ] as [(Int, Reason)])
    func `J15 errors that say something about the transaction leave it open`(
        code: Int, reason: Reason
    ) async throws {
        let scene = try await Scene.make("J15 \(code)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport) { method, answer in
            guard method == "getTransaction" else { return }
            answer["result"] = nil
            answer["error"] = ["code": code, "message": "as it is"] as JSONObject
        }
        try await scene.refuses(signature, reason, over: transport)
        try await scene.accepts(signature, [Credited("1")])
    }

    /// Answers that are none.
    static let noAnswers: [(name: String, answer: Scripted.Answer)] = [
        ("429", .error(429, "Too many requests")),
        ("quota", .error(-32_005, "rate limit exceeded")),
        ("internal error", .error(-32_603, "Internal error")),
        ("HTML", .body(Array("<html><body>502 Bad Gateway</body></html>".utf8))),
        ("gzip", .body([0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00])),
        ("nothing", .body([])), ("half", .body(Array(#"{"jsonrpc":"2.0","id":2,"res"#.utf8))),
        ("another number", .body(Array(#"{"jsonrpc":"2.0","id":77,"result":null}"#.utf8))),
        ("duplicate key", .body(Array(#"{"jsonrpc":"2.0","id":2,"id":2,"result":null}"#.utf8))),
        (
            "escaped duplicate key",
            .body(Array(#"{"jsonrpc":"2.0","id":2,"\u0069d":2,"result":null}"#.utf8))
        ),
        ("HTTP 503", .failure(RPCError(.http(status: 503), "503"))),
        ("no connection", .failure(RPCError(.transport, "refused"))),
    ]

    @Test(arguments: noAnswers.indices)
    func `J15 no answer is no statement: an error is thrown and nothing posted`(
        index: Int
    ) async throws {
        let scene = try await Scene.make("J15 none \(index)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let silent = Scripted(["getSignatureStatuses": Self.noAnswers[index].answer])
        let mixed = Split(scene.chain.transport, silent, for: "getSignatureStatuses")
        let late = Scripted(["getTransaction": Self.noAnswers[index].answer])
        let later = Split(scene.chain.transport, late, for: "getTransaction")
        for transport in [mixed, later] {
            let verifier = try await scene.verifier(transport)
            await #expect(throws: RPCError.self, "\(Self.noAnswers[index].name)") {
                try await verifier.verify(signature)
            }
        }
        #expect(try await scene.balances().isEmpty)
        #expect(try await scene.ledger.openReviews(limit: 9).isEmpty)
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `J23 a missing block time changes nothing`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") {
            $0["blockTime"] = Null.value
        }
        let decision = try await scene.accepts(signature, [Credited("1")], over: transport)
        #expect(decision.blockTime == nil)
    }

    @Test(
        arguments: [
            ("preTokenBalances", .missingBalances), ("postTokenBalances", .missingBalances),
            ("innerInstructions", .missingInnerInstructions),
        ] as [(String, Reason)], [true, false])
    func `J24 and J25 what a node did not record is unknown, not empty`(
        missing: (String, Reason), isNull: Bool
    ) async throws {
        let scene = try await Scene.make("J24 \(missing.0) \(isNull)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { $0[missing.0] = isNull ? Null.value : nil }
        }
        try await scene.refuses(signature, missing.1, over: transport)
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `J26 numbers beyond 2⁵³ are read exactly`() async throws {
        let scene = try await Scene.make()
        // 2⁵³ + 1 has no Double; nor have these lamports.
        let held: UInt64 = 9_007_199_254_740_993
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let rich = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { meta in
                for (table, amount) in [
                    ("preTokenBalances", held), ("postTokenBalances", held + Scene.fiveUSDC),
                ] {
                    meta.changeEach(table) { balance in
                        guard balance["owner"] as? String == scene.treasury.address.description
                        else { return }
                        balance.change("uiTokenAmount") { $0["amount"] = String(amount) }
                    }
                }
                for table in ["preBalances", "postBalances"] {
                    var lamports = meta[table] as? [UInt64] ?? []
                    lamports[0] = .max - 1
                    meta[table] = lamports
                }
            }
        }
        try await scene.accepts(signature, [Credited("1")], over: rich)
    }

    @Test func `J26 one unit of difference beyond 2⁵³ is seen`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let held: UInt64 = 9_007_199_254_740_992
        let wrong = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { meta in
                for (table, amount) in [
                    ("preTokenBalances", held), ("postTokenBalances", held + 5_000_001),
                ] {
                    meta.changeEach(table) { balance in
                        guard balance["owner"] as? String == scene.treasury.address.description
                        else { return }
                        balance.change("uiTokenAmount") { $0["amount"] = String(amount) }
                    }
                }
            }
        }
        try await scene.refuses(signature, .balanceMismatch, .conservation, over: wrong)
    }

    @Test(arguments: [
        (#""err":null"#, #""err":{"InstructionError":[1,{"Custom":1}]},"err":null"#),
        (#""err":null"#, #""\u0065rr":{"InstructionError":[1,{"Custom":1}]},"err":null"#),
        (#""owner":"#, #""owner":"11111111111111111111111111111111","owner":"#),
        (#""amount":"#, #""amoun\u0074":"1","amount":"#),
    ])
    func `J26 an answer that says a thing twice is no answer`(
        found: String, replacement: String
    ) async throws {
        let scene = try await Scene.make("J26 \(replacement)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Rewriting(
            base: scene.chain.transport, method: "getTransaction", found: found,
            replacement: replacement)
        try await scene.refuses(signature, .rpcInconsistent, .decoding, over: transport)
        try await scene.accepts(signature, [Credited("1")])
    }

    @Test func `J27 the bytes decide the version, and a wrong word about it is flagged`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land(
            [scene.memo(), scene.pay()], version: .v1,
            config: TransactionConfig(
                priorityFee: 0, computeUnitLimit: 100_000, loadedAccountsDataSizeLimit: 1_000_000))
        let transport = Tampering(scene.chain.transport, "getTransaction") { $0["version"] = 0 }
        let decision = try await scene.accepts(signature, [Credited("1")], over: transport)
        #expect(decision.flags == ["version_mismatch"])
        let honest = try await scene.verifier().verify(signature)
        #expect(honest.flags.isEmpty)
    }

    @Test(arguments: ["preBalances", "postBalances", "preTokenBalances", "postTokenBalances"])
    func `R5 and R6 tables that do not fit the transaction decide nothing`(
        table: String
    ) async throws {
        let scene = try await Scene.make("R5 \(table)")
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let transport = Tampering(scene.chain.transport, "getTransaction") { result in
            result.change("meta") { meta in
                if var list = meta[table] as? [JSONObject] {
                    list.append(list[0])
                    meta[table] = list
                } else if var list = meta[table] as? [UInt64] {
                    list.append(1)
                    meta[table] = list
                }
            }
        }
        try await scene.refuses(signature, .rpcInconsistent, over: transport)
    }

    @Test func `R1 an endpoint of another cluster is of no use`() async throws {
        let scene = try await Scene.make()
        let transport = Tampering(scene.chain.transport) { method, answer in
            if method == "getGenesisHash" { answer["result"] = World.devnetGenesis }
        }
        await #expect(
            throws: VerifierError.wrongCluster(
                found: Cluster.devnet.genesis, expected: Cluster.mainnet.genesis,
                operatorName: "localnet")
        ) { try await scene.verifier(transport) }
    }

    @Test func `R1 an endpoint that does not answer cannot be started with`() async throws {
        let scene = try await Scene.make()
        let silent = Scripted(["getGenesisHash": .failure(RPCError(.timeout, "too late"))])
        await #expect(throws: RPCError(.timeout, "too late")) {
            try await scene.verifier(silent)
        }
    }
}
