import DepositVerifier
import SolanaCodec
import TestSupport
import Testing
import TransportCurl

/// Credentials in every place that may hold one never come out again.
@Suite struct CredentialTests {
    static let canaries = [
        "canary-user", "canary-p@ss", "canary-p%40ss", "canary-path", "canary-query",
        "canary-header", "canary-token",
    ]

    static func configuration(_ port: UInt16) -> CurlConfiguration {
        CurlConfiguration(
            url: "http://canary-user:canary-p%40ss@127.0.0.1:\(port)/canary-path?k=canary-query",
            headers: [("Authorization", "Bearer canary-token"), ("X-Key", "canary-header")],
            operatorName: "operator", timeout: .seconds(20), answerLimit: 4_096)
    }

    static func isClean(_ text: String) -> Bool {
        !text.lowercased().contains("canary")
            && !text.contains(Base64.encode(Array("canary-user:canary-p@ss".utf8)))
    }

    static let behaviours = [
        "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Len", "",
        "HTTP/1.1 302 Found\r\nLocation: http://canary-user@x/canary-path\r\n\r\n",
        "canary-token\r\n\r\n", "HTTP/1.1 429 canary-token\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: canary-token\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
    ]

    @Test(arguments: behaviours)
    func `errors of the transport hold none`(_ answer: String) async throws {
        let server = try LoopbackServer { _, connection in
            connection.write(answer)
            return false
        }
        defer { server.stop() }
        let transport = try CurlTransport(Self.configuration(server.port))
        let error = await #expect(throws: RPCError.self) { try await transport.send([]) }
        let request = try #require(server.requests.first)
        #expect(request.head.contains("/canary-path?k=canary-query"))
        #expect(Self.isClean(String(reflecting: error)))
    }

    @Test func `an endpoint that echoes them does not get them into an error`() async throws {
        let server = try LoopbackServer { request, connection in
            let echo = JSONOutput.string(
                "bad key canary-path CANARY-QUERY canary-header canary-token canary-user canary-p@ss "
                    + "canary-p%40ss\n" + request.head)
            let body = #"{"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"#
            return connection.answer(body + String(decoding: echo.encoded(), as: UTF8.self) + "}}")
        }
        defer { server.stop() }
        let client = RPCClient(try CurlTransport(Self.configuration(server.port)))
        let error = await #expect(throws: RPCError.self) { try await client.getHealth() }
        #expect(error?.code == .server(code: -32000))
        #expect(error?.reason.contains("bad key [redacted]") == true)
        #expect(Self.isClean(String(reflecting: error)))
        let request = try #require(server.requests.first)
        let redacted = client.transport.redact(Array(request.head.utf8))
        #expect(Self.isClean(String(decoding: redacted, as: UTF8.self)))
    }

    @Test(arguments: [#"{"KEY":[],"KEY":5}"#, #"{"a":{"KEY":{"slot":-1}}}"#])
    func `an endpoint that echoes them as keys does not get them into an error`(
        _ result: String
    ) async throws {
        // Longer than what an error shows of a key.
        let secret = String(repeating: "canary", count: 20)
        let server = try LoopbackServer { _, connection in
            let text = result.replacing("KEY", with: secret)
            return connection.answer(#"{"jsonrpc":"2.0","id":1,"result":\#(text)}"#)
        }
        defer { server.stop() }
        let client = RPCClient(
            try CurlTransport(
                CurlConfiguration(
                    url: "http://127.0.0.1:\(server.port)/\(secret)", operatorName: "operator")))
        let error = await #expect(throws: RPCError.self) {
            try await client.call("test") { json throws(JSONError) in
                for (_, value) in try json.object() {
                    for (_, inner) in try value.object() {
                        for (_, slot) in try inner.object() { _ = try slot.uint64() }
                    }
                }
            }
        }
        #expect(error?.reason.contains("[redacted]") == true)
        #expect(Self.isClean(String(reflecting: error)))
    }

    @Test func `where secrets overlap, all of them goes`() throws {
        let transport = try CurlTransport(
            CurlConfiguration(
                url: "http://127.0.0.1:1/secret-one?k=one-and-two", operatorName: "operator"))
        for (text, expected) in [
            ("a secret-one-and-two b", "a [redacted] b"),
            ("SECRET-ONEone-and-TWO", "[redacted][redacted]"),
            ("secret-on", "secret-on"), ("", ""), ("one-and-two", "[redacted]"),
        ] {
            let redacted = transport.redact(Array(text.utf8))
            #expect(String(decoding: redacted, as: UTF8.self) == expected)
        }
    }

    @Test func `a configuration and a transport print without them`() throws {
        let configuration = Self.configuration(1)
        let transport = try CurlTransport(configuration)
        var dumped = ""
        dump(configuration, to: &dumped)
        for text in [
            dumped, String(describing: configuration), String(reflecting: configuration),
            String(describing: transport), transport.displayHost,
        ] { #expect(Self.isClean(text)) }
        #expect(transport.displayHost == "http://127.0.0.1")
    }
}
