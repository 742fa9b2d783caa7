import Testing
import TransportCurl

@Suite struct CurlConfigurationTests {
    static let refused: [(String, CurlConfigurationError)] = [
        ("", .invalidURL), ("http://", .invalidURL), ("http://a b/", .invalidURL),
        ("http://a/\r\nX: y", .invalidURL), ("http://[::1", .invalidURL),
        ("http://a:99999/", .invalidURL), ("file:///etc/passwd", .unsupportedScheme),
        ("ftp://a/", .unsupportedScheme), ("gopher://a/", .unsupportedScheme),
        ("ws://a/", .unsupportedScheme),
    ]

    @Test(arguments: refused)
    func `refuses URLs that are not for this`(_ url: String, _ error: CurlConfigurationError) {
        #expect(throws: error) {
            try CurlTransport(CurlConfiguration(url: url, operatorName: "x"))
        }
    }

    @Test(arguments: [
        ("", "a"), ("A B", "a"), ("A:", "a"), ("A\r\nB", "a"), ("A", "a\r\nB: c"), ("A", "a\0"),
        ("Ä", "a"),
    ])
    func `refuses headers that would add others`(_ name: String, _ value: String) {
        #expect(throws: CurlConfigurationError.invalidHeader(index: 1)) {
            try CurlTransport(
                CurlConfiguration(
                    url: "http://localhost/", headers: [("A", ""), (name, value)],
                    operatorName: "x"))
        }
    }

    static let hosts = [
        ("https://rpc.example:8899/key?api=1#f", "https://rpc.example"),
        ("HTTPS://user:pass@RPC.example/", "https://RPC.example"),
        ("http://[::1]:8899", "http://[::1]"),
    ]

    @Test(arguments: hosts)
    func `shows scheme and host only`(_ url: String, _ shown: String) throws {
        let transport = try CurlTransport(CurlConfiguration(url: url, operatorName: "x"))
        #expect(transport.displayHost == shown)
    }
}
