import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// Claims that must credit nobody.
@Suite struct `Claims that are worth nothing` {
    /// I07: what was signed in place of the right text, for account agt_1.
    static let texts: [(String, @Sendable (Signature) -> String)] = [
        ("another transaction", { _ in Scene.claimText(.absent) }),
        ("another transfer", { Scene.claimText($0, "1") }),
        ("a batch child in place of the transfer", { Scene.claimText($0, "0.b0") }),
        ("another account", { Scene.claimText($0, account: "agt_2") }),
        ("another gateway", { Scene.claimText($0, gateway: "other.example") }),
        ("the gateway in capitals", { Scene.claimText($0, gateway: "Deposits.example") }),
        ("another cluster", { Scene.claimText($0, cluster: World.devnetGenesis) }),
        ("a line break at the end", { Scene.claimText($0) + "\n" }),
        ("lines ended as on Windows", { Scene.claimText($0).replacing("\n", with: "\r\n") }),
        ("another version", { Scene.claimText($0).replacing("claim v1", with: "claim v2") }),
        ("blanks before the account", { Scene.claimText($0, account: " agt_1") }),
        ("nothing", { _ in "" }),
    ]

    @Test(arguments: texts.indices)
    func `I07 a text about something else`(_ row: Int) async throws {
        let (name, text) = Self.texts[row]
        let scene = try await Scene.make("I07 \(name)")
        let signature = try await scene.land([scene.pay()])
        let claim = WalletClaim(
            account: "agt_1", signature: try scene.payer.sign(Array(text(signature).utf8)),
            gateway: Scene.host)
        try await scene.refuses(claim, of: signature, .claimInvalid, name)
    }

