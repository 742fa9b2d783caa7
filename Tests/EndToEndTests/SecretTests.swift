import Foundation
import SolanaCodec
import TestSupport
import Testing

@Suite struct SecretTests {
    /// The forms in which a key could leak: the seed and the whole key.
    static let forms: [String] = [Array(Depositor.key.prefix(32)), Depositor.key].flatMap { key in
        [
            Base58.encode(key), Hexadecimal.encode(key), Hexadecimal.encode(key, uppercase: true),
            Base64.encode(key), key.map(String.init).joined(separator: ","),
            key.map(String.init).joined(separator: ", "),
        ]
    }

    @Test func `shows no byte of a key anywhere, whatever happens`() async throws {
        let depositor = try await Depositor.funded(slotMilliseconds: 0)
        let (tool, options) = (depositor.tool, depositor.options)
        let run = try depositor.start("1")
        #expect(await run.says("processed in slot"))
        #if os(Linux)
        for file in ["cmdline", "environ"] {
            let content = try? Data(contentsOf: URL(filePath: "/proc/\(run.id)/\(file)"))
            Self.expectClean(String(decoding: content ?? Data(), as: UTF8.self))
        }
        #endif
        try await depositor.chain.advance(8)
        var outputs = [await run.end()]
        let signature = try #require(outputs[0].text("signature"))
        for arguments in [
            ["deposit", "1000", "--code", Depositor.code, "--yes"], ["config"], ["balance"],
            ["address"], ["status", signature], ["resume"],
            ["pay", "--code", Depositor.code], ["deposit", "1"],
        ] {
            for format in ["human", "json"] {
                outputs.append(try await tool.run(arguments + options + ["--output", format]))
            }
        }
        for output in outputs { Self.expectClean(output.stdout + output.stderr) }
        Self.expectClean(try String(contentsOf: tool.journal, encoding: .utf8))
    }

    private static func expectClean(_ text: String) {
        for form in forms { #expect(!text.contains(form)) }
    }

    /// Where a credential may stand in a URL.
    static let places = [
        "http://user:rpc-canary-77@HOST/", "http://HOST/rpc-canary-77",
        "http://HOST/?api-key=rpc-canary-77", "http://HOST/#rpc-canary-77",
    ]

    @Test(arguments: places)
    func `shows of a URL only scheme and host`(place: String) async throws {
        let depositor = try await Depositor.funded()
        let host = depositor.chain.url.dropFirst("http://".count)
        let url = place.replacing("HOST", with: host)
        let identity = [
            "-k", depositor.keyPath, "--treasury", World.treasury.address.description,
        ]
        let paid = ["deposit", "1", "--code", Depositor.code, "--yes"] + identity
        let secret = ["--header", "Authorization: Bearer rpc-canary-77"]
        for arguments in [paid, paid + secret, ["config"] + identity, ["balance"] + identity] {
            let output = try await depositor.tool.run(
                arguments + ["--output", "json"], environment: ["L5_RPC_URL": url])
            #expect(!(output.stdout + output.stderr).contains("canary"))
        }
        let closed = place.replacing("HOST", with: "127.0.0.1:1")
        let output = try await depositor.tool.run(["balance", "-u", closed] + identity)
        #expect(output.status == 10)
        #expect(!(output.stdout + output.stderr).contains("canary"))
        let journal = try String(contentsOf: depositor.tool.journal, encoding: .utf8)
        #expect(!journal.contains("canary"))
    }

    @Test func `warns of a URL with a key on the command line`() async throws {
        let tool = try Tool()
        let output = try await tool.run([
            "balance", World.payer.address.description, "-u", "http://127.0.0.1:1/?key=canary",
        ])
        #expect(output.stderr.hasPrefix("warning: others on this machine can see the URL of -u"))
        #expect(!output.stderr.contains("canary"))
        let unknown = try await tool.run(["balance", "--urll=https://x.example/canary"])
        #expect(unknown.status == 64)
        #expect(!unknown.stderr.contains("canary"))
    }

    #if os(Linux)
    @Test func `leaves no core file`() async throws {
        let server = try SilentServer()
        let run = try Tool().start([
            "balance", World.payer.address.description, "-u", server.url,
        ])
        try server.awaitConnection()
        let limits = try String(
            contentsOf: URL(filePath: "/proc/\(run.id)/limits"), encoding: .utf8)
        #expect(limits.contains(#/Max core file size +0 +0 /#))
        run.signal(9)
        _ = await run.end()
    }
    #endif
}
