import Testing

@testable import l5_deposit

struct HTTPRequestTests {
    private static func read(_ text: String) -> HTTPRequest.Reading {
        HTTPRequest.read(Array(text.utf8))
    }

    @Test func `reads a request, and says how long it was`() {
        let text = "POST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcPOST"
        let request = HTTPRequest(path: "/2", body: Array("abc".utf8), isLast: false)
        #expect(Self.read(text) == .request(request, length: text.utf8.count - 4))
    }

    @Test(arguments: ["HTTP/1.0\r\n", "HTTP/1.1\r\nConnection: Close\r\n"])
    func `knows the last request of a connection`(rest: String) {
        let text = "POST / \(rest)content-length:\t0 \r\n\r\n"
        let request = HTTPRequest(path: "/", body: [], isLast: true)
        #expect(Self.read(text) == .request(request, length: text.utf8.count))
    }

    @Test func `waits for all of it`() {
        let bytes = Array("POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nab".utf8)
        for length in bytes.indices {
            #expect(HTTPRequest.read(Array(bytes[..<length])) == .incomplete)
        }
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\n\r\n", 405), ("POST / HTTP/2\r\n\r\n", 400), ("\r\n\r\n", 400),
        ("POST x HTTP/1.1\r\n\r\n", 400), ("POST / HTTP/1.1\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
        ("POST / HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", 417),
        ("POST / HTTP/1.1\r\nContent-Length: 4194305\r\n\r\n", 413),
        ("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nnonsense\r\n\r\n", 400),
    ])
    func `refuses anything else`(text: String, status: Int) {
        #expect(Self.read(text) == .refused(status))
    }

    @Test func `bounds the headers`() {
        let long = String(repeating: "a", count: HTTPRequest.headerLimit + 1)
        #expect(Self.read(long) == .refused(431))
        #expect(Self.read("POST / HTTP/1.1\r\nX: \(long)\r\n\r\n") == .refused(431))
    }
}