    @Test func `I07 a claim for another gateway is worth nothing here`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let text = Scene.claimText(signature, gateway: "other.example")
        let there = WalletClaim(
            account: "agt_1", signature: try scene.payer.sign(Array(text.utf8)),
            gateway: "other.example")
        try await scene.refuses(there, of: signature, .claimInvalid)
        // The very same is good there, where it was made for.
        let decision = try await scene.verify(signature, there, gateway: "other.example")
        #expect(decision.verdict == .accept)
    }

    @Test func `I07 a claim says the same of another cluster only there`() async throws {
        var scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let claim = try scene.claim(signature)
        scene.policy.treasury.cluster = .devnet
        let devnet = Tampering(scene.chain.transport) { method, answer in
            if method == "getGenesisHash" { answer["result"] = World.devnetGenesis }
        }
        try await scene.refuses(claim, of: signature, .claimInvalid, over: devnet)
    }

    /// Texts that would bring lines of their own, or look like another.
    static let injections = [
        "agt_1\ngateway: deposits.example", "agt_1\r", "agt_1\n", "\nagt_1", " agt_1", "agt_1 ",
        "agt_1\t", "agt\u{0}1", "agt_１", "agt_1\u{200B}", "", String(repeating: "a", count: 65),
    ]

    @Test func `no account brings a line of its own`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let deposit = DepositID(
            genesis: Scene.genesis, signature: signature, path: EventPath(outer: 0))
        for account in Self.injections {
            #expect(throws: WalletClaimError.malformedAccount, "\(account.debugDescription)") {
                try WalletClaim.text(account: account, gateway: Scene.host, deposit: deposit)
            }
            let claim = try scene.claim(signature, account: account)
            try await scene.refuses(
                claim, of: signature, .claimInvalid, account.debugDescription)
        }
    }

    @Test(arguments: [
        "", "Deposits.example", "deposits.example\n", "deposits.example ", "höst.example",
        "https://deposits.example", "deposits.example/x", "a@b", String(repeating: "a", count: 260),
    ])
    func `no gateway is anything but a host`(_ gateway: String) async throws {
        let scene = try await Scene.make("gateway")
        #expect(throws: WalletClaimError.malformedGateway) {
            try WalletClaim.text(
                account: "agt_1", gateway: gateway,
                deposit: DepositID(
                    genesis: Scene.genesis, signature: .absent, path: EventPath(outer: 0)))
        }
        await #expect(throws: VerifierError.malformedGateway(gateway)) {
            try await scene.verifier(gateway: gateway)
        }
    }

    /// S + L is the same number modulo the order L of the group (RFC 8032, 5.1).
    @Test func `a signature cannot be turned into another`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let claim = try scene.claim(signature)
        let order: [UInt8] = [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9,
            0xDE, 0x14, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        var bytes = claim.signature.bytes
        var carry: UInt16 = 0
        for index in 0..<32 {
            let sum = UInt16(bytes[32 + index]) + UInt16(order[index]) + carry
            bytes[32 + index] = UInt8(truncatingIfNeeded: sum)
            carry = sum >> 8
        }
        #expect(carry == 0 && bytes != claim.signature.bytes)
        var other = claim
        other.signature = try #require(Signature(bytes: bytes))
        try await scene.refuses(other, of: signature, .claimInvalid)
    }

    @Test func `a claim of a batch's child credits that child alone`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([
            try scene.batch(
                .transfer(scene.transfer(2_000_000)), .transfer(scene.transfer(3_000_000)))
        ])
        let claim = try scene.claim(signature, "0.b1")
        let decision = try await scene.verify(signature, claim)
        #expect(decision.verdict == .accept)
        #expect(decision.credits.map(Credited.init) == [Credited("0.b1", Scene.c1, 3_000_000)])
        #expect(
            decision.reviews.map(Waiting.init) == [Waiting("0.b0", .unattributed, 2_000_000)])
        // The other one can be claimed for somebody else.
        let other = try await scene.verify(
            signature, try scene.claim(signature, "0.b0", account: "agt_2"))
        #expect(other.verdict == .accept)
        #expect(other.reviews.isEmpty)
        #expect(
            try await scene.balances() == ["agt_1": 3_000_000, "agt_2": 2_000_000])
    }

    @Test func `a claim overrides no code`() async throws {
        let scene = try await Scene.make()
        let coded = try await scene.land([scene.memo(), scene.pay()])
        let theft = try await scene.verify(
            coded, try scene.claim(coded, "1", account: "agt_2"))
        #expect(theft.finding == Finding(.claimMismatch, .beneficiary))
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
        // Nor afterwards, and its owner needs none.
        let again = try await scene.verify(
            coded, try scene.claim(coded, "1", account: "agt_2"))
        #expect(again.finding == Finding(.claimMismatch, .beneficiary))
        let own = try await scene.verify(coded, try scene.claim(coded, "1"))
        #expect(own.verdict == .duplicate)

        let unknown = try await scene.land([scene.memo("0011223344556677"), scene.pay()])
        let ambiguous = try await scene.land([
            scene.memo(), scene.memo(World.code2), scene.pay(),
        ])
        for (signature, path, reason) in [
            (unknown, "1", Reason.unknownCode), (ambiguous, "2", .ambiguousCode),
        ] {
            let decision = try await scene.verify(signature, try scene.claim(signature, path))
            #expect(decision.finding?.reason == reason)
            #expect(decision.credits.isEmpty)
        }
        #expect(try await scene.balances() == ["agt_1": Scene.fiveUSDC])
    }

    @Test func `only an authority that signed the transaction can claim`() async throws {
        let scene = try await Scene.make()
        // The key of a multisignature account is not what moves its tokens.
        let (multisig, source) = try await scene.openMultisig([scene.relayer, scene.delegate])
        let members = [scene.relayer, scene.delegate].map {
            AccountMeta($0.address, .readonlySigner)
        }
        let signature = try await scene.land(
            [scene.pay(from: source, by: multisig, with: members)],
            by: [scene.payer, scene.relayer, scene.delegate])
        for signer in [multisig, scene.relayer, scene.payer] {
            try await scene.refuses(
                scene.claim(signature, by: signer), of: signature, .unattributed)
        }
    }

    @Test func `without a gateway no claim counts, and none is called wrong`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        try await scene.refuses(
            scene.claim(signature), of: signature, .claimRequired, gateway: nil)
    }

    @Test func `a claim is evidence, and decides the same again offline`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.pay()])
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let verifier = try await scene.verifier(
            gateway: Scene.host, evidence: EvidenceStore(directory: directory))
        for (account, verdict) in [
            ("nobody", Verdict.review), ("agt_1", .accept), ("agt_1", .duplicate),
            ("agt_2", .reject),
        ] {
            let claim = try scene.claim(signature, account: account)
            let decision = try await verifier.verify(
                signature, claim: Verifier.Claim(wallet: claim))
            #expect(decision.verdict == verdict)
            let name = try #require(decision.evidence)
            let content = Array(
                try Data(contentsOf: URL(filePath: "\(directory)/\(name).json")))
            let text = String(decoding: content, as: UTF8.self)
            #expect(text.contains(claim.signature.description))
            #expect(try await Replay(content).agrees)
            // The claim is verified again, not believed.
            let forged = text.replacing(
                claim.signature.description, with: Signature.absent.description)
            let replay = try await Replay(Array(forged.utf8))
            #expect(!replay.agrees)
            #expect(
                try JSONObject(parsing: replay.replayed)["reason"] as? String == "claim_invalid")
            let elsewhere = text.replacing(
                #""gateway":"\#(Scene.host)","ledger""#, with: #""gateway":"x.example","ledger""#)
            #expect(elsewhere != text)
            #expect(try await Replay(Array(elsewhere.utf8)).agrees == false)
        }
    }
}
