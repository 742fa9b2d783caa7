import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing

/// R23: the program's data counts while the chain runs the bytes that the policy pins.
@Suite struct `Pinned programs` {
    private func paid(_ scene: Scene) throws -> Synthetic {
        var fake = try Synthetic(scene, [scene.direct()])
        fake.calls(0, [(scene.pay(), 2)])
        fake.holds(scene.P, scene.payer.address, Scene.fiveUSDC, 0)
        fake.holds(scene.T, scene.treasury.address, 0, Scene.fiveUSDC)
        fake.accounts = try PaperProgram.accounts()
        return fake
    }

    /// What the node shows instead of the pinned program.
    enum Change: String, CaseIterable, Sendable {
        case bytes, grown, restored, authority, nobody, closed, gone, otherLoader, otherData, buffer
        case notExecutable, cut

        func accounts() throws -> [JSONObject?] {
            let good = try PaperProgram.accounts()
            switch self {
            case .bytes:
                var elf = PaperProgram.elf
                elf[20] ^= 1
                return try PaperProgram.accounts(elf)
            case .grown: return try PaperProgram.accounts(PaperProgram.elf + [1])
            // O23: the same bytes, deployed again.
            case .restored: return try PaperProgram.accounts(slot: PaperProgram.deploySlot - 1)
            case .authority: return try PaperProgram.accounts(authority: World.attacker.address)
            case .nobody: return try PaperProgram.accounts(authority: nil)
            case .closed: return [good[0], nil]
            case .gone: return [nil, nil]
            case .otherLoader: return [moved(good[0]), moved(good[1])]
            case .otherData:
                let elsewhere = [2, 0, 0, 0] + World.attacker.address.bytes
                return [PaperProgram.account(elsewhere, executable: true), good[1]]
            case .buffer:
                return [
                    good[0],
                    PaperProgram.account([1, 0, 0, 0] + PaperProgram.elf, executable: false),
                ]
            case .notExecutable:
                var program = good[0]
                program?["executable"] = false
                return [program, good[1]]
            case .cut: return [good[0], PaperProgram.account([3, 0, 0, 0, 1], executable: false)]
            }
        }

        private func moved(_ account: JSONObject?) -> JSONObject? {
            var account = account
            account?["owner"] = "BPFLoader2111111111111111111111111111111111"
            return account
        }
    }

    @Test(arguments: Change.allCases)
    func `L22, O23 a program that is not as pinned names no code`(change: Change) async throws {
        let scene = try await Scene.make("pin \(change)").pinned()
        var fake = try paid(scene)
        fake.accounts = try change.accounts()
        let decision = try await scene.refuses(
            fake.signature, .programChanged, .programs,
            reviews: [Waiting("0.0", .programChanged, Scene.fiveUSDC)], over: fake.transport)
        #expect(decision.reviews[0].code == Scene.c1)
    }

    @Test func `a program that nobody can change is pinned as such`() async throws {
        var scene = try await Scene.make().pinned()
        scene.policy.programs[0].upgradeAuthority = nil
        var fake = try paid(scene)
        fake.accounts = try PaperProgram.accounts(authority: nil)
        try await scene.accepts(fake.signature, [Credited("0.0")], over: fake.transport)
    }

    @Test func `bytes that were deployed after the deposit did not make it`() async throws {
        for slot in [Synthetic.slot, Synthetic.slot + 1] {
            var scene = try await Scene.make("deployed \(slot)").pinned()
            scene.policy.programs[0].deploySlot = slot
            var fake = try paid(scene)
            fake.accounts = try PaperProgram.accounts(slot: slot)
            try await scene.refuses(
                fake.signature, .programChanged, .programs, over: fake.transport)
        }
    }

    @Test func `a changed program says nothing of deposits without it`() async throws {
        let scene = try await Scene.make().pinned()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let silent = Tampering(scene.chain.transport) { method, answer in
            if method == "getMultipleAccounts" { answer = ["jsonrpc": "2.0"] }
        }
        try await scene.accepts(signature, [Credited("1")], over: silent)
    }

    @Test func `a node that is behind is asked again, a silent one decides nothing`() async throws {
        let scene = try await Scene.make().pinned()
        let fake = try paid(scene)
        let behind = Tampering(try fake.transport) { method, answer in
            guard method == "getMultipleAccounts" else { return }
            answer["result"] = nil
            answer["error"] = ["code": -32_016, "message": "Minimum context slot"] as JSONObject
        }
        let decision = try await scene.verifier(behind).verify(fake.signature)
        #expect(decision.verdict == .pending)
        #expect(decision.finding == Finding(.behind, .execution))
        let refusing = Tampering(try fake.transport) { method, answer in
            guard method == "getMultipleAccounts" else { return }
            answer["result"] = nil
            answer["error"] = ["code": -32_601, "message": "Method not found"] as JSONObject
        }
        let verifier = try await scene.verifier(refusing)
        await #expect(throws: RPCError.self) { try await verifier.verify(fake.signature) }
        #expect(try await scene.balances().isEmpty)
    }

    @Test func `the evidence holds the program's bytes and decides again the same`() async throws {
        let scene = try await Scene.make().pinned()
        var fake = try paid(scene)
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        for (accounts, verdict) in [
            (try PaperProgram.accounts(), Verdict.accept), ([nil, nil], .duplicate),
        ] {
            fake.accounts = accounts
            let verifier = try await scene.verifier(
                fake.transport, evidence: EvidenceStore(directory: directory))
            let decision = try await verifier.verify(fake.signature)
            #expect(decision.verdict == verdict)
            let name = try #require(decision.evidence)
            let content = Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name).json")))
            let replay = try await Replay(content)
            #expect(replay.agrees && replay.recordedRules == Replay.currentRules)
        }
    }

    @Test func `a policy pins each program once`() throws {
        let pin = """
            {"id": "\(PaperProgram.address)", "kind": "l5-deposit", "deploySlot": 7,
             "hash": "\(Hexadecimal.encode(PaperProgram.pin.hash.bytes))", "upgradeAuthority": null}
            """
        func policy(_ programs: String) -> [UInt8] {
            Array(
                """
                {"schema": "l5.policy/1", "genesis": "\(World.mainnetGenesis)",
                 "treasury": "\(World.treasury.address)", "programs": [\(programs)],
                 "assets": [{"symbol": "USDC", "mint": "\(World.usdc)", "decimals": 6,
                             "tokenProgram": "\(Programs.token)"}]}
                """.utf8)
        }
        let parsed = try PolicyFile.parse(policy(pin)) { _ in nil }
        #expect(parsed.policy.programs.map(\.id) == [PaperProgram.address])
        #expect(throws: PolicyError.self) {
            try PolicyFile.parse(policy("\(pin), \(pin)")) { _ in nil }
        }
    }
}
