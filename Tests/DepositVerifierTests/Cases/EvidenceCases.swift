import DepositProgram
import DepositVerifier
import Foundation
import SolanaCodec
import TestSupport
import Testing
import TransportCurl

/// R19: every decision leaves evidence that decides the same again, and tells no secret.
@Suite struct `Evidence of decisions` {
    static let canary = "canary-7f3a9b"

    /// The cases that leave evidence here.
    enum Case: String, CaseIterable, Sendable {
        case accepted, batch, reference, failed, wrongDestination, outflow, unattributed
        case unknownCode, zeroAmount, notFound, otherToken, closedCode
    }

    /// Lands the transaction of a case.
    static func land(_ which: Case, in scene: Scene) async throws -> Signature {
        switch which {
        case .accepted: return try await scene.land([scene.memo(), scene.pay()])
        case .batch:
            return try await scene.land([
                scene.memo(), try scene.batch(.transfer(scene.transfer())),
            ])
        case .reference: return try await scene.land([scene.pay(with: [scene.ref(Scene.c2)])])
        case .failed: return try await scene.land([scene.memo(), scene.pay(90_000_000)])
        case .wrongDestination:
            return try await scene.land([scene.memo(), scene.pay(to: scene.A)])
        case .outflow:
            return try await scene.land(
                [
                    scene.memo(), scene.pay(),
                    scene.pay(1, from: scene.T, to: scene.P, by: scene.treasury),
                ], by: [scene.payer, scene.treasury])
        case .unattributed: return try await scene.land([scene.pay()])
        case .unknownCode:
            return try await scene.land([scene.memo("0011223344556677"), scene.pay()])
        case .zeroAmount: return try await scene.land([scene.memo(), scene.pay(0)])
        case .notFound: return try await scene.sign([scene.memo(), scene.pay()]).signature
        case .otherToken:
            try await scene.chain.mint(9_000_000, of: Scene.usdt, to: scene.payer.address)
            return try await scene.land([
                scene.open(scene.treasury.address, mint: Scene.usdt),
                scene.pay(
                    from: scene.account(scene.payer, mint: Scene.usdt),
                    to: scene.account(scene.treasury, mint: Scene.usdt), mint: Scene.usdt),
            ])
        case .closedCode:
            try await scene.ledger.close(Scene.c1)
            return try await scene.land([scene.memo(), scene.pay()])
        }
    }

    @Test(arguments: Case.allCases)
    func `each decision is kept under its hash, decides again the same, and tells no secret`(
        which: Case
    ) async throws {
        let scene = try await Scene.make("evidence \(which)")
        let signature = try await Self.land(which, in: scene)
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let endpoint = try CurlTransport(
            CurlConfiguration(
                url: "\(scene.chain.url)/\(Self.canary)path?api-key=\(Self.canary)query",
                headers: [("Authorization", "Bearer \(Self.canary)header")],
                operatorName: "example"))
        var found: [Decision] = []
        for _ in 0..<2 {
            let verifier = try await scene.verifier(
                endpoint, evidence: EvidenceStore(directory: directory))
            found.append(try await verifier.verify(signature))
        }
        #expect(found[0].verdict == .accept || found[0].verdict == found[1].verdict)
        for decision in found {
            let name = try #require(decision.evidence)
            let content = Array(
                try Data(contentsOf: URL(filePath: "\(directory)/\(name).json")))
            #expect(Hexadecimal.encode(SHA256.hash(content).bytes) == name)
            let replay = try await Replay(content)
            #expect(replay.agrees, "\(String(decoding: replay.replayed, as: UTF8.self))")
            #expect(replay.recordedRules == Replay.currentRules)
            let verdict = try JSONObject(parsing: replay.recorded)["verdict"] as? String
            #expect(verdict == decision.verdict.rawValue)
            try Self.expectNoSecret(in: content, scene)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        #expect(Set(files) == Set(found.compactMap { $0.evidence.map { "\($0).json" } }))
    }

    /// The content as it stands, and every base64 text in it.
    private static func expectNoSecret(in content: [UInt8], _ scene: Scene) throws {
        var texts = [String(decoding: content, as: UTF8.self)]
        let exchanges = try #require(
            try JSONObject(parsing: content)["exchanges"] as? [JSONObject])
        #expect(!exchanges.isEmpty)
        for exchange in exchanges {
            #expect(exchange["operator"] as? String == "example")
            for key in ["request", "answer"] {
                let bytes = try #require(Base64.decode(exchange[key] as? String ?? "?"))
                texts.append(String(decoding: bytes, as: UTF8.self))
            }
        }
        for text in texts {
            #expect(!text.contains(canary))
            #expect(!text.contains(scene.chain.url))
            #expect(!text.contains("127.0.0.1"))
            #expect(!text.contains("Bearer"))
        }
    }

    @Test func `an answer that repeats the endpoint's credential is kept without it`()
        async throws
    {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let echoing = Echoing(
            base: try CurlTransport(
                CurlConfiguration(
                    url: "\(scene.chain.url)/?api-key=\(Self.canary)", operatorName: "example")),
            text: Self.canary)
        let verifier = try await scene.verifier(
            echoing, evidence: EvidenceStore(directory: directory))
        let decision = try await verifier.verify(signature)
        #expect(decision.verdict == .accept)
        let name = try #require(decision.evidence)
        let content = Array(try Data(contentsOf: URL(filePath: "\(directory)/\(name).json")))
        try Self.expectNoSecret(in: content, scene)
        #expect(try await Replay(content).agrees)
    }

    @Test func `evidence with one changed answer no longer agrees`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "evidence-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let verifier = try await scene.verifier(evidence: EvidenceStore(directory: directory))
        let name = try #require(try await verifier.verify(signature).evidence)
        var file = try JSONObject(
            parsing: Array(Data(contentsOf: URL(filePath: "\(directory)/\(name).json"))))
        file.changeEach("exchanges") { exchange in
            guard let bytes = Base64.decode(exchange["answer"] as? String ?? "") else { return }
            let text = String(decoding: bytes, as: UTF8.self)
                .replacingOccurrences(of: #""amount":"5000000""#, with: #""amount":"5000001""#)
            exchange["answer"] = Base64.encode(Array(text.utf8))
        }
        let replay = try await Replay(Array(try file.text().utf8))
        #expect(!replay.agrees)
    }

    @Test func `without a folder for evidence nothing is posted`() async throws {
        let scene = try await Scene.make()
        let signature = try await scene.land([scene.memo(), scene.pay()])
        let verifier = try await scene.verifier(
            evidence: EvidenceStore(directory: "/dev/null/evidence"))
        await #expect(throws: EvidenceError.self) { try await verifier.verify(signature) }
        #expect(try await scene.balances().isEmpty)
    }
}

/// A node that puts a text into every answer.
struct Echoing: RPCTransport {
    var base: CurlTransport
    var text: String

    var operatorName: String { base.operatorName }

    func redact(_ bytes: [UInt8]) -> [UInt8] { base.redact(bytes) }

    func send(_ body: [UInt8]) async throws -> [UInt8] {
        var answer = try JSONObject(parsing: try await base.send(body))
        answer["served"] = "to \(text)"
        return Array(try answer.text().utf8)
    }
}
